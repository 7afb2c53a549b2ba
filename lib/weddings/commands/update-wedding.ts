import { eq, sql } from "drizzle-orm";
import { weddings } from "@/db/schema/weddings";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { updateWeddingInput } from "@/lib/weddings/inputs";

/**
 * Changes what was said when the wedding began. Guests' pages follow at once, since their keys are made of these facts;
 * what was sent stays as it is. Refuses `stale` with what stands there now, so that nobody overwrites what they did not see.
 */
export const updateWedding = defineCommand({
  name: "weddings.update",
  permission: "wedding.edit",
  input: updateWeddingInput,
  inverse: "weddings.update",
  async run({ tx, scope }, { version, ...after }) {
    const [row] = await tx.select().from(weddings).where(eq(weddings.id, scope.weddingId)).for("update");
    if (!row) return refuse("not_found", "This wedding is not there any more.");
    const { name, hosts, homeCountry, zone, childrenApart } = row;
    const before = { name, hosts, homeCountry, zone, childrenApart };
    if (row.version !== version) {
      return refuse(
        "stale",
        "Somebody saved this meanwhile. What you wrote is still here: press Save once more to keep yours.",
        { current: before },
      );
    }
    await tx
      .update(weddings)
      .set({ ...after, version: sql`version + 1` })
      .where(eq(weddings.id, scope.weddingId));
    return {
      result: {
        undo: { command: "weddings.update", input: { version: version + 1, ...before } },
      },
      audit: [{ action: "update", entity: "wedding", entityId: scope.weddingId, payload: { before, after } }],
      topics: [],
    };
  },
});
