import { sql } from "drizzle-orm";
import { z } from "zod";
import { AppError } from "@/lib/kernel/errors";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";

/** A household says on its page that it has seen what changed. A tap on a button: opening the page is no such word. */
export const noteSeen = defineCommand({
  name: "rsvp.note-seen",
  permission: "answers.record",
  input: z.object({ changeId: z.uuid() }),
  irreversible: "What was seen stays seen.",
  async run({ tx, scope }, { changeId }) {
    if (scope.actor.kind !== "guest") throw new AppError("forbidden", "Only a household says that.");
    const { rows } = await tx.execute<{ unit_id: string; fresh: boolean }>(sql`
      with home as (
        select u.id, u.side, x.id as change_id from guest_units u
        join event_changes x on x.wedding_id = u.wedding_id and x.id = ${changeId} and x.state <> 'dismissed'
        join invitations i on i.wedding_id = u.wedding_id and i.unit_id = u.id and i.event_id = x.event_id
        where u.wedding_id = ${scope.weddingId} and u.id = fence.home_of(${scope.weddingId}, ${scope.actor.unitId}) and u.live
      ), added as (
        insert into event_change_sightings (wedding_id, change_id, unit_id, side)
        select ${scope.weddingId}, change_id, id, side from home on conflict do nothing returning unit_id
      )
      select id as unit_id, exists (select 1 from added) as fresh from home`);
    const [home] = rows;
    if (!home) return refuse("gone", "This is not news any more.");
    if (!home.fresh) return { unchanged: null };
    return {
      result: null,
      audit: [{ action: "see", entity: "guest_unit", entityId: home.unit_id, payload: { changeId } }],
      topics: [],
    };
  },
});
