import { and, eq, sql } from "drizzle-orm";
import { events } from "@/db/schema/weddings";
import { updateEventInput } from "@/lib/events/inputs";
import { findTwin } from "@/lib/events/queries/words";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { violatedConstraint } from "@/lib/platform/transaction";
import { refreshProjections } from "@/lib/reports/topics";
import { lockPlan, noteChanges } from "./note-changes";
import { nameTaken } from "./set-words";
import { ensureVenue } from "./venue";

/**
 * Changes a function. A stale form is refused with both values, so that nobody overwrites what they did not see. A moved
 * time or place is written down, so that whoever said yes can be told.
 */
export const updateEvent = defineCommand({
  name: "events.update",
  permission: "events.edit",
  input: updateEventInput,
  inverse: "events.update",
  async run({ tx, scope }, { id, version, venueName, venueAddress, venueMapUrl, ...input }) {
    const plan = await lockPlan(tx, scope);
    const [before] = await tx
      .select()
      .from(events)
      .where(and(eq(events.weddingId, scope.weddingId), eq(events.id, id)));
    if (!before) return refuse("not_found", "This function is not there any more.");
    if (before.version !== version) {
      return refuse(
        "stale",
        "Someone changed this function while you were editing. Please look at both versions and save again.",
        { current: before, yours: input },
      );
    }
    const named = { name: venueName, address: venueAddress, mapUrl: venueMapUrl };
    const venueId = await ensureVenue(tx, scope, named, id);
    try {
      await tx
        .update(events)
        .set({ ...input, venueId, version: sql`version + 1` })
        .where(and(eq(events.weddingId, scope.weddingId), eq(events.id, id)));
    } catch (error) {
      if (violatedConstraint(error) === "events_name")
        return refuse("name_taken", `There is already a function called ${input.name}.`);
      throw error;
    }
    const twin = await findTwin(tx, scope);
    if (twin) return nameTaken(twin.name, twin.language);
    const moved = await noteChanges(tx, scope, plan);
    return {
      result: { version: version + 1, moved: moved.includes(id) },
      audit: [{ action: "update", entity: "event", entityId: id, payload: { before, after: input, moved } }],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: [...new Set([id, ...moved])].map((key) => ({ kind: "event" as const, key })),
    };
  },
});
