import type { z } from "zod";
import { mintScope } from "@/lib/access/policy";
import { metaProvider } from "@/lib/adapters/meta/provider";
import { type ClaimedMessage, claimMessages } from "@/lib/messaging/commands/claim-messages";
import { finishRuns } from "@/lib/messaging/commands/finish-runs";
import { recordOutcomes } from "@/lib/messaging/commands/record-outcomes";
import { sweepDoubts } from "@/lib/messaging/commands/sweep-doubts";
import type { MessagingProvider, SenderAccount, SendOutcome } from "@/lib/messaging/ports";
import { nextDue, requireSender } from "@/lib/messaging/queries/dispatch";
import { dispatchMessages } from "@/lib/messaging/topics";
import { boss, envelope } from "@/lib/platform/boss";
import type { CommandContext } from "@/lib/platform/command";
import { type Pace, returnSlots, takeSlots } from "@/lib/platform/rate-limit";
import { readTenant } from "@/lib/platform/transaction";
import type { Handler } from "../job";

/** Batches in flight at once: a call takes as long as the provider likes, the pace must not wait for it. */
const LANES = 8;
const MAX_BATCH = 50;
/** A slot that grew older than this is given back: late messages must not bunch up. */
const SLOT_LIFE_MS = 100;
/** Near enough to wait for here; anything later gets a doorbell of its own. */
const LINGER_MS = 1_500;

const paceOf = (ratePerSecond: number): Pace => ({
  perSecond: ratePerSecond,
  burst: Math.max(1, Math.floor(ratePerSecond * 0.05)),
});
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Sends what is due for one sender, at its pace, until nothing is due or the time is up. Overlapping runs are safe. */
export const handle: Handler<z.output<typeof dispatchMessages.payload>> = async (
  { weddingId, senderId },
  { correlationId, deadline },
) => {
  const scope = mintScope(weddingId, { kind: "system", job: "messaging.dispatch" });
  const ctx: CommandContext = { scope, correlationId };
  await sweepDoubts(ctx, { senderId });
  const sender = await readTenant(scope, (tx) => requireSender(tx, scope, senderId));
  if (sender.state !== "active") return;
  const lane = {
    ctx,
    senderId,
    account: sender,
    provider: metaProvider(),
    pace: paceOf(sender.ratePerSecond),
    deadline,
  };
  await Promise.all(Array.from({ length: LANES }, () => runLane(lane)));
  await finishRuns(ctx, { senderId });
  const due = await readTenant(scope, (tx) => nextDue(tx, scope, senderId));
  if (due === null) return;
  await (await boss()).insert(dispatchMessages.name, [
    {
      data: envelope(dispatchMessages, { weddingId, senderId }, correlationId),
      singletonKey: senderId,
      startAfter: new Date(Date.now() + Math.max(0, due)),
    },
  ]);
};

interface Lane {
  ctx: CommandContext;
  senderId: string;
  account: SenderAccount & { ratePerSecond: number };
  provider: MessagingProvider;
  pace: Pace;
  deadline: number;
}

async function runLane(lane: Lane): Promise<void> {
  const key = `sender:${lane.senderId}`;
  const wanted = Math.min(MAX_BATCH, lane.pace.burst);
  while (Date.now() < lane.deadline) {
    const { granted, waitMs } = await takeSlots(key, wanted, lane.pace);
    if (granted === 0) {
      await sleep(Math.min(1_000, Math.max(2, waitMs)));
      continue;
    }
    const reserved = performance.now();
    const claimed = await claimMessages(lane.ctx, { senderId: lane.senderId, limit: granted });
    const batch: readonly ClaimedMessage[] = claimed.ok ? claimed.value : [];
    await returnSlots(key, granted - batch.length, lane.pace);
    if (batch.length === 0) {
      const due = await readTenant(lane.ctx.scope, (tx) => nextDue(tx, lane.ctx.scope, lane.senderId));
      if (due === null || due > LINGER_MS) return;
      await sleep(Math.max(20, due));
      continue;
    }
    if (performance.now() - reserved > SLOT_LIFE_MS) await renewSlots(key, batch.length, lane.pace);
    await callAndRecord(lane, batch);
  }
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

async function callAndRecord(lane: Lane, batch: readonly ClaimedMessage[]): Promise<void> {
  const outcomes = await Promise.all(
    batch.map(async (message) => ({
      attemptId: message.attemptId,
      messageId: message.messageId,
      outcome: await lane.provider
        .send(lane.account, message)
        .catch(
          (error: unknown): SendOutcome => ({
            kind: "unknown",
            detail: error instanceof Error ? error.message : "error",
          }),
        ),
    })),
  );
  await recordOutcomes(lane.ctx, { senderId: lane.senderId, outcomes });
}
