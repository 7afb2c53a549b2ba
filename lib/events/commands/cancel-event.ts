import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { events } from "@/db/schema/weddings";
import type { Scope } from "@/lib/access/types";
import { eventVersionInput } from "@/lib/events/inputs";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { lockPlan, noteChanges } from "./note-changes";

const STALE = "Someone changed this function meanwhile. Please look at it again.";

/** A function that does not take place, or does after all: invitations and answers stay as they are, guests are told. */
const planning = (step: { name: string; inverse: string; action: "cancel" | "reinstate" }) =>
  defineCommand({
    name: step.name,
    permission: "events.edit",
    input: eventVersionInput,
    inverse: step.inverse,
    async run({ tx, scope }, { id, version }) {
      const before = await lockPlan(tx, scope);
      const event = before.find((one) => one.id === id);
      if (!event) return refuse("not_found", "This function is not there any more.");
      if (event.version !== version) return refuse("stale", STALE);
      const cancelling = step.action === "cancel";
      if (event.cancelled === cancelling)
        return refuse(
          "already",
          cancelling ? "This function is cancelled already." : "This function is not cancelled.",
        );
      await tx
        .update(events)
        .set({ cancelledAt: cancelling ? sql`now()` : null, version: sql`version + 1` })
        .where(and(eq(events.weddingId, scope.weddingId), eq(events.id, id)));
      await noteChanges(tx, scope, before);
      await markInvited(tx, scope, id);
      return {
        result: { undo: { command: step.inverse, input: { id, version: version + 1 } } },
        audit: [{ action: step.action, entity: "event", entityId: id, payload: { version } }],
        topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
        dirty: [{ kind: "event", key: id }],
      };
    },
  });

/** What they are invited to, have answered and disagree about counts only what takes place. */
async function markInvited(tx: Transaction, { weddingId }: Scope, eventId: string): Promise<void> {
  await tx.execute(sql`
    insert into projection_marks (wedding_id, kind, key)
    select wedding_id, 'unit', unit_id from invitations where wedding_id = ${weddingId} and event_id = ${eventId}`);
}

export const cancelEvent = planning({
  name: "events.cancel",
  inverse: "events.reinstate",
  action: "cancel",
});
export const reinstateEvent = planning({
  name: "events.reinstate",
  inverse: "events.cancel",
  action: "reinstate",
});
