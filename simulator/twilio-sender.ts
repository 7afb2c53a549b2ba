import { createHmac } from "node:crypto";

import type { HookEvent } from "./envelope";
import type { Scheduler } from "./scheduler";
import { type Form, formOf } from "./twilio-forms";
import type { Config, Identity } from "./types";
import { exchange } from "./webhooks";

/** The value of X-Twilio-Signature: the address with its query, then every parameter by name, values of one name once. */
export function twilioSignature(token: string, url: string, form: Form): string {
  const names = [...new Set(form.map(([name]) => name))].sort();
  const data = names.map((name) =>
    [...new Set(form.filter((pair) => pair[0] === name).map((pair) => pair[1]))]
      .sort()
      .map((value) => name + value)
      .join(""),
  );
  return createHmac("sha1", token)
    .update(url + data.join(""))
    .digest("base64");
}

type Fault = "ct" | "rt" | "4xx" | "5xx";

/** The overrides behind the # of a webhook address. Without them Twilio asks once. */
function overrides(address: string): { url: string; tries: number; policy: Set<string> } {
  const [url = "", fragment = ""] = address.split("#", 2);
  const wanted = new URLSearchParams(fragment);
  const retries = Math.min(5, Math.max(0, Math.trunc(Number(wanted.get("rc")) || 0)));
  return { url, tries: 1 + retries, policy: new Set((wanted.get("rp") ?? "ct").split(",")) };
}

interface Post {
  event: HookEvent;
  form: Form;
  address: string;
  tries: number;
}

const FIRST_BACKOFF_MS = 100;

/** Posts one event at a time, signed; what is not taken is lost, unless its address asks for retries. */
export class TwilioSender {
  delivered = 0;
  retries = 0;
  posts = 0;
  lost = 0;
  dropped = 0;
  withhold = false;
  private ready: Post[] = [];
  private waiting = 0;
  private inFlight = 0;
  private generation = 0;
  private readonly config: () => Config;
  private readonly identity: Identity;
  private readonly scheduler: Scheduler;
  private readonly onOver: (event: HookEvent) => void;

  constructor(
    config: () => Config,
    identity: Identity,
    scheduler: Scheduler,
    onOver: (event: HookEvent) => void,
  ) {
    this.config = config;
    this.identity = identity;
    this.scheduler = scheduler;
    this.onOver = onOver;
  }

  /** Events whose fate is open. */
  get pending(): number {
    return this.ready.length + this.inFlight + this.waiting;
  }

  /** Queues an event; without an address it is dropped and counted. */
  enqueue(event: HookEvent): void {
    const address = event.kind === "status" ? event.row.callback : this.config().twilioWebhookUrl;
    if (!address) {
      this.dropped++;
      this.onOver(event);
      return;
    }
    this.ready.push({ event, form: formOf(this.identity, this.config(), event), address, tries: 0 });
    this.pumpSoon();
  }

  clear(): void {
    this.generation++;
    this.ready = [];
    this.inFlight = 0;
    this.waiting = 0;
  }

  resetCounters(): void {
    this.delivered = 0;
    this.retries = 0;
    this.posts = 0;
    this.lost = 0;
    this.dropped = 0;
  }

  pumpSoon(): void {
    while (!this.withhold && this.inFlight < this.config().concurrency) {
      const post = this.ready.shift();
      if (!post) return;
      void this.send(post);
    }
  }

  private async send(post: Post): Promise<void> {
    const { generation } = this;
    const { url, tries, policy } = overrides(post.address);
    this.inFlight++;
    this.posts++;
    post.tries++;
    const fault = await this.ask(url, post.form);
    if (generation !== this.generation) return;
    this.inFlight--;
    if (fault === null) this.delivered++;
    else if (post.tries < tries && (policy.has("all") || policy.has(fault))) return this.later(post);
    else this.lost++;
    this.onOver(post.event);
    this.pumpSoon();
  }

  private later(post: Post): void {
    this.retries++;
    this.waiting++;
    const wait = FIRST_BACKOFF_MS * 2 ** (post.tries - 1);
    this.scheduler.after(Math.min(wait, this.config().backoffCapMs), () => {
      this.waiting--;
      this.ready.push(post);
      this.pumpSoon();
    });
    this.pumpSoon();
  }

  /** What went wrong, in the words of Twilio's retry policies; null if nothing did. */
  private async ask(url: string, form: Form): Promise<Fault | null> {
    const body = new URLSearchParams(form).toString();
    const headers = {
      "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
      "content-length": String(Buffer.byteLength(body)),
      "user-agent": "TwilioProxy/1.1",
      "x-twilio-signature": twilioSignature(this.identity.twilioAuthToken, url, form),
    };
    try {
      const timeoutMs = this.config().webhookTimeoutMs;
      const { status } = await exchange(url, { method: "POST", headers, body, timeoutMs });
      return status < 400 ? null : status < 500 ? "4xx" : "5xx";
    } catch (error) {
      return error instanceof Error && error.message === "timeout" ? "rt" : "ct";
    }
  }
}
