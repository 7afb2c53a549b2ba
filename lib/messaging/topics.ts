import { z } from "zod";
import { defineTopic } from "@/lib/platform/topic";

/** The doorbell of one sender. The rows are the queue; this only says "look". */
export const dispatchMessages = defineTopic({
  name: "messaging.dispatch",
  payload: z.object({ weddingId: z.uuid(), senderId: z.uuid() }),
  singleton: (p) => p.senderId,
  concurrency: 4,
  expireInSeconds: 900,
});

/** The doorbell of the webhook inbox. */
export const processInbox = defineTopic({
  name: "messaging.process-inbox",
  payload: z.object({}),
  singleton: () => "inbox",
  concurrency: 1,
  retryLimit: 20,
});

export const syncTemplates = defineTopic({
  name: "messaging.sync-templates",
  payload: z.object({ weddingId: z.uuid(), senderId: z.uuid() }),
  singleton: (p) => p.senderId,
  group: (p) => p.weddingId,
});
