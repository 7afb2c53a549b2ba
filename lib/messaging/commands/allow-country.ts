import { sql } from "drizzle-orm";
import { allowCountryInput } from "@/lib/messaging/inputs";
import { defineCommand, type Outcome } from "@/lib/platform/command";

/** A country the provider refused is tried again: the family, or the provider, has changed what the number may do. */
export const allowCountry = defineCommand({
  name: "messaging.allow-country",
  permission: "doubts.settle",
  input: allowCountryInput,
  irreversible: "The provider refuses it again by itself if nothing has changed.",
  async run({ tx, scope }, { senderId, country }): Promise<Outcome<{ allowed: number }>> {
    const { rows } = await tx.execute(sql`
      update senders set blocked_countries = blocked_countries - ${country}::text
      where wedding_id = ${scope.weddingId} and id = ${senderId} and blocked_countries ? ${country} returning id`);
    if (rows.length === 0) return { unchanged: { allowed: 0 } };
    return {
      result: { allowed: rows.length },
      audit: [{ action: "allow", entity: "sender", entityId: senderId, payload: { country } }],
      topics: [],
    };
  },
});
