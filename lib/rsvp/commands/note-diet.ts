import { sql } from "drizzle-orm";
import { editsOver, setEdits } from "@/lib/guests/commands/edit-person";
import { lockIdentity } from "@/lib/guests/commands/resolve-people";
import { refuse } from "@/lib/kernel/result";
import { defineCommand, type Outcome } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { noteDietInput } from "@/lib/rsvp/inputs";
import { lockHousehold } from "./lock-household";

/**
 * What people of one household eat, said by the household on its page: always (it stands over the lists, as if the family
 * had typed it) or at one function. Everybody named must live there, and each function must be one it is invited to.
 */
export const noteDiet = defineCommand({
  name: "rsvp.note-diet",
  permission: "answers.record",
  input: noteDietInput,
  irreversible: "The household changes it by saying it again.",
  async run({ tx, scope }, { unitId, changes }): Promise<Outcome<{ people: number }>> {
    await lockIdentity(tx, scope);
    const home = await lockHousehold(tx, scope, unitId);
    if (!home) return refuse("gone", "This invitation is not there any more. Please ask the family.");
    const { rows } = await tx.execute<{ people: Record<string, string | null>; events: string[] }>(sql`
      select coalesce((select jsonb_object_agg(p.id, p.diet) from people p where p.wedding_id = ${scope.weddingId} and p.unit_id = ${home.id} and p.live), '{}') as people,
        coalesce((select jsonb_agg(i.event_id) from invitations i where i.wedding_id = ${scope.weddingId} and i.unit_id = ${home.id}), '[]') as events`);
    const { people, events } = rows[0]!;
    if (changes.some((one) => !(one.personId in people)))
      return refuse("not_yours", "Somebody on this page is not of this family any more. Please look again.");
    if (changes.some((one) => one.eventId !== null && !events.includes(one.eventId)))
      return refuse("not_invited", "One of these functions is not part of this invitation any more.");
    const always = changes.filter((one) => one.eventId === null && people[one.personId] !== one.diet);
    const edits = [];
    for (const one of always) edits.push(...(await editsOver(tx, scope, one.personId, { diet: one.diet })));
    const set = edits.length > 0 ? await setEdits(tx, scope, edits, "diet") : null;
    if (set && "ok" in set) return set;
    const { rowCount } = await tx.execute(sql`
      with said as (
        select r."personId" as person_id, r."eventId" as event_id, r.diet
        from jsonb_to_recordset(${JSON.stringify(changes.filter((one) => one.eventId !== null))}::jsonb) as r("personId" uuid, "eventId" uuid, diet text)
      ), gone as (
        delete from person_diets d using said s where s.diet is null and d.wedding_id = ${scope.weddingId} and d.person_id = s.person_id and d.event_id = s.event_id returning d.person_id
      ), put as (
        insert into person_diets as d (wedding_id, person_id, side, event_id, diet)
        select p.wedding_id, p.id, p.side, s.event_id, s.diet from said s join people p on p.wedding_id = ${scope.weddingId} and p.id = s.person_id where s.diet is not null
        on conflict (wedding_id, person_id, event_id) do update set diet = excluded.diet, brought_from = null where d.diet is distinct from excluded.diet or d.brought_from is not null returning d.person_id
      )
      select person_id from gone union all select person_id from put`);
    if (!set && rowCount === 0) return { unchanged: { people: 0 } };
    return {
      result: { people: new Set(changes.map((one) => one.personId)).size },
      audit: [
        { action: "diet", entity: "guest_unit", entityId: home.id, count: changes.length, payload: changes },
      ],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: [...(set?.dirty ?? []), { kind: "unit", key: home.id }],
    };
  },
});
