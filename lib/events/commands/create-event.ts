import { sql } from "drizzle-orm";
import { events } from "@/db/schema/weddings";
import { createEventInput } from "@/lib/events/inputs";
import { findTwin } from "@/lib/events/queries/words";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { lockPlan, noteChanges } from "./note-changes";
import { nameTaken } from "./set-words";
import { ensureVenue } from "./venue";

export const createEvent = defineCommand({
  name: "events.create",
  permission: "events.edit",
  input: createEventInput,
  irreversible:
    "A function without invitations is removed by hand; with invitations it is cancelled, which guests are told.",
  async run({ tx, scope }, { venueName, venueAddress, venueMapUrl, ...input }) {
    const plan = await lockPlan(tx, scope);
    const venueId = await ensureVenue(tx, scope, {
      name: venueName,
      address: venueAddress,
      mapUrl: venueMapUrl,
    });
    const added = await tx
      .insert(events)
      .values({
        ...input,
        weddingId: scope.weddingId,
        venueId,
        position: sql`(select coalesce(max(position), 0) + 1 from events where wedding_id = ${scope.weddingId})`,
      })
      .onConflictDoNothing({ target: [events.weddingId, events.name] })
      .returning({ id: events.id });
    if (added.length === 0) return refuse("name_taken", `There is already a function called ${input.name}.`);
    const twin = await findTwin(tx, scope);
    if (twin) return nameTaken(twin.name, twin.language);
    // Its venue may have got another address, where others are held too.
    const moved = await noteChanges(tx, scope, plan);
    return {
      result: { id: input.id },
      audit: [
        {
          action: "create",
          entity: "event",
          entityId: input.id,
          payload: { ...input, venueName, venueAddress, venueMapUrl },
        },
      ],
      topics: [],
      dirty: moved.map((key) => ({ kind: "event" as const, key })),
    };
  },
});
