import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { setWordsInput } from "@/lib/events/inputs";
import { findTwin } from "@/lib/events/queries/words";
import type { EventWords } from "@/lib/events/types";
import { GUEST_LANGUAGES, type GuestLanguage } from "@/lib/kernel/languages";
import { type Refusal, refuse } from "@/lib/kernel/result";
import { defineCommand, type Outcome, type UndoStep } from "@/lib/platform/command";
import { violatedConstraint } from "@/lib/platform/transaction";

type Given = EventWords & { id: string; version: number };

interface Held extends Given {
  /** As the function was named first. */
  written: string;
}

interface Worded {
  /** The editions of the words now, by function. */
  versions: Record<string, number>;
  undo: UndoStep | null;
}

const same = (a: EventWords, b: EventWords): boolean =>
  a.name === b.name && a.dress === b.dress && a.note === b.note;

/** What functions are called, and what their guests should know, in one other language. Guests read it at once. */
export const setWords = defineCommand({
  name: "events.set-words",
  permission: "events.edit",
  input: setWordsInput,
  inverse: "events.set-words",
  async run({ tx, scope }, { language, words }): Promise<Outcome<Worded>> {
    const held = await holdWords(tx, scope, language, words);
    if (!Array.isArray(held)) return held;
    const before = new Map(held.map((one) => [one.id, one]));
    const changed = words.filter((one) => !same(one, before.get(one.id)!));
    if (changed.length === 0)
      return {
        unchanged: { versions: Object.fromEntries(held.map((one) => [one.id, one.version])), undo: null },
      };
    const versions = await writeWords(tx, scope, language, changed);
    if (!(versions instanceof Map)) return versions;
    const twin = await findTwin(tx, scope);
    if (twin) return nameTaken(twin.name, twin.language);
    const undone = changed.map(({ id }) => {
      const { name, dress, note } = before.get(id)!;
      return { id, version: versions.get(id)!, name, dress, note };
    });
    return {
      result: {
        versions: Object.fromEntries(held.map(({ id, version }) => [id, versions.get(id) ?? version])),
        undo: { command: "events.set-words", input: { language, words: undone } },
      },
      audit: [
        {
          action: "word",
          entity: "event",
          ...(changed.length === 1 ? { entityId: changed[0]!.id } : {}),
          count: changed.length,
          payload: { language, before: changed.map(({ id }) => before.get(id)), after: changed },
        },
      ],
      topics: [],
    };
  },
});

/** The words as they are, their functions held; a form that saw others is refused with what stands now. */
async function holdWords(
  tx: Transaction,
  { weddingId }: Scope,
  language: GuestLanguage,
  given: readonly Given[],
): Promise<Held[] | Refusal> {
  const ids = sql`(select jsonb_array_elements_text(${JSON.stringify(given.map(({ id }) => id))}::jsonb)::uuid)`;
  // All of the wedding, as whoever changes a function does: two who write must not each miss the other's name.
  await tx.execute(sql`select 1 from events where wedding_id = ${weddingId} order by id for no key update`);
  const { rows } = await tx.execute<Held & Record<string, unknown>>(sql`
    select e.id, e.name as written, coalesce(t.version, 0) as version, t.name, t.dress, t.note from events e
    left join event_words t on t.wedding_id = e.wedding_id and t.event_id = e.id and t.language = ${language}
    where e.wedding_id = ${weddingId} and e.id in ${ids}`);
  if (rows.length < given.length) return refuse("not_found", "One of these functions is not there any more.");
  const stale = rows.filter((row) => row.version !== given.find(({ id }) => id === row.id)!.version);
  if (stale.length > 0)
    return refuse(
      "stale",
      "Someone wrote these words meanwhile. Please look at what stands now and save again.",
      { current: stale, yours: given },
    );
  return rows;
}

async function writeWords(
  tx: Transaction,
  { weddingId }: Scope,
  language: GuestLanguage,
  words: readonly Given[],
): Promise<Map<string, number> | Refusal> {
  try {
    const { rows } = await tx.execute<{ event_id: string; version: number }>(sql`
      insert into event_words as t (wedding_id, event_id, language, name, dress, note)
      select ${weddingId}, r.id, ${language}, r.name, r.dress, r.note
      from jsonb_to_recordset(${JSON.stringify(words)}::jsonb) as r(id uuid, name text, dress text, note text)
      on conflict (wedding_id, event_id, language) do update set name = excluded.name, dress = excluded.dress, note = excluded.note
      returning t.event_id, t.version`);
    return new Map(rows.map((row) => [row.event_id, row.version]));
  } catch (error) {
    if (violatedConstraint(error) !== "event_words_name") throw error;
    const names = words.map(({ name }) => name);
    const twice = names.find((name, at) => name !== null && names.indexOf(name) !== at);
    return nameTaken(twice ?? null, language);
  }
}

export const nameTaken = (name: string | null, language: GuestLanguage): Refusal =>
  refuse(
    "name_taken",
    name
      ? `Two functions would be called “${name}” in ${GUEST_LANGUAGES[language].name}. Guests could not tell them apart.`
      : `Another function has this name in ${GUEST_LANGUAGES[language].name} already. Guests could not tell them apart.`,
  );
