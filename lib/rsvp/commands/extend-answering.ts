import { sql } from "drizzle-orm";
import { actorLabel } from "@/lib/access/policy";
import { AppError } from "@/lib/kernel/errors";
import { refuse } from "@/lib/kernel/result";
import { defineCommand, type Outcome, type UndoStep } from "@/lib/platform/command";
import { extendAnsweringInput } from "@/lib/rsvp/inputs";
import { readExtension } from "@/lib/rsvp/queries/travel";
import { lockHousehold } from "./lock-household";

/** Lets one household answer after the date, until a day or for as long as it likes; null takes that back. Its own inverse. */
export const extendAnswering = defineCommand({
  name: "rsvp.extend-answering",
  permission: "answers.record",
  input: extendAnsweringInput,
  inverse: "rsvp.extend-answering",
  async run({ tx, scope, now }, { unitId, extension }): Promise<Outcome<{ undo: UndoStep | null }>> {
    // A guest may record answers too, and must not open its own door.
    if (scope.actor.kind !== "user")
      throw new AppError("forbidden", "Somebody of the wedding's family lets a guest answer later.");
    if (extension?.until && new Date(extension.until) <= now)
      return refuse("past", "That day is over already. Choose a later one.");
    const home = await lockHousehold(tx, scope, unitId);
    if (!home) return refuse("gone", "This family is not there any more.");
    const before = await readExtension(tx, scope, home.id);
    const until = extension?.until ? new Date(extension.until).toISOString() : null;
    if (before === null ? extension === null : extension !== null && before.until === until)
      return { unchanged: { undo: null } };
    // What one that joined this household was given ends with it.
    const { rows } = await tx.execute<{ at: string }>(sql`
      delete from answer_extensions where wedding_id = ${scope.weddingId} and unit_id in (select fence.family_of(${scope.weddingId}, ${home.id})) returning created_at::text as at`);
    // One that is made longer or shorter began when it began.
    const since = before && rows[0] ? rows[0].at : null;
    if (extension)
      await tx.execute(sql`
        insert into answer_extensions (wedding_id, unit_id, side, until, granted_by, created_at)
        values (${scope.weddingId}, ${home.id}, ${home.side}, ${until}::timestamptz, ${actorLabel(scope.actor)}, coalesce(${since}::timestamptz, now()))`);
    return {
      result: {
        undo: { command: "rsvp.extend-answering", input: { unitId: home.id, extension: before } },
      },
      audit: [
        {
          action: extension ? "extend" : "end",
          entity: "guest_unit",
          entityId: home.id,
          payload: { extension, before },
        },
      ],
      topics: [],
    };
  },
});
