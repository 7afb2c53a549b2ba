import { memberships } from "@/db/schema/access";
import { addMemberInput } from "@/lib/access/inputs";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";

/** Lets a user into the wedding, or changes the role; it holds from the next request on. */
export const addMember = defineCommand({
  name: "access.add-member",
  permission: "team.manage",
  input: addMemberInput,
  inverse: "access.remove-member",
  async run({ tx, scope }, input) {
    if (scope.actor.kind === "user" && scope.actor.userId === input.userId)
      return refuse("own_role", "Nobody changes their own role.");
    await tx
      .insert(memberships)
      .values({ weddingId: scope.weddingId, ...input })
      .onConflictDoUpdate({
        target: [memberships.weddingId, memberships.userId],
        set: { role: input.role, side: input.side },
      });
    return {
      result: null,
      audit: [{ action: "add", entity: "member", entityId: input.userId, payload: input }],
      topics: [],
    };
  },
});
