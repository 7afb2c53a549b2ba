import { z } from "zod";
import { senders } from "@/db/schema/senders";
import { refuse } from "@/lib/kernel/result";
import { syncTemplates } from "@/lib/messaging/topics";
import { defineCommand } from "@/lib/platform/command";
import { env, isEmbedded } from "@/lib/platform/env";
import { enqueue } from "@/lib/platform/topic";
import { violatedConstraint } from "@/lib/platform/transaction";

/** Connects a WhatsApp number to this wedding and fetches its templates. A number belongs to one wedding at a time. */
export const connectSender = defineCommand({
  name: "messaging.connect-sender",
  permission: "wedding.edit",
  input: z.object({
    id: z.uuid(),
    phoneNumberId: z
      .string()
      .regex(/^\d{5,20}$/, "The phone number id is a number of about 15 digits, from WhatsApp Manager."),
    businessAccountId: z
      .string()
      .regex(/^\d{5,20}$/, "The business account id is a number of about 15 digits, from WhatsApp Manager."),
    displayNumber: z.string().regex(/^\+\d{8,15}$/, "Write the number with + and country code."),
    ratePerSecond: z.number().int().min(1).max(1000).default(60),
  }),
  irreversible: "A sender is disconnected in its settings.",
  async run({ tx, scope }, input) {
    // One access token serves the whole installation: whoever may sign in must not send on it by naming a number.
    const allowed = env()
      .META_PHONE_NUMBER_IDS.split(",")
      .map((id) => id.trim());
    if (!isEmbedded() && !allowed.includes(input.phoneNumberId)) {
      return refuse(
        "number_not_allowed",
        "This number is not released for weddings here. Ask the operator to add it.",
      );
    }
    try {
      await tx.insert(senders).values({ ...input, weddingId: scope.weddingId, provider: "meta" });
    } catch (error) {
      if (violatedConstraint(error) === "senders_number")
        return refuse("number_taken", "This number is connected to a wedding already.");
      throw error;
    }
    return {
      result: { id: input.id },
      audit: [
        {
          action: "connect",
          entity: "sender",
          entityId: input.id,
          payload: { phoneNumberId: input.phoneNumberId },
        },
      ],
      topics: [enqueue(syncTemplates, { weddingId: scope.weddingId, senderId: input.id })],
    };
  },
});
