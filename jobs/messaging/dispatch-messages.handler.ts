import type { z } from "zod";
import { mintScope } from "@/lib/access/policy";
import { providerOf } from "@/lib/adapters/messaging-provider";
import { type ClaimedMessage, claimMessages } from "@/lib/messaging/commands/claim-messages";
import { finishRuns } from "@/lib/messaging/commands/finish-runs";
import { sweepDoubts } from "@/lib/messaging/commands/sweep-doubts";
import { tripBreaker } from "@/lib/messaging/commands/trip-breaker";
import { nextDue, requireSender } from "@/lib/messaging/queries/dispatch";
import { dispatchMessages } from "@/lib/messaging/topics";
import { ringDoorbells } from "@/lib/platform/boss";
import type { CommandContext } from "@/lib/platform/command";
import { type Pace, returnSlots, takeSlots } from "@/lib/platform/rate-limit";
import { enqueue } from "@/lib/platform/topic";
import { readTenant } from "@/lib/platform/transaction";
import type { Handler, JobTools } from "../job";
import { singleFlight } from "../single-flight";
import { ProviderCalls } from "./provider-calls";

const MAX_BATCH = 50;
/** A slot that grew older than this is given back: late messages must not bunch up. */
const SLOT_LIFE_MS = 100;
/** How often to see whether a run has sent everything, while others still send. */
const FINISH_EVERY_MS = 1_000;
/** Near enough to wait for here; anything later gets a doorbell of its own. */
const LINGER_MS = 1_500;
/** The longest sleep for a slot: the time may be up, or the provider's pause over, before the slot comes. */
const LONGEST_WAIT_MS = 1_000;

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
  const calls = new ProviderCalls({
    ctx,
    senderId,
    account: sender,
    provider: providerOf(sender.provider),
    perSecond: sender.ratePerSecond,
  });
  await sendAtPace({ ctx, senderId, calls, pace: paceOf(sender.ratePerSecond), deadline });
  await finishRuns(ctx, { senderId });
  const due = await readTenant(scope, (tx) => nextDue(tx, scope, senderId));
  if (due === null) return;
  const startAfter = new Date(Date.now() + Math.max(0, due));
  await ringDoorbells([enqueue(dispatchMessages, { weddingId, senderId }, { startAfter })], correlationId);
}

interface Dispatch {
  ctx: CommandContext;
  senderId: string;
  calls: ProviderCalls;
  pace: Pace;
  deadline: number;
}

/** One pacing loop; the calls and their recording run beside it. */
async function sendAtPace({ ctx, senderId, calls, pace, deadline }: Dispatch): Promise<void> {
  const key = `sender:${senderId}`;
  const wanted = Math.min(MAX_BATCH, pace.burst);
  // Half the burst is taken at a time, so that a timer's delay costs no slot.
  const beat = (Math.max(1, Math.floor(wanted / 2)) / pace.perSecond) * 1000;
  let finishedAt = performance.now();
  while (Date.now() < deadline) {
    await calls.room();
    if (calls.broken) break;
    const { granted, waitMs } = await takeSlots(key, wanted, pace);
    if (granted === 0) {
      await sleep(Math.min(LONGEST_WAIT_MS, Math.max(beat, waitMs)));
      continue;
    }
    const reserved = performance.now();
    const claimed = await claimMessages(ctx, { senderId, limit: granted });
    const claimedAt = performance.now();
    const batch: readonly ClaimedMessage[] = claimed.ok ? claimed.value : [];
    await returnSlots(key, granted - batch.length, pace);
    if (performance.now() - finishedAt > FINISH_EVERY_MS) {
      finishedAt = performance.now();
      await finishRuns(ctx, { senderId });
    }
    if (batch.length === 0) {
      const due = await readTenant(ctx.scope, (tx) => nextDue(tx, ctx.scope, senderId));
      if ((due === null || due > LINGER_MS) && calls.idle) break;
      await sleep(Math.min(250, Math.max(20, due ?? 50)));
      continue;
    }
    if (performance.now() - reserved > SLOT_LIFE_MS) await renewSlots(key, batch.length, pace);
    calls.begin(batch, claimedAt);
    if (granted < wanted) await sleep(beat);
  }
  try {
    await calls.settle();
  } finally {
    if (calls.providerIsAway) await tripBreaker(ctx, { senderId });
  }
}

/** The claim took too long for its slots: they are given back and new ones awaited, one by one if need be. */
async function renewSlots(key: string, count: number, pace: Pace): Promise<void> {
  await returnSlots(key, count, pace);
  for (let missing = count; missing > 0; ) {
    const { granted, waitMs } = await takeSlots(key, missing, pace);
    missing -= granted;
    if (missing > 0) await sleep(Math.min(LONGEST_WAIT_MS, Math.max(2, waitMs)));
  }
}
