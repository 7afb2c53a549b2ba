import { memberships } from "@/db/schema/access";
import { sendingRules } from "@/db/schema/compliance";
import { weddings } from "@/db/schema/weddings";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { createWeddingInput } from "@/lib/weddings/inputs";

/** A new tenant, with the actor as its owner. The scope is minted for the new id. */
export const createWedding = defineCommand({
  name: "weddings.create",
  permission: "wedding.create",
  input: createWeddingInput,
  irreversible: "A wedding is removed by its owner's deletion, which has its own safeguards.",
  async run({ tx, scope }, input) {
    if (scope.actor.kind !== "user") return refuse("not_a_person", "A wedding is made by a person.");
    const { id, quietNights, ...fields } = input;
    await tx.insert(weddings).values({ id, ...fields });
    if (quietNights) await tx.insert(sendingRules).values({ weddingId: id, quietFrom: 21, quietTo: 8 });
    await tx
      .insert(memberships)
      .values({ weddingId: id, userId: scope.actor.userId, role: "owner", side: "all" });
    return {
      result: { id },
      audit: [{ action: "create", entity: "wedding", entityId: id, payload: { ...fields, quietNights } }],
      topics: [],
    };
  },
});
