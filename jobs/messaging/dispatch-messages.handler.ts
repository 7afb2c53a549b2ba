import type { z } from "zod";
import { mintScope } from "@/lib/access/policy";
import { messageSender } from "@/lib/adapters/message-sender";
import { providerOf } from "@/lib/adapters/messaging-provider";
import { type ClaimedMessage, claimMessages } from "@/lib/messaging/commands/claim-messages";
import { finishRuns } from "@/lib/messaging/commands/finish-runs";
import { recordOutcomes } from "@/lib/messaging/commands/record-outcomes";
import { sweepDoubts } from "@/lib/messaging/commands/sweep-doubts";
import { tripBreaker } from "@/lib/messaging/commands/trip-breaker";
import {
  type MessagingProvider,
  NOT_SENT,
  type SenderAccount,
  type SendOutcome,
} from "@/lib/messaging/ports";
import { nextDue, requireSender } from "@/lib/messaging/queries/dispatch";
import { classify } from "@/lib/messaging/rules/failures";
import { dispatchMessages } from "@/lib/messaging/topics";
import { ringDoorbells } from "@/lib/platform/boss";
import type { CommandContext } from "@/lib/platform/command";
import { delaySlots, type Pace, returnSlots, takeSlots } from "@/lib/platform/rate-limit";
import { enqueue } from "@/lib/platform/topic";
import { isOutage, readTenant } from "@/lib/platform/transaction";
import type { Handler, JobTools } from "../job";
import { singleFlight } from "../single-flight";
import { uploadHeaders } from "./upload-headers";

/** Batches in flight at once: a call takes as long as the provider likes, the pace must not wait for it. */
const MAX_IN_FLIGHT = 24;
const MAX_BATCH = 50;
/** A slot that grew older than this is given back: late messages must not bunch up. */
const SLOT_LIFE_MS = 100;
/** How often to see whether a run has sent everything, while others still send. */
const FINISH_EVERY_MS = 1_000;
const THROTTLE_PAUSE_MS = 400;
/** This many lost answers in a row, and the runs are paused: the provider is away. */
const BREAKER_AFTER = 25;
/** A batch that was claimed longer ago than this is not sent any more: someone may hold it for a doubt by now. */
const STALE_CLAIM_MS = 12_000;
const RECORD_TRIES = 5;
/** Near enough to wait for here; anything later gets a doorbell of its own. */
const LINGER_MS = 1_500;

const paceOf = (ratePerSecond: number): Pace => ({
  perSecond: ratePerSecond,
  burst: Math.max(1, Math.floor(ratePerSecond * 0.05)),
});
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

type Payload = z.output<typeof dispatchMessages.payload>;

const once = singleFlight();

/** Sends what is due for one sender, at its pace, until nothing is due or the time is up. Overlapping runs are safe. */
export const handle: Handler<Payload> = (payload, tools) =>
  once(payload.senderId, () => dispatch(payload, tools));

async function dispatch(
  { weddingId, senderId }: Payload,
  { correlationId, deadline }: JobTools,
): Promise<void> {
  const scope = mintScope(weddingId, { kind: "system", job: "messaging.dispatch" });
  const ctx: CommandContext = { scope, correlationId };
  const sender = await readTenant(scope, (tx) => requireSender(tx, scope, senderId));
  // What a relative sends by hand is theirs to settle.
  if (sender.provider === "wa_link") return;
  await sweepDoubts(ctx, { senderId });
  if (sender.state !== "active") return;
  await uploadHeaders(ctx, senderId, sender, providerOf(sender.provider));
  await sendAtPace({
    ctx,
    senderId,
    account: sender,
    provider: messageSender(sender.provider),
    pace: paceOf(sender.ratePerSecond),
    deadline,
  });
  await finishRuns(ctx, { senderId });
  const due = await readTenant(scope, (tx) => nextDue(tx, scope, senderId));
  if (due === null) return;
  const startAfter = new Date(Date.now() + Math.max(0, due));
  await ringDoorbells([enqueue(dispatchMessages, { weddingId, senderId }, { startAfter })], correlationId);
}

interface Dispatch {
  ctx: CommandContext;
  senderId: string;
  account: SenderAccount;
  provider: Pick<MessagingProvider, "send">;
  pace: Pace;
  deadline: number;
}

/** One pacing loop; the calls of a batch and their recording run beside it. */
async function sendAtPace(dispatch: Dispatch): Promise<void> {
  const { ctx, senderId, pace } = dispatch;
  const key = `sender:${senderId}`;
  const wanted = Math.min(MAX_BATCH, pace.burst);
  // Half the burst is taken at a time, so that a timer's delay costs no slot.
  const beat = (Math.max(1, Math.floor(wanted / 2)) / pace.perSecond) * 1000;
  const inFlight = new Set<Promise<void>>();
  const health: Health = { lostInARow: 0 };
  let finishedAt = performance.now();
  while (Date.now() < dispatch.deadline) {
    if (inFlight.size >= MAX_IN_FLIGHT) await Promise.race(inFlight);
    if (health.failure || health.lostInARow >= BREAKER_AFTER) break;
    const { granted, waitMs } = await takeSlots(key, wanted, pace);
    if (granted === 0) {
      await sleep(Math.max(beat, waitMs));
      continue;
    }
    const reserved = performance.now();
    const claimed = await claimMessages(ctx, { senderId, limit: granted });
    const batch: readonly ClaimedMessage[] = claimed.ok ? claimed.value : [];
    await returnSlots(key, granted - batch.length, pace);
    if (performance.now() - finishedAt > FINISH_EVERY_MS) {
      finishedAt = performance.now();
      await finishRuns(ctx, { senderId });
    }
    if (batch.length === 0) {
      const due = await readTenant(ctx.scope, (tx) => nextDue(tx, ctx.scope, senderId));
      if ((due === null || due > LINGER_MS) && inFlight.size === 0) break;
      await sleep(Math.min(250, Math.max(20, due ?? 50)));
      continue;
    }
    if (performance.now() - reserved > SLOT_LIFE_MS) await renewSlots(key, batch.length, pace);
    const work: Promise<void> = callAndRecord(dispatch, batch, { claimedAt: reserved, health })
      .catch((error: unknown) => {
        health.failure = error;
      })
      .finally(() => inFlight.delete(work));
    inFlight.add(work);
    if (granted < wanted) await sleep(beat);
  }
  await Promise.all(inFlight);
  if (health.lostInARow >= BREAKER_AFTER) await tripBreaker(ctx, { senderId });
  // What could not be recorded stays `calling` and becomes a doubt; the job says that something went wrong.
  if (health.failure) throw health.failure;
}

interface Health {
  /** Calls without an answer since the last one that had any. */
  lostInARow: number;
  failure?: unknown;
}

/** The claim took too long for its slots: they are given back and new ones awaited, one by one if need be. */
async function renewSlots(key: string, count: number, pace: Pace): Promise<void> {
  await returnSlots(key, count, pace);
  for (let missing = count; missing > 0; ) {
    const { granted, waitMs } = await takeSlots(key, missing, pace);
    missing -= granted;
    if (missing > 0) await sleep(Math.max(2, waitMs));
  }
}

async function callAndRecord(
  { ctx, senderId, account, provider }: Dispatch,
  batch: readonly ClaimedMessage[],
  { claimedAt, health }: { claimedAt: number; health: Health },
): Promise<void> {
  const outcomes = await Promise.all(
    batch.map(async (message) => ({
      attemptId: message.attemptId,
      messageId: message.messageId,
      outcome: await callOnce(provider, account, message, claimedAt),
    })),
  );
  for (const { outcome } of outcomes)
    health.lostInARow = outcome.kind === "unknown" ? health.lostInARow + 1 : 0;
  await recordSurely(ctx, { senderId, outcomes });
  // A throttle speaks to the whole sender, not to one message: everybody on this number waits a moment.
  const throttled = outcomes.flatMap(({ outcome }) =>
    outcome.kind === "refused" && classify(outcome.code) === "THROTTLE"
      ? [outcome.retryAfterSeconds ?? 0]
      : [],
  );
  if (throttled.length > 0)
    await delaySlots(`sender:${senderId}`, Math.max(THROTTLE_PAUSE_MS, Math.max(...throttled) * 1000));
}

async function callOnce(
  provider: Pick<MessagingProvider, "send">,
  account: SenderAccount,
  message: ClaimedMessage,
  claimedAt: number,
): Promise<SendOutcome> {
  if (performance.now() - claimedAt > STALE_CLAIM_MS)
    return { kind: "refused", code: NOT_SENT, detail: "claimed too long ago" };
  return provider.send(account, message).catch(
    (error: unknown): SendOutcome => ({
      kind: "unknown",
      detail: error instanceof Error ? error.message : "error",
    }),
  );
}

/** The provider's answers are worth some patience with the database: without them the batch becomes doubts. */
async function recordSurely(ctx: CommandContext, input: Parameters<typeof recordOutcomes>[1]): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await recordOutcomes(ctx, input);
      return;
    } catch (error) {
      if (attempt >= RECORD_TRIES || !isOutage(error)) throw error;
      await sleep(250 * 2 ** attempt);
    }
  }
}
