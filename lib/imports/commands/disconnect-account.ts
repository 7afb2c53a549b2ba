import { and, eq, isNotNull } from "drizzle-orm";
import { contactAccounts } from "@/db/schema/imports";
import { accountOnlyInput } from "@/lib/imports/inputs";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";

/** Forgets the consent to read an address book. Lists that came of it stay. */
export const disconnectAccount = defineCommand({
  name: "imports.disconnect-account",
  permission: "guests.import",
  input: accountOnlyInput,
  irreversible: "The consent is forgotten; the account's owner can give it again.",
  async run({ tx, scope }, { accountId }) {
    if (scope.actor.kind !== "user") return refuse("no_user", "Only a person can disconnect an account.");
    const forgotten = await tx
      .update(contactAccounts)
      .set({ sealedToken: null, syncToken: null, state: "revoked" })
      .where(
        and(
          eq(contactAccounts.weddingId, scope.weddingId),
          eq(contactAccounts.id, accountId),
          eq(contactAccounts.userId, scope.actor.userId),
          isNotNull(contactAccounts.sealedToken),
        ),
      )
      .returning({ id: contactAccounts.id });
    if (forgotten.length === 0) return { unchanged: null };
    return {
      result: null,
      audit: [{ action: "disconnect", entity: "contact_account", entityId: accountId }],
      topics: [],
    };
  },
});
