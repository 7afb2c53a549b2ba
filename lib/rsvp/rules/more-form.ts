import { isUuid } from "@/lib/kernel/ids";
import { squash, stripControl, toAsciiDigits } from "@/lib/kernel/text";

/** What a guest can say they eat: the words that lists are read into. */
export const DIETS = ["veg", "jain", "no-onion-garlic", "egg", "nonveg", "vegan", "halal", "other"] as const;
export type Diet = (typeof DIETS)[number];

export interface DietChange {
  personId: string;
  /** Null: always. */
  eventId: string | null;
  diet: Diet | null;
}

const MOST = 500;

/** What differs from what the form was filled in with: `diet:<person>` and `diet:<person>:<function>`. */
export function readDiets(form: URLSearchParams): DietChange[] {
  const changes = new Map<string, DietChange>();
  for (const [name, value] of form) {
    const [what, personId = "", eventId] = name.split(":");
    if (what !== "diet" || !isUuid(personId) || (eventId !== undefined && !isUuid(eventId))) continue;
    const known = DIETS.find((one) => one === value) ?? null;
    if ((known === null && value !== "") || form.get(`shown-${name}`) === value) continue;
    if (changes.size < MOST) changes.set(name, { personId, eventId: eventId ?? null, diet: known });
  }
  return [...changes.values()];
}

export const MEANS = ["flight", "train", "road", "local"] as const;
export type Means = (typeof MEANS)[number];

export interface TravelPlan {
  /** YYYY-MM-DD, as a calendar at the wedding shows it. */
  arrivesOn: string | null;
  /** HH:MM, as a clock at the wedding shows it. */
  arrivesAt: string | null;
  arrivesBy: Means | null;
  arrivesRef: string | null;
  departsOn: string | null;
  departsAt: string | null;
  departsBy: Means | null;
  departsRef: string | null;
  pickUp: boolean;
  rooms: number | null;
  note: string | null;
}

export const NO_TRAVEL: TravelPlan = {
  arrivesOn: null,
  arrivesAt: null,
  arrivesBy: null,
  arrivesRef: null,
  departsOn: null,
  departsAt: null,
  departsBy: null,
  departsRef: null,
  pickUp: false,
  rooms: null,
  note: null,
};

/** The fields of the travel form as somebody typed them. */
export type TravelFields = Record<Exclude<keyof TravelPlan, "pickUp">, string> & { pickUp: boolean };

const TEXTS = [
  "arrivesOn",
  "arrivesAt",
  "arrivesBy",
  "arrivesRef",
  "departsOn",
  "departsAt",
  "departsBy",
  "departsRef",
  "rooms",
  "note",
] as const;

export function fieldsOf(plan: TravelPlan): TravelFields {
  const texts = Object.fromEntries(TEXTS.map((name) => [name, String(plan[name] ?? "")]));
  return { ...texts, pickUp: plan.pickUp } as TravelFields;
}

/** The fields as one text, so that a form can tell whether its guest changed anything of the journey. */
export const fieldsKey = (fields: TravelFields): string =>
  JSON.stringify([...TEXTS.map((name) => fields[name]), fields.pickUp]);

/** What was changed of the journey, and which state of it the guest had before them; null where nothing was. */
export function readTravel(form: URLSearchParams): { fields: TravelFields; version: number } | null {
  if (!form.has("version")) return null;
  const texts = Object.fromEntries(
    TEXTS.map((name) => {
      const text = stripControl(form.get(name) ?? "");
      return [name, (name === "note" ? text.trim() : squash(text)).slice(0, name === "note" ? 500 : 80)];
    }),
  );
  const fields = { ...texts, pickUp: form.has("pickUp") } as TravelFields;
  if (form.get("shown-travel") === fieldsKey(fields)) return null;
  const version = Number(form.get("version"));
  return {
    fields,
    version: Number.isSafeInteger(version) && version >= 0 ? version : 0,
  };
}

export type TravelProblem = "date" | "time" | "no_day" | "order" | "rooms";

/** A real day of this century, or a refusal; null where nothing was said. */
function dayOf(text: string): string | null | undefined {
  if (text === "") return null;
  const day = toAsciiDigits(text);
  const at = /^20\d\d-\d\d-\d\d$/.test(day) ? new Date(`${day}T00:00:00Z`) : null;
  return at && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) ? day : undefined;
}

function timeOf(text: string): string | null | undefined {
  if (text === "") return null;
  const found = /^([01]?\d|2[0-3]):([0-5]\d)(:[0-5]\d)?$/.exec(toAsciiDigits(text));
  return found ? `${found[1]!.padStart(2, "0")}:${found[2]}` : undefined;
}

/** The plan that the fields say, or what is wrong with them. */
export function planOf(fields: TravelFields): { plan: TravelPlan } | { problem: TravelProblem } {
  const arrivesOn = dayOf(fields.arrivesOn);
  const departsOn = dayOf(fields.departsOn);
  const arrivesAt = timeOf(fields.arrivesAt);
  const departsAt = timeOf(fields.departsAt);
  if (arrivesOn === undefined || departsOn === undefined) return { problem: "date" };
  if (arrivesAt === undefined || departsAt === undefined) return { problem: "time" };
  if ((arrivesAt && !arrivesOn) || (departsAt && !departsOn)) return { problem: "no_day" };
  const from = arrivesOn && `${arrivesOn}T${arrivesAt ?? "00:00"}`;
  const to = departsOn && `${departsOn}T${departsAt ?? "24:00"}`;
  if (from && to && to < from) return { problem: "order" };
  const rooms = toAsciiDigits(fields.rooms);
  if (!/^\d{0,2}$/.test(rooms)) return { problem: "rooms" };
  const means = (text: string) => MEANS.find((one) => one === text) ?? null;
  return {
    plan: {
      arrivesOn,
      arrivesAt,
      arrivesBy: means(fields.arrivesBy),
      arrivesRef: fields.arrivesRef || null,
      departsOn,
      departsAt,
      departsBy: means(fields.departsBy),
      departsRef: fields.departsRef || null,
      pickUp: fields.pickUp,
      rooms: rooms === "" ? null : Number(rooms),
      note: fields.note || null,
    },
  };
}

export const samePlan = (a: TravelPlan, b: TravelPlan): boolean =>
  (Object.keys(NO_TRAVEL) as (keyof TravelPlan)[]).every((name) => a[name] === b[name]);

/** What was refused of the second step, to be filled in again. */
export interface SentMore {
  travel: TravelFields | null;
  diets: Readonly<Record<string, string>>;
}

export const packMore = (travel: TravelFields | null, diets: readonly DietChange[]): string =>
  JSON.stringify({
    travel: travel && JSON.parse(fieldsKey(travel)),
    diets: diets.map(({ personId, eventId, diet }) => [personId, eventId, diet]),
  });

/** What `packMore` packed; empty for anything else. */
export function unpackMore(text: string): SentMore {
  try {
    const { travel, diets } = JSON.parse(text) as {
      travel: (string | boolean)[] | null;
      diets: [string, string | null, string | null][];
    };
    return {
      travel:
        travel &&
        ({
          ...Object.fromEntries(TEXTS.map((name, place) => [name, travel[place]])),
          pickUp: travel.at(-1) === true,
        } as TravelFields),
      diets: Object.fromEntries(
        diets.map(([personId, eventId, diet]) => [eventId ? `${personId}:${eventId}` : personId, diet ?? ""]),
      ),
    };
  } catch {
    return { travel: null, diets: {} };
  }
}
