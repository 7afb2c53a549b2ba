import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { settleDifferencesInput } from "@/lib/rsvp/inputs";
import type { EventAnswer } from "@/lib/rsvp/types";
import { lockAnswers } from "./lock-household";
import { enterAnswers } from "./record-answer";

type Pick = { unitId: string; eventId: string; answerId: string; latest: string };
/** `people`: who of the named members comes by the voice that was picked. */
type Held = EventAnswer & { unitId: string; personId: string | null; people: string[] };

/**
 * Of what members of a family said, one voice holds: it is written down as the family's own entry, under the name of
 * whoever decided. Where somebody answered meanwhile, nothing is decided over it.
 */
export const settleDifferences = defineCommand({
  name: "rsvp.settle-differences",
  permission: "answers.record",
  input: settleDifferencesInput,
  inverse: "rsvp.take-back-answer",
  timeoutMs: 60_000,
  async run({ tx, scope, now }, { picks }) {
    await lockAnswers(
      tx,
      scope,
      picks.map((pick) => pick.unitId),
    );
    const held = await readPicks(tx, scope, picks);
    if (held.length === 0)
      return refuse(
        "newer_answer",
        "Somebody answered in the meantime, or this is settled already. Please look again.",
      );
    const entries: { unitId: string; answers: string[] }[] = [];
    for (const unitId of new Set(held.map((one) => one.unitId))) {
      const mine = held.filter((one) => one.unitId === unitId);
      for (const personId of new Set(mine.map((one) => one.personId))) {
        const answers = mine.filter((one) => one.personId === personId);
        const { entry } = await enterAnswers(tx, scope, {
          unitId,
          answers,
          channel: "console",
          personId,
          now,
        });
        entries.push(entry);
      }
    }
    const events = [...new Set(held.map((one) => one.eventId))];
    const units = [...new Set(held.map((one) => one.unitId))];
    return {
      result: {
        settled: held.length,
        left: picks.length - held.length,
        undo: { command: "rsvp.take-back-answer", input: { entries } },
      },
      audit: [
        {
          action: "settle",
          entity: "guest_unit",
          ...(units.length === 1 ? { entityId: units[0]! } : {}),
          count: held.length,
          payload: { picks, entries },
        },
      ],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: [
        ...units.map((key) => ({ kind: "unit" as const, key })),
        ...events.map((key) => ({ kind: "event" as const, key })),
      ],
    };
  },
});

/** The answers picked, where the newest one is still the one that was seen. */
async function readPicks(tx: Transaction, scope: Scope, picks: readonly Pick[]): Promise<Held[]> {
  const { rows } = await tx.execute<{ row: Held }>(sql`
    with pick as (
      select distinct on ("unitId", "eventId") * from jsonb_to_recordset(${JSON.stringify(picks)}::jsonb) as r("unitId" uuid, "eventId" uuid, "answerId" uuid, latest uuid)
    ), locked as (
      select c.unit_id, c.event_id, c.answer_id from rsvp_current c join pick k on k."unitId" = c.unit_id and k."eventId" = c.event_id
      where c.wedding_id = ${scope.weddingId} and c.answer_id = k.latest order by c.unit_id, c.event_id for update of c
    )
    select jsonb_build_object('unitId', l.unit_id, 'eventId', l.event_id, 'answer', a.answer, 'adults', a.adults, 'children', a.children, 'personId', a.person_id,
      'people', coalesce((select jsonb_agg(w.person_id) from rsvp_answer_people w where w.wedding_id = a.wedding_id and w.answer_id = a.id), '[]')) as row
    from locked l join pick k on k."unitId" = l.unit_id and k."eventId" = l.event_id
    join rsvp_answers a on a.wedding_id = ${scope.weddingId} and a.id = k."answerId" and a.event_id = l.event_id
      and a.unit_id in (select fence.family_of(${scope.weddingId}, l.unit_id))
    where not exists (select 1 from rsvp_voids v where v.wedding_id = a.wedding_id and v.answer_id = a.id)
    order by l.unit_id`);
  return rows.map(({ row }) => row);
}
