import { and, eq } from "drizzle-orm";
import { contactAccounts } from "@/db/schema/imports";
import { connectAccountInput } from "@/lib/imports/inputs";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { seal } from "@/lib/platform/sealed";

/**
 * Stores the consent to read an address book, its token sealed. Connected anew, an account begins from the start, and
 * belongs to whoever connected it last: only its owner can consent.
 */
export const connectAccount = defineCommand({
  name: "imports.connect-account",
  permission: "guests.import",
  input: connectAccountInput,
  inverse: "imports.disconnect-account",
  async run({ tx, scope }, { email, refreshToken }) {
    if (scope.actor.kind !== "user") return refuse("no_user", "Only a person can connect an account.");
    const fresh = { userId: scope.actor.userId, syncToken: null, state: "connected" as const };
    const [account] = await tx
      .insert(contactAccounts)
      .values({ weddingId: scope.weddingId, provider: "google", email, ...fresh })
      .onConflictDoUpdate({
        target: [contactAccounts.weddingId, contactAccounts.provider, contactAccounts.email],
        set: fresh,
      })
      .returning({ id: contactAccounts.id });
    const accountId = account!.id;
    await tx
      .update(contactAccounts)
      .set({ sealedToken: Buffer.from(seal(refreshToken, `contact_accounts:${accountId}`)) })
      .where(and(eq(contactAccounts.weddingId, scope.weddingId), eq(contactAccounts.id, accountId)));
    return {
      result: { accountId },
      audit: [{ action: "connect", entity: "contact_account", entityId: accountId, payload: { email } }],
      topics: [],
    };
  },
});
