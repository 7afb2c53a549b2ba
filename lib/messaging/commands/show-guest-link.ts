import { sql } from "drizzle-orm";
import { z } from "zod";
import { refuse } from "@/lib/kernel/result";
import { defineCommand, type Outcome } from "@/lib/platform/command";
import { env } from "@/lib/platform/env";
import { linkTokens } from "./guest-links";

/**
 * A household's own address, for a relative who passes it on by hand. Whoever has it answers in the family's name, so
 * that it was looked at stands in the history; it is made here where no message has carried it yet.
 */
export const showGuestLink = defineCommand({
  name: "messaging.show-guest-link",
  permission: "guests.edit",
  input: z.object({ unitId: z.uuid() }),
  irreversible: "What was looked at was looked at; the link itself can be closed.",
  async run({ tx, scope }, { unitId }): Promise<Outcome<{ address: string }>> {
    const { rows } = await tx.execute<{ id: string }>(sql`
      select u.id from guest_units u where u.wedding_id = ${scope.weddingId} and u.id = fence.home_of(${scope.weddingId}, ${unitId}) and u.live`);
    const home = rows[0]?.id;
    const token = home ? (await linkTokens(tx, scope, [home])).get(home) : undefined;
    if (!home || !token) return refuse("not_found", "This family is not there any more.");
    return {
      result: { address: `${env().APP_URL.replace(/\/$/, "")}/g/${token}` },
      audit: [{ action: "show", entity: "guest_unit", entityId: home }],
      topics: [],
    };
  },
});
