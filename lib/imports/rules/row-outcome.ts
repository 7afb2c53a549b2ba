import type { Claim } from "@/lib/guests/rules/claim";
import { candidatesOf, type Field } from "@/lib/guests/rules/fields";
import type { IdentityPlan, PersonPlan } from "@/lib/guests/rules/outcome";

export interface RowOutcome {
  rowNumber: number;
  outcome: "created" | "matched" | "conflict" | "remembered";
  claimId: string | null;
  conflict: { kind: string; detail: string } | null;
}

export const OTHER_SIDE = {
  kind: "other_side",
  detail:
    "This number is on the other side's list already. An admin of the wedding can decide whose guests they are.",
};

/** A field as it is said in a sentence. */
export const FIELD_WORDS: Record<Field, string> = {
  name: "name",
  home: "family",
  side: "side",
  ageBand: "age",
  address: "address",
  adults: "number of adults",
  children: "number of children",
  language: "language",
  diet: "food",
};

/** A person as they were before this list. */
export interface KnownPerson {
  live: boolean;
  mergedInto: string | null;
  edits: Record<string, { over: string[] }>;
}

/** Whether a list brings somebody: whom nobody knew, or whose list was taken back. */
export function comesIn(person: PersonPlan, before: ReadonlyMap<string, KnownPerson>): boolean {
  const known = before.get(person.id);
  return person.isNew || (known !== undefined && !known.live && known.mergedInto === null && person.live);
}

/** What became of a claim a row made: who it is, or what a human must say, or that a human has said it before. */
export function claimOutcomes(
  claims: readonly Claim[],
  plan: IdentityPlan,
  before: ReadonlyMap<string, KnownPerson>,
): Map<string, Omit<RowOutcome, "rowNumber">> {
  const outcomes = new Map<string, Omit<RowOutcome, "rowNumber">>();
  const waiting = new Set(plan.pending.map((one) => one.claimId));
  const ignored = new Set(plan.ignored);
  const personOf = new Map<string, PersonPlan>();
  const roots = new Map(plan.people.map((person) => [person.id, person]));
  for (const person of plan.people) for (const id of person.claimIds) personOf.set(id, person);
  const greeted = new Set<string>();
  for (const claim of claims) {
    const person = personOf.get(claim.id);
    const shown = person?.mergedInto ? roots.get(person.mergedInto) : person;
    const set = (outcome: RowOutcome["outcome"], conflict: RowOutcome["conflict"] = null) =>
      outcomes.set(claim.id, { outcome, claimId: claim.id, conflict });
    if (waiting.has(claim.id)) set("conflict", { kind: "two_people", detail: fitsWords(claim, plan, roots) });
    else if (ignored.has(claim.id)) set("remembered");
    else if (!person || !shown) set("matched");
    else if (shown.off)
      set("remembered", {
        kind: "taken_off",
        detail: `${shown.state.name} was taken off the guest list and stays off. Guests, Taken off the list, puts them back.`,
      });
    else if (comesIn(person, before) && !greeted.has(person.id)) {
      greeted.add(person.id);
      set("created");
    } else {
      const open = shown.state.open.filter(({ resolved }) =>
        resolved.candidates.some((one) => one.claims.includes(claim.id)),
      );
      const detail = open.map((one) => differsWords(claim, one)).join(" ");
      if (open[0]) set("conflict", { kind: `${open[0].field}_differs`, detail });
      else set(wasDecided(claim, before.get(shown.id)?.edits) ? "remembered" : "matched");
    }
  }
  return outcomes;
}

function fitsWords(claim: Claim, plan: IdentityPlan, people: ReadonlyMap<string, PersonPlan>): string {
  const fits = plan.pending.find((one) => one.claimId === claim.id)?.fits ?? [];
  const names = fits.map((id) => people.get(id)?.state.name ?? "somebody").sort();
  return `This row's numbers belong to ${names.join(" and ")}.`;
}

function differsWords(claim: Claim, { field, resolved }: PersonPlan["state"]["open"][number]): string {
  const mine = resolved.candidates.find((one) => one.claims.includes(claim.id));
  const others = resolved.candidates.filter((one) => one !== mine).map((one) => plainValue(field, one.value));
  if (field === "name")
    return `We know ${knownBy(claim)} as ${others.join(" and as ")}; the list says ${claim.draft.name.full}.`;
  return `The ${FIELD_WORDS[field]} differs: ${others.join(", ")} before; this list says ${plainValue(field, mine!.value)}.`;
}

function knownBy({ draft: { phones, emails } }: Claim): string {
  if (phones.length === 0) return emails.length > 0 ? "this e-mail" : "this guest";
  return emails.length > 0 ? "this number or e-mail" : "this number";
}

const languages = new Intl.DisplayNames("en", { type: "language" });

/** A value as a parent would say it: `column:bride:sharma` is the family sharma, `hi` is Hindi. */
export function plainValue(field: Field, value: string | number): string {
  if (field === "language") return languages.of(String(value)) ?? String(value);
  if (field !== "home") return String(value);
  const home = String(value);
  return home.startsWith("unit:") ? "the family you put them in" : home.replace(/^column:[a-z]*:/, "");
}

function wasDecided(claim: Claim, edits: Record<string, { over: string[] }> | undefined): boolean {
  return Object.entries(edits ?? {}).some(
    ([field, edit]) =>
      field in FIELD_WORDS &&
      candidatesOf([claim], field as Field).some((one) => edit.over.includes(one.key)),
  );
}
