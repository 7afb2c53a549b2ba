import type { z } from "zod";
import { mintScope } from "@/lib/access/policy";
import { providerOf } from "@/lib/adapters/messaging-provider";
import { keepHealth } from "@/lib/messaging/commands/refresh-sender";
import { requireSender } from "@/lib/messaging/queries/dispatch";
import type { checkSender } from "@/lib/messaging/topics";
import { readTenant } from "@/lib/platform/transaction";
import type { Handler } from "../job";

export const handle: Handler<z.output<typeof checkSender.payload>> = async (
  { weddingId, senderId },
  { correlationId },
) => {
  const scope = mintScope(weddingId, { kind: "system", job: "messaging.check-sender" });
  const sender = await readTenant(scope, (tx) => requireSender(tx, scope, senderId));
  if (sender.provider === "wa_link") return;
  const { quality, dailyLimit } = await providerOf(sender.provider).readHealth(sender);
  await keepHealth(
    { scope, correlationId },
    { senderId, quality, ...(dailyLimit === undefined ? {} : { dailyLimit }) },
  );
};
