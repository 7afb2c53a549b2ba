import { buffer } from "node:stream/consumers";
import { objectStore } from "@/lib/adapters/object-store";
import { keepMedia } from "@/lib/messaging/commands/set-header";
import { type MessagingProvider, ProviderRefusal, type SenderAccount } from "@/lib/messaging/ports";
import { listMediaToUpload } from "@/lib/messaging/queries/dispatch";
import type { CommandContext } from "@/lib/platform/command";
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
    const { body } = await objectStore().get(one.objectKey);
    try {
      const { mediaId } = await provider.uploadMedia(account, {
        bytes: await buffer(body),
        mimeType: one.mimeType,
        fileName: one.fileName,
      });
      await keepMedia(ctx, { runId: one.runId, mediaId });
    } catch (error) {
      if (!(error instanceof ProviderRefusal)) throw error;
      await keepMedia(ctx, { runId: one.runId, mediaId: null });
    }
  }
}
