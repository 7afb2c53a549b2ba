import type { z } from "zod";
import { mintScope } from "@/lib/access/policy";
import { sendReminder } from "@/lib/messaging/commands/send-reminder";
import type { runReminders } from "@/lib/messaging/topics";
import type { Handler } from "../job";

export const handle: Handler<z.output<typeof runReminders.payload>> = async (
  { weddingId, planId },
  { correlationId },
) => {
  const scope = mintScope(weddingId, { kind: "system", job: "messaging.run-reminders" });
  await sendReminder({ scope, correlationId }, { planId });
};
