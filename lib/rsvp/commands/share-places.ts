import { sql } from "drizzle-orm";
import { z } from "zod";
import { defineCommand } from "@/lib/platform/command";
import { givePlaces } from "./give-places";

/**
 * Places that became free go to those who wait, of both sides: whoever freed them may have seen one side only. Looks at
 * the functions with a ceiling that something was marked for since the last refresh.
 */
export const sharePlaces = defineCommand({
  name: "rsvp.share-places",
  permission: "jobs.run",
  input: z.object({}),
  irreversible: "A place once given stays given while the yes stands.",
  async run({ tx, scope }) {
    const { rows } = await tx.execute<{ id: string }>(sql`
      select e.id from events e where e.wedding_id = ${scope.weddingId} and e.ceiling_persons is not null
        and exists (select 1 from projection_marks m where m.wedding_id = e.wedding_id and m.kind = 'event' and m.key = e.id)`);
    const given = await givePlaces(
      tx,
      scope,
      rows.map((row) => row.id),
    );
    if (given.length === 0) return { unchanged: { families: 0 } };
    return {
      result: { families: given.length },
      audit: [{ action: "give", entity: "event_place", count: given.length, payload: given }],
      topics: [],
      dirty: given.map((key) => ({ kind: "unit" as const, key })),
    };
  },
});
