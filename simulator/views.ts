import { functionsOf, isInvitation } from "./guests";
import { outRows } from "./inbound";
import { fill } from "./templates";
import type { Fields, Inbound, LedgerRow, Phone } from "./types";
import type { World } from "./world";

/** The text a guest sees for one of our messages. */
export function renderedText(row: LedgerRow): string {
  return row.template ? fill(row.template.body, row.params) : (row.text ?? "");
}

/** A ledger row as the control API shows it. */
export function showRow(row: LedgerRow): Fields {
  return {
    seq: row.seq,
    at: row.at,
    wamid: row.wamid,
    to: row.to,
    type: row.type,
    via: row.via ?? "meta",
    ...(row.template ? { template: row.template.name, language: row.template.language } : {}),
    params: row.params,
    opaque: row.opaque ?? null,
    renderedText: renderedText(row),
    buttons: row.buttons,
    status: row.status,
    ...(row.status === "failed" ? { errorCode: row.failure } : {}),
  };
}

function showMessage(message: LedgerRow | Inbound): Fields {
  if (message.dir === "in") {
    const { dir, at, wamid, kind, text, payload, context } = message;
    return { dir, at, wamid, kind, text, payload: payload ?? null, context: context ?? null };
  }
  const { seq, to, renderedText: text, buttons, ...rest } = showRow(message);
  void to;
  return { dir: "out", seq, ...rest, text, buttons: message.buttons.map((b, index) => ({ index, ...b })) };
}

/** One line about a phone. */
export function showPhone(phone: Phone): Fields {
  const last = phone.chat.at(-1);
  return {
    digits: phone.digits,
    userId: phone.userId,
    name: phone.name,
    kind: phone.kind,
    manual: phone.manual,
    intent: phone.intent,
    messages: phone.chat.length,
    lastAt: phone.lastAt,
    lastText: last ? (last.dir === "in" ? last.text : renderedText(last)) : "",
    lastDirection: last?.dir ?? null,
  };
}

/** A phone with its whole chat. */
export function showChat(phone: Phone): Fields {
  return {
    ...showPhone(phone),
    stage: phone.stage,
    lastInboundAt: Math.max(phone.lastInbound.meta, phone.lastInbound.twilio) || null,
    chat: phone.chat.map(showMessage),
  };
}

/** Phones with the newest activity first. */
export function findPhones(world: World, q: string, limit: number): Phone[] {
  const words = q.trim().toLowerCase();
  const number = words.replace(/[^\d]/g, "");
  return [...world.phones.values()]
    .filter((phone) => phone.chat.length > 0)
    .filter(
      (phone) =>
        !words ||
        (number !== "" && phone.digits.includes(number)) ||
        phone.name.toLowerCase().includes(words) ||
        phone.kind === words,
    )
    .sort((a, b) => b.lastAt - a.lastAt || (a.digits < b.digits ? -1 : 1))
    .slice(0, limit);
}

/** The counters the tests judge by. */
export function summary(world: World): Fields {
  const byTemplate: Record<string, number> = {};
  for (const row of world.ledger) {
    if (!row.template) continue;
    const key = `${row.template.name}/${row.template.language}`;
    byTemplate[key] = (byTemplate[key] ?? 0) + 1;
  }
  let recipients = 0;
  let duplicates = 0;
  let unfailed = 0;
  for (const phone of world.phones.values()) {
    if (phone.outCount > 0) recipients++;
    if (phone.templateCount > 1) duplicates++;
    if (phone.templateCount - phone.failedTemplates > 1) unfailed++;
  }
  const { sent, delivered, read, failed } = world.statusCounts;
  const { hooks, twilioHooks } = world;
  return {
    accepted: world.ledger.length,
    recipients,
    duplicates,
    duplicatesUnfailed: unfailed,
    byTemplate,
    refusals: world.refusalCounts,
    statuses: { sent, delivered, read, failed },
    inbound: world.taps.length,
    webhooks: {
      pending: hooks.pending,
      delivered: hooks.delivered,
      retries: hooks.retries,
      posts: hooks.posts,
      dropped: hooks.dropped,
    },
    twilioWebhooks: {
      pending: twilioHooks.pending,
      delivered: twilioHooks.delivered,
      retries: twilioHooks.retries,
      lost: twilioHooks.lost,
      posts: twilioHooks.posts,
      dropped: twilioHooks.dropped,
    },
    scheduled: world.scheduler.size,
    idle: world.idle,
  };
}

interface Expected {
  name: string;
  invited: number;
  yes: number;
  no: number;
  maybe: number;
  pending: number;
  adults: number;
  children: number;
}

/** What the numbers must be, from the ledger and the guests' intents alone. */
export function expected(world: World): Expected[] {
  const events = new Map<string, Expected>();
  for (const phone of world.phones.values()) {
    const names = new Set(outRows(phone).filter(isInvitation).flatMap(functionsOf));
    const { answer, adults, children } = phone.intent;
    for (const name of names) {
      const event = events.get(name) ?? {
        name,
        invited: 0,
        yes: 0,
        no: 0,
        maybe: 0,
        pending: 0,
        adults: 0,
        children: 0,
      };
      events.set(name, event);
      event.invited++;
      event[answer ?? "pending"]++;
      if (answer !== "yes") continue;
      event.adults += adults;
      event.children += children;
    }
  }
  return [...events.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
