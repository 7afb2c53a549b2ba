import { z } from "zod";

export interface Places {
  adults: number;
  children: number;
}

/** What can be said of an act beyond its name. Functions by name, in their order. */
export interface Facts {
  functions?: string[];
  families?: number;
  before?: Places;
  places?: Places;
  answers?: (Places & { function: string; answer: "yes" | "no" | "maybe" })[];
  /** Which fields a human set; not to what. */
  fields?: string[];
  /** What was set: a tag, a side, a code of a language or of food; null where it was taken back. */
  value?: string | null;
}

interface Known {
  keys: string[];
  read: (payload: unknown) => Raw | null;
}

type Raw = Omit<Facts, "functions" | "answers"> & {
  eventIds?: string[];
  answers?: (Places & { eventId: string; answer: "yes" | "no" | "maybe" })[];
};

const known = <S extends z.ZodObject>(schema: S, say: (found: z.output<S>) => Raw): Known => ({
  keys: Object.keys(schema.shape),
  read: (payload) => {
    const parsed = schema.safeParse(payload);
    return parsed.success ? say(parsed.data) : null;
  },
});

const places = z.object({ adults: z.int(), children: z.int() });
const invited = known(z.object({ families: z.int(), eventIds: z.array(z.uuid()) }), (found) => found);
const answered = known(
  z.object({
    answers: z.array(places.extend({ eventId: z.uuid(), answer: z.enum(["yes", "no", "maybe"]) })).min(1),
  }),
  (found) => found,
);
const changed = <K extends "tag" | "side" | "language">(kind: K) =>
  known(z.object({ change: z.object({ [kind]: z.string().nullable() }) }), ({ change }) => ({
    value: change[kind] as string | null,
  }));

/**
 * By the command and what it did: the parts of what was written down that may be said, and no others. They are read from
 * there alone, so what erasure empties is not said any more.
 */
const KNOWN: Readonly<Record<string, Known>> = {
  "invitations.invite:invite": invited,
  "invitations.withdraw:withdraw": invited,
  "invitations.uninvite:uninvite": invited,
  "invitations.invite-again:invite-again": invited,
  "invitations.keep-places:keep-places": known(
    z.object({ eventId: z.uuid(), before: places, places }),
    ({ eventId, ...rest }) => ({ eventIds: [eventId], ...rest }),
  ),
  "rsvp.record-answer:yes": answered,
  "rsvp.record-answer:no": answered,
  "rsvp.record-answer:maybe": answered,
  "rsvp.record-answer:several": answered,
  "rsvp.record-call:reached": answered,
  "audience.edit-households:tag": changed("tag"),
  "audience.edit-households:untag": changed("tag"),
  "audience.edit-households:side": changed("side"),
  "audience.edit-households:language": changed("language"),
  "guests.edit-household:edit": known(
    z.object({ patch: z.record(z.string(), z.unknown()) }),
    ({ patch }) => ({
      fields: Object.keys(patch),
    }),
  ),
  "guests.edit-person:edit": known(
    z.object({ edits: z.array(z.object({ field: z.string() })).min(1) }),
    ({ edits }) => ({ fields: edits.map((one) => one.field) }),
  ),
  "guests.set-diet:edit": known(
    z.object({ eventId: z.uuid(), diet: z.string().nullable() }),
    ({ eventId, diet }) => ({ eventIds: [eventId], value: diet }),
  ),
  "events.set-words:word": known(z.object({ language: z.string() }), ({ language }) => ({ value: language })),
};

/** For the question that reads them: of which acts which parts. */
export const KNOWN_PARTS: Readonly<Record<string, string[]>> = Object.fromEntries(
  Object.entries(KNOWN).map(([action, { keys }]) => [action, keys]),
);

/** `names` are the wedding's functions by id, in their order; of one that is gone nothing is said. */
export function factsOf(action: string, payload: unknown, names: ReadonlyMap<string, string>): Facts | null {
  const raw = payload ? KNOWN[action]?.read(payload) : null;
  if (!raw) return null;
  const { eventIds, answers, ...facts } = raw;
  const spoken = [...(eventIds ?? []), ...(answers ?? []).map((one) => one.eventId)];
  if (spoken.some((id) => !names.has(id))) return null;
  return {
    ...facts,
    ...(eventIds
      ? { functions: [...names].flatMap(([id, name]) => (eventIds.includes(id) ? name : [])) }
      : {}),
    ...(answers
      ? { answers: answers.map(({ eventId, ...one }) => ({ ...one, function: names.get(eventId)! })) }
      : {}),
  };
}
