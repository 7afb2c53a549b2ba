import { sql } from "drizzle-orm";
import { actorLabel } from "@/lib/access/policy";
import { refuse } from "@/lib/kernel/result";
import { defineCommand, type Outcome, type UndoStep } from "@/lib/platform/command";
import { noteTravelInput } from "@/lib/rsvp/inputs";
import { readTravelPlan } from "@/lib/rsvp/queries/travel";
import { NO_TRAVEL, samePlan } from "@/lib/rsvp/rules/more-form";
import { lockHousehold } from "./lock-household";

/** How a household comes and goes, said by itself on its page or noted by the family. Its own inverse. */
export const noteTravel = defineCommand({
  name: "rsvp.note-travel",
  permission: "answers.record",
  input: noteTravelInput,
  inverse: "rsvp.note-travel",
  async run({ tx, scope }, { unitId, version, plan }): Promise<Outcome<{ undo: UndoStep | null }>> {
    const home = await lockHousehold(tx, scope, unitId);
    if (!home) return refuse("gone", "This family is not there any more.");
    const before = await readTravelPlan(tx, scope, home.id);
    // What is there already is not refused, however old the page: a form sent twice is one word.
    if (samePlan(plan ?? NO_TRAVEL, before?.plan ?? NO_TRAVEL)) return { unchanged: { undo: null } };
    if ((before?.version ?? 0) !== version)
      return refuse(
        "stale",
        "Somebody else changed this journey meanwhile. Please look again and repeat your change.",
      );
    const { rows } = await tx.execute<{ version: number }>(sql`
      insert into travel_plans as t (wedding_id, unit_id, side, arrives_on, arrives_at, arrives_by, arrives_ref, departs_on, departs_at, departs_by, departs_ref, pick_up, rooms, note, actor)
      select ${scope.weddingId}, ${home.id}, ${home.side}, r."arrivesOn", r."arrivesAt", r."arrivesBy", r."arrivesRef", r."departsOn", r."departsAt", r."departsBy", r."departsRef", r."pickUp", r.rooms, r.note, ${actorLabel(scope.actor)}
      from jsonb_to_record(${JSON.stringify(plan ?? NO_TRAVEL)}::jsonb) as r("arrivesOn" date, "arrivesAt" time, "arrivesBy" text, "arrivesRef" text, "departsOn" date, "departsAt" time,
        "departsBy" text, "departsRef" text, "pickUp" boolean, rooms int, note text)
      on conflict (wedding_id, unit_id) do update set arrives_on = excluded.arrives_on, arrives_at = excluded.arrives_at, arrives_by = excluded.arrives_by, arrives_ref = excluded.arrives_ref,
        departs_on = excluded.departs_on, departs_at = excluded.departs_at, departs_by = excluded.departs_by, departs_ref = excluded.departs_ref, pick_up = excluded.pick_up,
        rooms = excluded.rooms, note = excluded.note, actor = excluded.actor, version = t.version + 1, updated_at = now()
      returning version`);
    return {
      result: {
        undo: {
          command: "rsvp.note-travel",
          input: { unitId: home.id, version: rows[0]!.version, plan: before?.plan ?? null },
        },
      },
      audit: [
        {
          action: "note",
          entity: "guest_unit",
          entityId: home.id,
          payload: { plan, before: before?.plan ?? null },
        },
      ],
      topics: [],
    };
  },
});
