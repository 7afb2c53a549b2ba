import { sql } from "drizzle-orm";
import { reorderEventsInput } from "@/lib/events/inputs";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";

/** The given order becomes the order; it must name every function once, or someone added one meanwhile. */
export const reorderEvents = defineCommand({
  name: "events.reorder",
  permission: "events.edit",
  input: reorderEventsInput,
  inverse: "events.reorder",
  async run({ tx, scope }, { order }) {
    const { rows: before } = await tx.execute<{ id: string }>(sql`
      select id from events where wedding_id = ${scope.weddingId} order by position, id for update`);
    if (new Set(order).size !== before.length || !before.every((row) => order.includes(row.id))) {
      return refuse("stale", "The list of functions changed meanwhile. Please look at it again.");
    }
    await tx.execute(sql`
      update events set position = r.position
      from jsonb_to_recordset(${JSON.stringify(order.map((id, index) => ({ id, position: index + 1 })))}::jsonb) as r(id uuid, position int)
      where events.wedding_id = ${scope.weddingId} and events.id = r.id`);
    return {
      result: { before: before.map((row) => row.id) },
      audit: [
        {
          action: "reorder",
          entity: "event",
          count: order.length,
          payload: { before: before.map((row) => row.id), after: order },
        },
      ],
      topics: [],
    };
  },
});
