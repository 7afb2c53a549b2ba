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

/** The doorbell of a plan of reminders: its next one may be due. */
export const runReminders = defineTopic({
  name: "messaging.run-reminders",
  payload: z.object({ weddingId: z.uuid(), planId: z.uuid() }),
  singleton: (p) => p.planId,
  group: (p) => p.weddingId,
});

/** A text of ours waits to be handed to the provider. */
export const submitTemplate = defineTopic({
  name: "messaging.submit-template",
  payload: z.object({ weddingId: z.uuid(), templateId: z.uuid() }),
  singleton: (p) => p.templateId,
  group: (p) => p.weddingId,
});

/** Ask the provider how a number does. */
export const checkSender = defineTopic({
  name: "messaging.check-sender",
  payload: z.object({ weddingId: z.uuid(), senderId: z.uuid() }),
  singleton: (p) => p.senderId,
  group: (p) => p.weddingId,
});

/** Compare a number's messages with its provider's own list: a webhook that was lost is made up for. */
export const reconcileSender = defineTopic({
  name: "messaging.reconcile-sender",
  payload: z.object({ weddingId: z.uuid(), senderId: z.uuid() }),
  singleton: (p) => p.senderId,
  group: (p) => p.weddingId,
  expireInSeconds: 300,
});
