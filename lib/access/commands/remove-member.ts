import { and, eq } from "drizzle-orm";
import { memberships } from "@/db/schema/access";
import { removeMemberInput } from "@/lib/access/inputs";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";

export const removeMember = defineCommand({
  name: "access.remove-member",
  permission: "team.manage",
  input: removeMemberInput,
  inverse: "access.add-member",
  async run({ tx, scope }, input) {
    if (scope.actor.kind === "user" && scope.actor.userId === input.userId)
      return refuse("own_role", "Nobody removes themselves; ask another owner.");
    const removed = await tx
      .delete(memberships)
      .where(and(eq(memberships.weddingId, scope.weddingId), eq(memberships.userId, input.userId)))
      .returning();
    if (!removed[0]) return refuse("not_found", "This person is not in the team.");
    return {
      result: removed[0],
      audit: [{ action: "remove", entity: "member", entityId: input.userId, payload: removed[0] }],
      topics: [],
    };
  },
});
