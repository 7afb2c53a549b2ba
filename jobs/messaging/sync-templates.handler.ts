import type { z } from "zod";
import { mintScope } from "@/lib/access/policy";
import { providerOf } from "@/lib/adapters/messaging-provider";
import { storeTemplates } from "@/lib/messaging/commands/store-templates";
import { requireSender } from "@/lib/messaging/queries/dispatch";
import type { syncTemplates } from "@/lib/messaging/topics";
import { readTenant } from "@/lib/platform/transaction";
import type { Handler } from "../job";

export const handle: Handler<z.output<typeof syncTemplates.payload>> = async (
  { weddingId, senderId },
  { correlationId },
) => {
  const scope = mintScope(weddingId, { kind: "system", job: "messaging.sync-templates" });
  const account = await readTenant(scope, (tx) => requireSender(tx, scope, senderId));
  if (account.provider === "wa_link") return;
  const templates = await providerOf(account.provider).listTemplates(account);
  await storeTemplates({ scope, correlationId }, { senderId, templates });
};
