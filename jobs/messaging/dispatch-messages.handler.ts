import type { z } from "zod";
import { mintScope } from "@/lib/access/policy";
import { messageSender } from "@/lib/adapters/message-sender";
import { providerOf } from "@/lib/adapters/messaging-provider";
import { type ClaimedMessage, claimMessages } from "@/lib/messaging/commands/claim-messages";
import { finishRuns } from "@/lib/messaging/commands/finish-runs";
import { sweepDoubts } from "@/lib/messaging/commands/sweep-doubts";
import { tripBreaker } from "@/lib/messaging/commands/trip-breaker";
import { nextDue, requireSender } from "@/lib/messaging/queries/dispatch";
import { dispatchMessages } from "@/lib/messaging/topics";
import { ringDoorbells } from "@/lib/platform/boss";
import type { CommandContext } from "@/lib/platform/command";
import { returnSlots, type Slots, takeSlots } from "@/lib/platform/rate-limit";
import { enqueue } from "@/lib/platform/topic";
import { readTenant } from "@/lib/platform/transaction";
import type { Handler, JobTools } from "../job";
import { singleFlight } from "../single-flight";
import { ProviderCalls } from "./provider-calls";
import { uploadHeaders } from "./upload-headers";

const MAX_BATCH = 100;
/** How much of the pace one claim takes. */
const BATCH_MS = 50;
/** A claim takes a while; so far ahead are slots taken for what it brings. What a crash finds claimed becomes doubts. */
const AHEAD_MS = 100;
/** A slot that is this late is let go: late messages must not bunch up with those behind them. */
const LATE_MS = 50;
/** What the way to the provider may delay, and so push together, stays within the pace as well. */
const HEADROOM = 0.97;
/** How often to see whether a run has sent everything, while others still send. */
const FINISH_EVERY_MS = 1_000;
/** Near enough to wait for here; anything later gets a doorbell of its own. */
const LINGER_MS = 1_500;
/** The longest sleep for a slot: the time may be up, or the provider's pause over, before the slot comes. */
const LONGEST_WAIT_MS = 1_000;

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
  if (sender.provider === "wa_link") {
    await finishRuns(ctx, { senderId });
    return;
  }
  await sweepDoubts(ctx, { senderId });
  if (sender.state === "stopped") return;
  await uploadHeaders(ctx, senderId, sender, providerOf(sender.provider));
  const calls = new ProviderCalls({
    ctx,
    senderId,
    account: sender,
    provider: messageSender(sender.provider),
    perSecond: sender.ratePerSecond,
  });
  await sendAtPace({ ctx, senderId, calls, perSecond: sender.ratePerSecond * HEADROOM, deadline });
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
  perSecond: number;
  deadline: number;
}

/** Slots are taken and messages claimed for them a little ahead; each message leaves at its slot's own moment. */
async function sendAtPace({ ctx, senderId, calls, perSecond, deadline }: Dispatch): Promise<void> {
  const key = `sender:${senderId}`;
  const wanted = Math.min(MAX_BATCH, Math.max(1, Math.floor((perSecond * BATCH_MS) / 1000)));
  const ready = new Departures(calls);
  let finishedAt = performance.now();
  // What is claimed when the time is up still leaves, unless its slots would be long in coming.
  for (let over = false; !over || !ready.empty; ) {
    over = Date.now() >= deadline;
    await calls.room();
    if (calls.broken) break;
    // Who has lost a moment gets the next one, without waiting for another claim: that would cost it this one, too.
    const { stranded } = ready;
    const count = stranded > 0 ? Math.min(stranded, wanted) : wanted;
    const { slots, waitMs } = await takeSlots(key, count, { perSecond, aheadMs: AHEAD_MS });
    if (slots === null) {
      if (over && waitMs > LINGER_MS) break;
      await sleep(Math.min(LONGEST_WAIT_MS, waitMs));
      continue;
    }
    const takenAt = performance.now();
    const limit = over || stranded > 0 ? 0 : ready.missing(slots.count);
    const claimed = limit > 0 ? await claimMessages(ctx, { senderId, limit }) : null;
    const batch = claimed?.ok ? claimed.value : [];
    await returnSlots(key, slots, limit - batch.length);
    ready.add(batch, takenAt, { ...slots, count: slots.count - (limit - batch.length) });
    if (performance.now() - finishedAt > FINISH_EVERY_MS) {
      finishedAt = performance.now();
      await finishRuns(ctx, { senderId });
    }
    if (batch.length > 0 || !ready.empty) continue;
    const due = await readTenant(ctx.scope, (tx) => nextDue(tx, ctx.scope, senderId));
    if ((due === null || due > LINGER_MS) && calls.idle) break;
    await Promise.race([
      sleep(Math.min(250, Math.max(20, due ?? 50))),
      ...(calls.idle ? [] : [calls.recorded()]),
    ]);
  }
  ready.close();
  try {
    await calls.settle();
  } finally {
    if (calls.providerIsAway) await tripBreaker(ctx, { senderId });
  }
}

/** Claimed messages and the moments they may leave at. */
class Departures {
  private readonly calls: ProviderCalls;
  private readonly waiting: { message: ClaimedMessage; claimedAt: number }[] = [];
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(calls: ProviderCalls) {
    this.calls = calls;
  }

  get empty(): boolean {
    return this.waiting.length === 0;
  }

  /** How many messages have no moment left: the machine was too slow for it. */
  get stranded(): number {
    return Math.max(0, this.waiting.length - this.timers.size);
  }

  /** How many messages are wanting when `more` slots are added. */
  missing(more: number): number {
    return Math.min(more, Math.max(0, this.timers.size + more - this.waiting.length));
  }

  add(batch: readonly ClaimedMessage[], takenAt: number, slots: Slots): void {
    const claimedAt = performance.now();
    this.waiting.push(...batch.map((message) => ({ message, claimedAt })));
    for (let i = 0; i < slots.count; i++) this.depart(takenAt + slots.firstInMs + i * slots.intervalMs);
  }

  /** What has no moment any more is given back unsent. */
  close(): void {
    for (const timer of this.timers) clearTimeout(timer);
    for (const { message } of this.waiting.splice(0)) this.calls.begin(message, Number.NEGATIVE_INFINITY);
  }

  private depart(at: number): void {
    const timer = setTimeout(
      () => {
        this.timers.delete(timer);
        if (this.calls.cold || performance.now() - at > LATE_MS) return;
        const next = this.waiting.shift();
        if (next) this.calls.begin(next.message, next.claimedAt);
      },
      Math.max(0, at - performance.now()),
    );
    this.timers.add(timer);
  }
}
