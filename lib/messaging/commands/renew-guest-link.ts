import { sql } from "drizzle-orm";
import { z } from "zod";
import { defineCommand, type Outcome } from "@/lib/platform/command";

/** A household's link in wrong hands: it stops working at once, and the next message to them carries a new one. */
export const renewGuestLink = defineCommand({
  name: "messaging.renew-guest-link",
  permission: "guests.edit",
  input: z.object({ unitId: z.uuid() }),
  irreversible: "A link that was given away stays closed.",
  async run({ tx, scope }, { unitId }): Promise<Outcome<{ closed: number }>> {
    const { rowCount } = await tx.execute(sql`
      update guest_links set revoked_at = now()
      where wedding_id = ${scope.weddingId} and revoked_at is null and unit_id in (select fence.family_of(${scope.weddingId}, ${unitId}))`);
    const closed = rowCount ?? 0;
    if (closed === 0) return { unchanged: { closed } };
    return {
      result: { closed },
      audit: [{ action: "renew", entity: "guest_unit", entityId: unitId, count: closed }],
      topics: [],
    };
  },
});
