import { buffer } from "node:stream/consumers";
import { objectStore } from "@/lib/adapters/object-store";
import { AppError } from "@/lib/kernel/errors";
import { keepMedia } from "@/lib/messaging/commands/set-header";
import { type MessagingProvider, ProviderRefusal, type SenderAccount } from "@/lib/messaging/ports";
import { listMediaToUpload } from "@/lib/messaging/queries/dispatch";
import { classify } from "@/lib/messaging/rules/failures";
import type { CommandContext } from "@/lib/platform/command";
import { logger } from "@/lib/platform/logger";
import { readTenant } from "@/lib/platform/transaction";

/**
 * Brings the files of runs that are sending to the provider before their first message is claimed; an id lives for 30
 * days, so a long run gets a new one. A file the provider refuses pauses its run.
 */
export async function uploadHeaders(
  ctx: CommandContext,
  senderId: string,
  account: SenderAccount,
  provider: Pick<MessagingProvider, "uploadMedia">,
): Promise<void> {
  for (const one of await readTenant(ctx.scope, (tx) => listMediaToUpload(tx, ctx.scope, senderId))) {
    try {
      const { body } = await objectStore().get(one.objectKey);
      const { mediaId } = await provider.uploadMedia(account, {
        bytes: await buffer(body),
        mimeType: one.mimeType,
        fileName: one.fileName,
      });
      await keepMedia(ctx, { runId: one.runId, mediaId });
    } catch (error) {
      // What passes is tried again with the next doorbell; meanwhile nothing of this run is claimed, and others go on.
      if (isFinal(error)) await keepMedia(ctx, { runId: one.runId, mediaId: null });
      else logger().warn({ err: error, run: one.runId }, "dispatch.header");
    }
  }
}

/** The file is gone, or the provider will not have it however often it is asked. */
function isFinal(error: unknown): boolean {
  if (error instanceof AppError) return error.code === "not_found";
  if (!(error instanceof ProviderRefusal)) return false;
  const passing = error.code === 429 || (error.code >= 500 && error.code < 600);
  return !passing && !["TRANSIENT", "THROTTLE"].includes(classify(error.code));
}
