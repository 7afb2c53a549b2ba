import { and, eq } from "drizzle-orm";
import { savedViews } from "@/db/schema/guests";
import { actorLabel } from "@/lib/access/policy";
import { removeViewInput, saveViewInput } from "@/lib/guests/inputs";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";

const MOST_VIEWS = 50;

/** Names a filter of the guest table, for everybody of the wedding. */
export const saveView = defineCommand({
  name: "guests.save-view",
  permission: "guests.edit",
  input: saveViewInput,
  inverse: "guests.remove-view",
  async run({ tx, scope }, { id, name, address }) {
    const known = await tx
      .select({ name: savedViews.name })
      .from(savedViews)
      .where(eq(savedViews.weddingId, scope.weddingId))
      .limit(MOST_VIEWS);
    if (known.length >= MOST_VIEWS)
      return refuse("too_many", `There are ${MOST_VIEWS} views already. Remove one first.`);
    const added = await tx
      .insert(savedViews)
      .values({ id, weddingId: scope.weddingId, name, address, createdBy: actorLabel(scope.actor) })
      .onConflictDoNothing()
      .returning({ id: savedViews.id });
    if (added.length === 0) return refuse("taken", `There is a view called ${name} already.`);
    return {
      result: { undo: { command: "guests.remove-view", input: { id } } },
      audit: [{ action: "save", entity: "saved_view", entityId: id, payload: { name, address } }],
      topics: [],
    };
  },
});

/** Forgets a view; nobody's guests change. */
export const removeView = defineCommand({
  name: "guests.remove-view",
  permission: "guests.edit",
  input: removeViewInput,
  inverse: "guests.save-view",
  async run({ tx, scope }, { id }) {
    const [gone] = await tx
      .delete(savedViews)
      .where(and(eq(savedViews.weddingId, scope.weddingId), eq(savedViews.id, id)))
      .returning({ name: savedViews.name, address: savedViews.address });
    if (!gone) return refuse("changed", "This view is not there any more.");
    return {
      result: { undo: { command: "guests.save-view", input: { id, ...gone } } },
      audit: [{ action: "remove", entity: "saved_view", entityId: id, payload: gone }],
      topics: [],
    };
  },
});
