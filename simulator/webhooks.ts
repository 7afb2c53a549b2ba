import { createHmac } from "node:crypto";
import * as http from "node:http";
import * as https from "node:https";

import type { HookEvent } from "./envelope";
import { buildBody } from "./envelope";
import type { Scheduler } from "./scheduler";
import type { Config, Identity } from "./types";

/** The value of X-Hub-Signature-256 for these bytes. */
export function signature(secret: string, body: string | Buffer): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}

export interface Posted {
  status: number;
  body: string;
}

const agents = {
  http: new http.Agent({ keepAlive: true, maxSockets: 256 }),
  https: new https.Agent({ keepAlive: true, maxSockets: 256 }),
};

/** One HTTP exchange with the webhook; rejects when there was no answer. */
export function exchange(
  url: string,
  options: { method: "GET" | "POST"; headers: Record<string, string>; body?: string; timeoutMs: number },
): Promise<Posted> {
  return new Promise((resolve, reject) => {
    const secure = url.startsWith("https:");
    const request = secure ? https.request : http.request;
    const agent = secure ? agents.https : agents.http;
    const req = request(url, { method: options.method, headers: options.headers, agent }, (res) => {
      const chunks: Buffer[] = [];
      res.on("data", (chunk: Buffer) => chunks.push(chunk));
      res.on("end", () => {
        resolve({ status: res.statusCode ?? 0, body: Buffer.concat(chunks).toString("utf8") });
      });
      res.on("error", reject);
    });
    const timer = setTimeout(() => req.destroy(new Error("timeout")), options.timeoutMs);
    req.on("close", () => clearTimeout(timer));
    req.on("error", reject);
    req.end(options.body);
  });
}

/** POSTs a JSON body with the given signature header. */
export function postWebhook(url: string, body: string, sign: string | undefined, timeoutMs: number) {
  const headers: Record<string, string> = {
    "content-type": "application/json",
    "content-length": String(Buffer.byteLength(body)),
    "user-agent": "facebookexternalua",
    ...(sign === undefined ? {} : { "x-hub-signature-256": sign }),
  };
  return exchange(url, { method: "POST", headers, body, timeoutMs });
}

interface Batch {
  events: HookEvent[];
  body: string;
  tries: number;
}

const GATHER_MS = 4;
const FIRST_BACKOFF_MS = 100;

/** Delivers events to the webhook: batched, signed, retried until they are taken. */
export class WebhookSender {
  delivered = 0;
  retries = 0;
  posts = 0;
  dropped = 0;
  withhold = false;
  private readonly config: () => Config;
  private readonly identity: Identity;
  private readonly scheduler: Scheduler;
  private readonly onDelivered: (events: HookEvent[]) => void;
  private ready: HookEvent[] = [];
  private again: Batch[] = [];
  private waiting = 0;
  private inFlight = 0;
  private failures = 0;
  private lastCut = 0;
  private generation = 0;
  private probing = false;
  private gather: NodeJS.Timeout | undefined;

  constructor(
    config: () => Config,
    identity: Identity,
    scheduler: Scheduler,
    onDelivered: (events: HookEvent[]) => void,
  ) {
    this.config = config;
    this.identity = identity;
    this.scheduler = scheduler;
    this.onDelivered = onDelivered;
  }

  /** Events that were not taken yet. */
  get pending(): number {
    return this.ready.length + this.waiting;
  }

  /** Queues an event; without a webhook address it is dropped and counted. */
  enqueue(event: HookEvent): void {
    if (!this.config().webhookUrl) {
      this.dropped++;
      this.onDelivered([event]);
      return;
    }
    this.ready.push(event);
    this.pumpSoon();
  }

  /** Forgets everything, also what is in flight. */
  clear(): void {
    this.generation++;
    this.ready = [];
    this.again = [];
    this.waiting = 0;
    this.inFlight = 0;
    this.failures = 0;
    this.probing = false;
    clearTimeout(this.gather);
    this.gather = undefined;
  }

  /** Zeroes the counters. */
  resetCounters(): void {
    this.delivered = 0;
    this.retries = 0;
    this.posts = 0;
    this.dropped = 0;
  }

  /** Starts what may start, a few milliseconds from now. */
  pumpSoon(): void {
    this.gather ??= setTimeout(() => {
      this.gather = undefined;
      this.pump();
    }, GATHER_MS);
  }

  private pump(): void {
    if (this.withhold) return;
    while (this.inFlight < this.config().concurrency) {
      const batch = this.again.shift() ?? this.cut();
      if (!batch) return;
      void this.post(batch);
    }
  }

  private cut(): Batch | null {
    if (this.ready.length === 0) return null;
    const { concurrency, backoffCapMs, batchMax } = this.config();
    const down = this.failures >= concurrency;
    // While the receiver is down new events wait together; one probe per interval keeps a
    // single poisoned batch from holding back everything else.
    if (down && Date.now() - this.lastCut < backoffCapMs) {
      this.armProbe(backoffCapMs);
      return null;
    }
    this.lastCut = Date.now();
    const events = this.ready.splice(0, batchMax);
    this.waiting += events.length;
    return { events, body: buildBody(this.identity, events), tries: 0 };
  }

  private armProbe(ms: number): void {
    if (this.probing) return;
    this.probing = true;
    this.scheduler.after(ms, () => {
      this.probing = false;
      this.pumpSoon();
    });
  }

  private async post(batch: Batch): Promise<void> {
    const generation = this.generation;
    const { webhookUrl, webhookTimeoutMs } = this.config();
    this.inFlight++;
    this.posts++;
    let ok = false;
    try {
      const sign = signature(this.identity.appSecret, batch.body);
      ok = (await postWebhook(webhookUrl, batch.body, sign, webhookTimeoutMs)).status === 200;
    } catch {
      ok = false;
    }
    if (generation !== this.generation) return;
    this.inFlight--;
    if (ok) this.taken(batch);
    else this.refused(batch);
    this.pump();
  }

  private taken(batch: Batch): void {
    this.failures = 0;
    this.waiting -= batch.events.length;
    this.delivered += batch.events.length;
    this.onDelivered(batch.events);
  }

  private refused(batch: Batch): void {
    this.failures++;
    this.retries++;
    batch.tries++;
    const wait = batch.tries === 1 ? 0 : FIRST_BACKOFF_MS * 2 ** Math.min(batch.tries - 2, 12);
    this.scheduler.after(Math.min(wait, this.config().backoffCapMs), () => {
      this.again.push(batch);
      this.pumpSoon();
    });
  }
}
