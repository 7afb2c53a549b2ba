import { randomBytes } from "node:crypto";

import { type HookEvent, viaOf } from "./envelope";
import { drawKind } from "./guests";
import type { Journal } from "./journal";
import { Throughput } from "./limits";
import type { SimulatorOptions } from "./options";
import { defaultConfig, identityOf, noFaults } from "./options";
import { between, draw } from "./random";
import { Scheduler } from "./scheduler";
import { seededTemplates } from "./templates";
import { type Content, contentLine, seededContents } from "./twilio-contents";
import { TwilioSender } from "./twilio-sender";
import type {
  Config,
  Faults,
  Fields,
  Identity,
  Inbound,
  LedgerRow,
  Phone,
  Status,
  Stray,
  Template,
} from "./types";
import { WebhookSender } from "./webhooks";

export interface Refusal {
  at: number;
  code: number;
  to: string;
  details: string;
  /** Seconds that the answer told the caller to wait. */
  retryAfter?: number;
}

export interface Media {
  id: string;
  mimeType: string;
  size: number;
  sha256: string;
}

const REFUSALS_KEPT = 10_000;
const WORDS_KEPT = 20_000;

/** The whole state of one simulator. */
export class World {
  readonly identity: Identity;
  readonly startedAt = Date.now();
  readonly scheduler = new Scheduler();
  readonly hooks: WebhookSender;
  readonly twilioHooks: TwilioSender;
  readonly media = new Map<string, Media>();
  readonly templates = new Map<string, Template>();
  readonly contents = new Map<string, Content>();
  /** Twilio's messages of both directions by their SIDs, oldest first. */
  readonly twilioMessages = new Map<string, LedgerRow | Inbound | Stray>();
  readonly phones = new Map<string, Phone>();
  readonly byUserId = new Map<string, Phone>();
  config: Config;
  faults: Faults = noFaults();
  ledger: LedgerRow[] = [];
  taps: Inbound[] = [];
  refusals: Refusal[] = [];
  refusalCounts: Record<string, number> = {};
  statusCounts: Record<Status, number> = noStatuses();
  /** Status events held back by the disorder fault, by message. */
  held = new Map<LedgerRow, HookEvent[]>();
  throughput = new Throughput();
  /** Every call of Twilio's list of messages, the newest thousand. */
  listCalls: { at: number; status: number; query: string }[] = [];
  /** When the next message of Twilio's queue has its turn. */
  twilioFreeAt = 0;
  journal: Journal | null = null;
  private serial = 0;
  private words = new Map<string, string>();

  constructor(options: SimulatorOptions) {
    this.identity = identityOf(options);
    this.config = defaultConfig(options);
    this.hooks = new WebhookSender(
      () => this.config,
      this.identity,
      this.scheduler,
      (events) => this.acknowledge(events),
    );
    this.twilioHooks = new TwilioSender(
      () => this.config,
      this.identity,
      this.scheduler,
      (event) => this.acknowledge([event]),
    );
    for (const template of seededTemplates()) this.addTemplate(template);
    for (const content of seededContents()) this.contents.set(content.sid, content);
  }

  /** No scripted action, status or webhook is on its way. */
  get idle(): boolean {
    return this.scheduler.size === 0 && this.hooks.pending === 0 && this.twilioHooks.pending === 0;
  }

  addTemplate(template: Template): void {
    this.templates.set(`${template.name}/${template.language}`, template);
  }

  template(name: string, language: string): Template | undefined {
    return this.templates.get(`${name}/${language}`);
  }

  /** The guest with this number, made on first sight. */
  phone(digits: string, country = ""): Phone {
    const known = this.phones.get(digits);
    if (known) {
      if (country && !known.country) known.country = country;
      return known;
    }
    const phone = this.newPhone(digits, country);
    this.phones.set(digits, phone);
    this.byUserId.set(phone.userId, phone);
    return phone;
  }

  private newPhone(digits: string, country: string): Phone {
    const code = country || (digits.startsWith("91") ? "IN" : "US");
    return {
      digits,
      e164: `+${digits}`,
      userId: `${code}.${String(Math.floor(draw("bsuid", digits) * 9e15) + 1e15)}`,
      country,
      name: `Guest ${digits.slice(-4)}`,
      kind: drawKind(this.config.seed, this.config.weights, digits),
      manual: false,
      chat: [],
      intent: { answer: null, adults: 0, children: 0 },
      stage: "new",
      busy: false,
      repeats: 0,
      outCount: 0,
      inCount: 0,
      templateCount: 0,
      failedTemplates: 0,
      calls: 0,
      lastInbound: { meta: 0, twilio: 0 },
      pairTat: 0,
      lastAt: 0,
    };
  }

  /** One copy of a text that many messages share (hosts, functions, places). */
  shared(text: string): string {
    const known = this.words.get(text);
    if (known !== undefined) return known;
    if (this.words.size >= WORDS_KEPT) this.words.clear();
    this.words.set(text, text);
    return text;
  }

  /** A message id of Meta's shape, never given twice, not even after a reset. */
  wamid(digits: string, inbound: boolean): string {
    const head = Buffer.from([0x1c, 0x18, digits.length]);
    const middle = Buffer.from([0x15, 0x02, 0x00, inbound ? 0x12 : 0x11, 0x18, 0x14]);
    const unique = `${randomBytes(6).toString("hex")}${(this.serial++ % 0x100000000).toString(16).padStart(8, "0")}`;
    const bytes = [head, Buffer.from(digits), middle, Buffer.from(unique.toUpperCase()), Buffer.from([0])];
    return `wamid.${Buffer.concat(bytes).toString("base64")}`;
  }

  /** Hands an event to the webhook sender, late or twice if the faults say so. */
  deliver(event: HookEvent): void {
    const { duplicate, delayMs, lostStatuses, lostMessages } = this.faults.webhooks;
    const chance = (what: string) => draw(this.config.seed, event.key, what);
    const lost = event.kind === "status" ? lostStatuses : lostMessages;
    if (viaOf(event) === "twilio" && chance("lost") < lost) {
      this.twilioHooks.lost++;
      this.acknowledge([event]);
      return;
    }
    const late = between(chance("delay"), delayMs);
    if (late > 0) this.scheduler.after(late, () => this.enqueue(event));
    else this.enqueue(event);
    if (chance("duplicate") >= duplicate) return;
    const again = event.kind === "status" ? { ...event, again: true } : event;
    this.scheduler.after(late + between(chance("gap"), [5, 500]), () => this.enqueue(again));
  }

  private enqueue(event: HookEvent): void {
    if (viaOf(event) === "twilio") this.twilioHooks.enqueue(event);
    else this.hooks.enqueue(event);
  }

  /** Puts other faults in force. */
  setFaults(faults: Faults): void {
    this.faults = faults;
    for (const hooks of [this.hooks, this.twilioHooks]) {
      hooks.withhold = faults.webhooks.withhold;
      hooks.pumpSoon();
    }
  }

  /** Sends an account-level webhook. */
  deliverField(field: string, value: Fields): void {
    const at = Date.now();
    this.deliver({ kind: "field", key: `f${at}:${this.serial++}`, field, value, at });
  }

  refuse(code: number, to: string, details: string, retryAfter?: number): void {
    this.refusalCounts[code] = (this.refusalCounts[code] ?? 0) + 1;
    if (this.refusals.length >= REFUSALS_KEPT) this.refusals.splice(0, REFUSALS_KEPT / 2);
    this.refusals.push({
      at: Date.now(),
      code,
      to,
      details,
      ...(retryAfter === undefined ? {} : { retryAfter }),
    });
  }

  private acknowledge(events: HookEvent[]): void {
    if (!this.journal) return;
    const ids = events.filter((e) => e.kind !== "field").map((e) => e.key);
    if (ids.length > 0) this.journal.add({ k: "a", ids });
  }

  /** Forgets everything but templates, contents, media and configuration. */
  reset(): void {
    this.setFaults(noFaults());
    this.scheduler.clear();
    for (const hooks of [this.hooks, this.twilioHooks]) {
      hooks.clear();
      hooks.resetCounters();
    }
    this.twilioMessages.clear();
    this.listCalls = [];
    this.twilioFreeAt = 0;
    this.phones.clear();
    this.byUserId.clear();
    this.held.clear();
    this.ledger = [];
    this.taps = [];
    this.refusals = [];
    this.refusalCounts = {};
    this.statusCounts = noStatuses();
    this.throughput = new Throughput();
    this.journal?.truncate();
    for (const template of this.templates.values()) this.journal?.add(templateLine(template));
    for (const content of this.contents.values()) this.journal?.add(contentLine(content));
  }
}

/** The journal line that brings a template back. */
export function templateLine(template: Template): object {
  return { k: "t", t: template };
}

function noStatuses(): Record<Status, number> {
  return { accepted: 0, sent: 0, delivered: 0, read: 0, failed: 0 };
}
