import { sql } from "drizzle-orm";
import { z } from "zod";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";

/** Someone of the family has read this message. */
export const markRead = defineCommand({
  name: "rsvp.mark-read",
  permission: "inbox.read",
  input: z.object({ inboundId: z.uuid() }),
  irreversible: "A message that was read can be read again in the household's chat.",
  async run({ tx, scope }, { inboundId }) {
    const { rows } = await tx.execute(sql`
      update inbound_messages set read_by_human = true where wedding_id = ${scope.weddingId} and id = ${inboundId} and not read_by_human returning id`);
    if (rows.length === 0) return refuse("not_waiting", "This message was read already.");
    return {
      result: null,
      audit: [{ action: "read", entity: "inbound_message", entityId: inboundId }],
      topics: [],
    };
  },
});
