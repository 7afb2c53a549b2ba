import type { ClaimedMessage } from "@/lib/messaging/commands/claim-messages";
import { recordOutcomes } from "@/lib/messaging/commands/record-outcomes";
import {
  type MessagingProvider,
  NOT_SENT,
  type SenderAccount,
  type SendOutcome,
} from "@/lib/messaging/ports";
import { classify, isAmbiguous, numberAwayFor } from "@/lib/messaging/rules/failures";
import type { CommandContext } from "@/lib/platform/command";
import { delaySlots } from "@/lib/platform/rate-limit";
import { isOutage } from "@/lib/platform/transaction";

/** Sockets and memory are not endless, whatever the pace. */
const MAX_IN_FLIGHT = 1_000;
/** So many calls may be out before the provider answers any: more would be doubts if it never does. */
const MIN_UNANSWERED = 100;
/** This many lost answers in a row, and the runs are paused: the provider is away. */
const BREAKER_AFTER = 25;
/** This many throttles with no other answer between: it is the whole number that is too fast, not this or that call. */
const THROTTLED_AFTER = 10;
const THROTTLE_PAUSE_MS = 400;
/** A message that was claimed longer ago than this is not sent any more: its run may be paused by now. */
const STALE_CLAIM_MS = 700;
/** Answers that come this close together are recorded together. */
const GATHER_MS = 20;
const MAX_RECORDED = 200;
const RECORD_TRIES = 5;

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export interface Line {
  ctx: CommandContext;
  senderId: string;
  account: SenderAccount;
  provider: Pick<MessagingProvider, "send">;
  perSecond: number;
}

type Answered = Parameters<typeof recordOutcomes>[1]["outcomes"][number];

/**
 * The calls of one dispatch that are out. Each answer is recorded as it comes, together with those beside it: a call
 * that hangs holds up neither its neighbours nor the pace.
 */
export class ProviderCalls {
  private readonly line: Line;
  private readonly inFlight = new Set<Promise<void>>();
  private answered: Answered[] = [];
  private recording: Promise<void> | undefined;
  private unanswered = 0;
  private lostInARow = 0;
  private throttledInARow = 0;
  private failure: unknown;
  /** The first call of a process makes its connection, which takes a while: what follows would catch up with it. */
  private warm = false;

  constructor(line: Line) {
    this.line = line;
  }

  get idle(): boolean {
    return this.inFlight.size === 0 && this.recording === undefined;
  }

  get providerIsAway(): boolean {
    return this.lostInARow >= BREAKER_AFTER;
  }

  get cold(): boolean {
    return !this.warm && this.inFlight.size > 0;
  }

  /** Nothing more should be begun: nobody answers, or what is answered cannot be recorded. */
  get broken(): boolean {
    return this.providerIsAway || this.failure !== undefined;
  }

  async room(): Promise<void> {
    const most = Math.max(MIN_UNANSWERED, this.line.perSecond);
    while (!this.broken && (this.inFlight.size >= MAX_IN_FLIGHT || this.unanswered >= most))
      await Promise.race(this.inFlight);
  }

  begin(message: ClaimedMessage, claimedAt: number): void {
    const call: Promise<void> = this.callOnce(message, claimedAt).finally(() => this.inFlight.delete(call));
    this.inFlight.add(call);
  }

  /** Waits for every answer and its record. What could not be recorded stays `calling` and becomes a doubt. */
  async settle(): Promise<void> {
    await this.recorded();
    if (this.failure) throw this.failure;
  }

  /** Waits for the answers that are out now and their record, whether that succeeds or not. */
  async recorded(): Promise<void> {
    await Promise.all(this.inFlight);
    while (this.recording) await this.recording;
  }

  private async callOnce(message: ClaimedMessage, claimedAt: number): Promise<void> {
    const stale = performance.now() - claimedAt > STALE_CLAIM_MS;
    if (!stale) this.unanswered++;
    const outcome: SendOutcome = stale
      ? { kind: "refused", code: NOT_SENT, detail: "claimed too long ago" }
      : await this.line.provider.send(this.line.account, message).catch((error: unknown) => ({
          kind: "unknown" as const,
          detail: error instanceof Error ? error.message : "error",
        }));
    if (!stale) this.warm = true;
    this.answered.push({ attemptId: message.attemptId, messageId: message.messageId, outcome });
    this.recording ??= this.record();
    if (!stale) await this.heed(outcome);
  }

  /** What an answer says about the provider and the whole number. */
  private async heed(outcome: SendOutcome): Promise<void> {
    const lost = outcome.kind === "unknown" || (outcome.kind === "refused" && isAmbiguous(outcome));
    this.lostInARow = lost ? this.lostInARow + 1 : 0;
    if (outcome.kind === "unknown") return;
    this.unanswered = 0;
    if (outcome.kind !== "refused") {
      this.throttledInARow = 0;
      return;
    }
    const away = numberAwayFor(outcome.code) * 1000;
    if (away > 0) return this.pause(away);
    this.throttledInARow = classify(outcome.code) === "THROTTLE" ? this.throttledInARow + 1 : 0;
    // Where others get through meanwhile, the refused message waits alone.
    if (this.throttledInARow < THROTTLED_AFTER) return;
    this.throttledInARow = 0;
    await this.pause(Math.max(THROTTLE_PAUSE_MS, (outcome.retryAfterSeconds ?? 0) * 1000));
  }

  /** Nothing of the whole number leaves for so long. */
  private async pause(ms: number): Promise<void> {
    await delaySlots(`sender:${this.line.senderId}`, ms).catch((error: unknown) => {
      this.failure = error;
    });
  }

  private async record(): Promise<void> {
    const { ctx, senderId } = this.line;
    try {
      while (this.answered.length > 0) {
        await sleep(GATHER_MS);
        await recordSurely(ctx, { senderId, outcomes: this.answered.splice(0, MAX_RECORDED) });
      }
    } catch (error) {
      this.failure = error;
    } finally {
      this.recording = undefined;
    }
  }
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
