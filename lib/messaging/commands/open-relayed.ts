import { z } from "zod";
import { refuse } from "@/lib/kernel/result";
import { readRelayed } from "@/lib/messaging/queries/relay";
import { renderTemplate } from "@/lib/messaging/rules/render";
import { defineCommand } from "@/lib/platform/command";
import { env } from "@/lib/platform/env";
import { linkTokens } from "./guest-links";

/** The text of a message that a relative has opened, and the address that opens WhatsApp with it. It may be opened again until it is settled. */
export const openRelayed = defineCommand({
  name: "messaging.open-relayed",
  permission: "jobs.run",
  input: z.object({ senderId: z.uuid(), messageId: z.uuid() }),
  irreversible: "Opening sends nothing; the relative says what became of it.",
  async run({ tx, scope }, { senderId, messageId }) {
    const open = await readRelayed(tx, scope, senderId, messageId);
    if (!open)
      return refuse("not_open", "This message is not to be sent any more. Please look at the list again.");
    const token = (await linkTokens(tx, scope, [open.unit_id])).get(open.unit_id) ?? "";
    const text = renderTemplate(open.body, open.params, `${env().APP_URL.replace(/\/$/, "")}/g/${token}`);
    return {
      result: {
        address: `https://wa.me/${open.destination.replace(/\D/g, "")}?text=${encodeURIComponent(text)}`,
      },
      audit: [{ action: "open", entity: "message", entityId: messageId }],
      topics: [],
    };
  },
});
