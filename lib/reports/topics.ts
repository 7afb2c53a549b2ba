import { z } from "zod";
import { defineTopic } from "@/lib/platform/topic";

export const refreshProjections = defineTopic({
  name: "reports.refresh",
  payload: z.object({ weddingId: z.uuid() }),
  singleton: (p) => p.weddingId,
  concurrency: 2,
});

/** Somebody's hour for the daily mail has come. */
export const sendDigests = defineTopic({
  name: "reports.send-digests",
  payload: z.object({ weddingId: z.uuid() }),
  singleton: (p) => p.weddingId,
  concurrency: 1,
});

/** One mail to one person, of one day. */
export const sendDigest = defineTopic({
  name: "reports.send-digest",
  payload: z.object({ weddingId: z.uuid(), userId: z.uuid(), day: z.string() }),
  singleton: (p) => `${p.weddingId}:${p.userId}:${p.day}`,
  group: (p) => p.weddingId,
  concurrency: 2,
});

export const reconcileProjections = defineTopic({
  name: "reports.reconcile",
  payload: z.object({ weddingId: z.uuid() }),
  singleton: (p) => p.weddingId,
  concurrency: 1,
  expireInSeconds: 600,
});
