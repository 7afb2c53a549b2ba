import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { unitSuggestionDecisions } from "@/db/schema/guests";
import { decideSuggestionInput } from "@/lib/guests/inputs";
import { refuse } from "@/lib/kernel/result";
import { defineCommand, type Outcome } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";

/**
 * A human's word on "these may be one family". Accepted: the households become the first one, if none was messaged or
 * has answered yet. Refused: remembered, not asked again.
 */
export const decideSuggestion = defineCommand({
  name: "guests.decide-suggestion",
  permission: "guests.edit",
  input: decideSuggestionInput,
  irreversible: "Splitting a joined family comes with the people work.",
  async run({ tx, scope }, { key, unitIds, decision }): Promise<Outcome<{ unitId: string | null }>> {
    const decided = await tx
      .insert(unitSuggestionDecisions)
      .values({ weddingId: scope.weddingId, key, decision })
      .onConflictDoNothing()
      .returning();
    if (decided.length === 0) return refuse("decided", "Someone decided this already.");
    const audit = [
      { action: decision, entity: "suggestion", count: unitIds.length, payload: { key, unitIds } },
    ] as const;
    if (decision === "refused") return { result: { unitId: null }, audit, topics: [] };
    const units = sql`(select jsonb_array_elements_text(${JSON.stringify(unitIds)}::jsonb)::uuid)`;
    const { rows } = await tx.execute<{ id: string; busy: boolean }>(sql`
      select u.id, exists (select 1 from messages m where m.wedding_id = u.wedding_id and m.unit_id = u.id)
        or exists (select 1 from rsvp_answers a where a.wedding_id = u.wedding_id and a.unit_id = u.id) as busy
      from guest_units u where u.wedding_id = ${scope.weddingId} and u.id in ${units} and u.joined_into is null order by u.id for update`);
    if (rows.length < 2) return refuse("changed", "These families changed meanwhile. Please look again.");
    if (rows.some((row) => row.busy))
      return refuse(
        "busy",
        "One of these families has a message or an answer already; joining them now would mix them up.",
      );
    const [target, ...others] = rows.map((row) => row.id);
    const gone = sql`(select jsonb_array_elements_text(${JSON.stringify(others)}::jsonb)::uuid)`;
    const { rows: invited } = await tx.execute<{ event_id: string }>(sql`
      delete from invitations i where i.wedding_id = ${scope.weddingId} and i.unit_id in ${units} returning i.event_id`);
    await tx.execute(
      sql`update unit_members set valid_to = now() where wedding_id = ${scope.weddingId} and unit_id in ${gone} and valid_to is null`,
    );
    await tx.execute(sql`
      with moved as (
        update people p set unit_id = t.id, side = t.side, version = p.version + 1 from guest_units t
        where p.wedding_id = ${scope.weddingId} and p.unit_id in ${gone} and t.wedding_id = p.wedding_id and t.id = ${target!}
        returning p.wedding_id, p.unit_id, p.side, p.id
      ) insert into unit_members (wedding_id, unit_id, side, person_id) select wedding_id, unit_id, side, id from moved`);
    await tx.execute(sql`
      update guest_units u set unnamed_adults = u.unnamed_adults + o.adults, unnamed_children = u.unnamed_children + o.children, version = u.version + 1
      from (select sum(unnamed_adults)::int as adults, sum(unnamed_children)::int as children from guest_units where wedding_id = ${scope.weddingId} and id in ${gone}) o
      where u.wedding_id = ${scope.weddingId} and u.id = ${target!}`);
    await inviteAgain(tx, scope.weddingId, target!, [...new Set(invited.map((row) => row.event_id))]);
    await tx.execute(
      sql`update guest_units set joined_into = ${target!}, version = version + 1 where wedding_id = ${scope.weddingId} and id in ${gone}`,
    );
    return {
      result: { unitId: target! },
      audit,
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: [
        ...rows.map((row) => ({ kind: "unit" as const, key: row.id })),
        ...invited.map((row) => ({ kind: "event" as const, key: row.event_id })),
      ],
    };
  },
});

/** The joined family is invited to everything one of them was, with a seat for each member. */
async function inviteAgain(
  tx: Transaction,
  weddingId: string,
  unitId: string,
  eventIds: readonly string[],
): Promise<void> {
  await tx.execute(sql`
    insert into invitations (wedding_id, unit_id, side, event_id, adults, children)
    select u.wedding_id, u.id, u.side, e::uuid, m.adults + u.unnamed_adults, m.children + u.unnamed_children
    from guest_units u
    cross join jsonb_array_elements_text(${JSON.stringify(eventIds)}::jsonb) as e
    cross join lateral (
      select count(*) filter (where p.age_band = 'adult') as adults, count(*) filter (where p.age_band <> 'adult') as children
      from people p where p.wedding_id = u.wedding_id and p.unit_id = u.id) m
    where u.wedding_id = ${weddingId} and u.id = ${unitId}`);
}
