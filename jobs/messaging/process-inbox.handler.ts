import { mintScope } from "@/lib/access/policy";
import { readAccountEvent } from "@/lib/adapters/meta/account-events";
import { parseWebhook as parseMeta } from "@/lib/adapters/meta/webhook";
import { toldAt } from "@/lib/adapters/twilio/message-list";
import { parseWebhook as parseTwilio } from "@/lib/adapters/twilio/webhook";
import { linkIdentifiers } from "@/lib/guests/commands/link-identifiers";
import { applyPreferences } from "@/lib/messaging/commands/apply-preferences";
import { applyStatuses } from "@/lib/messaging/commands/apply-statuses";
import { noteEvent } from "@/lib/messaging/commands/note-event";
import { updateSenderHealth } from "@/lib/messaging/commands/update-sender-health";
import { updateTemplate } from "@/lib/messaging/commands/update-template";
import type { ProviderEvent } from "@/lib/messaging/ports";
import { classify } from "@/lib/messaging/rules/failures";
import { linkOf, recipientLink } from "@/lib/messaging/rules/sender-links";
import { dispatchMessages, processInbox as processInboxTopic } from "@/lib/messaging/topics";
import { ringDoorbells } from "@/lib/platform/boss";
import type { CommandContext } from "@/lib/platform/command";
import {
  type InboxItem,
  locateSenders,
  markProcessed,
  noteHomeless,
  parkedEvents,
  pendingWebhooks,
  type SenderHome,
} from "@/lib/platform/inbox";
import { logger } from "@/lib/platform/logger";
import { spendSlots } from "@/lib/platform/rate-limit";
import { errorText } from "@/lib/platform/redact";
import { enqueue } from "@/lib/platform/topic";
import { isOutage, isPassing } from "@/lib/platform/transaction";
import { refreshProjections } from "@/lib/reports/topics";
import { applyMessage } from "@/lib/rsvp/commands/apply-message";
import type { Handler, JobTools } from "../job";
import { singleFlight } from "../single-flight";

const BATCH = 200;
const STATUS_BATCH = 1_000;
/** Messages of different chats are decided at once, those of one chat one after the other. */
const PARALLEL_CHATS = 6;

const once = singleFlight();

type Arrived = { inboxId: string; provider: string; event: ProviderEvent; position?: number };
type Home = SenderHome;

/**
 * Reads the inbox until it is empty. Every distinct event ends applied, ignored, quarantined, or parked until its match
 * comes; a failure of one never holds up another.
 */
export const handle: Handler<Record<string, never>> = (_payload, tools) =>
  once("inbox", () => processInbox(tools));

async function processInbox({ correlationId, deadline }: JobTools): Promise<void> {
  await retryParked(correlationId);
  while (Date.now() < deadline) {
    const items = await pendingWebhooks(BATCH);
    if (items.length === 0) return;
    const arrived = (await Promise.all(items.map(readItem))).flat();
    await applyAll(arrived, correlationId);
    await markProcessed(items.map((item) => item.id));
  }
  // Whoever joined this flight has ended its own job already: what is left must not wait for the sweep.
  await ringDoorbells([enqueue(processInboxTopic, {})], correlationId);
}

async function readItem(item: InboxItem): Promise<Arrived[]> {
  const { id: inboxId, provider, body } = item;
  const isTwilio = provider === "twilio";
  // Only what was stored from the list may say itself when it was.
  const at = (item.source === "list" && toldAt(body)) || item.receivedAt;
  const events = isTwilio ? parseTwilio(body, at) : parseMeta(body);
  if (events) return events.map((event, position) => ({ inboxId, provider, event, position }));
  await noteHomeless(inboxId, `unreadable:${inboxId}`, "account", isTwilio ? "not_a_form" : "not_json", null);
  return [];
}

async function retryParked(correlationId: string): Promise<void> {
  const parked = await parkedEvents(STATUS_BATCH);
  if (parked.length > 0) await applyAll(parked as Arrived[], correlationId);
}

async function applyAll(arrived: readonly Arrived[], correlationId: string): Promise<void> {
  for (const group of Map.groupBy(arrived, addressOf).values()) {
    const homes = await homesOf(group[0]!);
    const { provider } = group[0]!;
    for (const one of homes.length === 0 ? group : [])
      await noteHomeless(one.inboxId, one.event.key, one.event.kind, "not_our_number", one.event);
    for (const home of homes) {
      const ctx: CommandContext = {
        scope: mintScope(home.weddingId, { kind: "provider", provider }),
        correlationId,
      };
      await applyTraffic(ctx, home, group);
      for (const one of group)
        if (one.event.kind === "account") {
          // What an account of several numbers is told, each of them hears; each hearing is an event of its own.
          const key = homes.length === 1 ? one.event.key : `${one.event.key}:${home.senderId}`;
          const heard = { ...one, event: { ...one.event, key } };
          await guarded(ctx, heard, () => applyAccount(ctx, home, heard));
        }
    }
  }
}

/** What guests say is waited for; receipts are not. */
async function applyTraffic(ctx: CommandContext, home: Home, group: readonly Arrived[]): Promise<void> {
  const heard = group.filter(({ event }) => event.kind === "message").length;
  if (heard > 0) {
    // Meta counts what guests write against the same pace as what we write.
    if (group[0]!.provider === "meta") await spendSlots(`sender:${home.senderId}`, heard, home.ratePerSecond);
    const lost = await followChanges(ctx, group);
    await applyMessages(
      ctx,
      home,
      group.filter(({ event }) => !lost.has(event.key)),
    );
    await ringAfterReplies(home, ctx.correlationId);
  }
  await applyStatusBatches(ctx, home, group);
  await linkGuests(ctx, group);
}

/** Every number an event is about: the one it names, else all of the business account. */
const homesOf = ({ provider, event }: Arrived): Promise<Home[]> =>
  event.kind === "account" && event.phoneNumberId === null
    ? locateSenders(provider, { businessAccountId: event.businessAccountId })
    : locateSenders(provider, { phoneNumberId: event.phoneNumberId ?? "" });

const addressOf = ({ provider, event }: Arrived): string =>
  event.kind === "account" && event.phoneNumberId === null
    ? `${provider}:account:${event.businessAccountId}`
    : `${provider}:number:${event.phoneNumberId}`;

async function applyStatusBatches(ctx: CommandContext, home: Home, group: readonly Arrived[]): Promise<void> {
  const statuses = group.flatMap(({ inboxId, event }) =>
    event.kind === "status" ? [{ ...event, inboxId }] : [],
  );
  for (let from = 0; from < statuses.length; from += STATUS_BATCH) {
    const events = statuses.slice(from, from + STATUS_BATCH);
    try {
      await applyStatuses(ctx, { senderId: home.senderId, events });
    } catch (error) {
      logger().warn({ err: error, count: events.length }, "inbox.batch-failed");
      for (const event of events)
        await guarded(ctx, { inboxId: event.inboxId, event }, () =>
          applyStatuses(ctx, { senderId: home.senderId, events: [event] }),
        );
    }
  }
}

/** Projections and replies are rung for once per batch; the sweep would find both without it. */
async function ringAfterReplies({ weddingId, senderId }: Home, correlationId: string): Promise<void> {
  await ringDoorbells(
    [enqueue(refreshProjections, { weddingId }), enqueue(dispatchMessages, { weddingId, senderId })],
    correlationId,
  );
}

/**
 * Who moved to a new number, before what they write from it; one that cannot be followed is tried again, or
 * waits for a human. Gives the keys of those: they are accounted for, and nothing else is to be made of them.
 */
async function followChanges(ctx: CommandContext, group: readonly Arrived[]): Promise<Set<string>> {
  const lost = new Set<string>();
  for (const one of group) {
    const link = one.event.kind === "message" && one.event.change ? linkOf(one.event) : null;
    if (link && !(await guarded(ctx, one, () => linkIdentifiers(ctx, { links: [link] }))))
      lost.add(one.event.key);
  }
  return lost;
}

/**
 * Which number and which id are one person's, as their messages and ours to them tell: a guest who never wrote may stop us
 * by an id alone. Nobody waits for it; what fails is told again by the next.
 */
async function linkGuests(ctx: CommandContext, group: readonly Arrived[]): Promise<void> {
  const links = group.flatMap(({ event }) => {
    if (event.kind === "status") return recipientLink(event) ?? [];
    return event.kind === "message" && !event.change && !event.group ? (linkOf(event) ?? []) : [];
  });
  const distinct = [...new Map(links.map((link) => [JSON.stringify([link.told, link.left]), link])).values()];
  for (let from = 0; from < distinct.length; from += STATUS_BATCH) {
    try {
      await linkIdentifiers(ctx, { links: distinct.slice(from, from + STATUS_BATCH) });
    } catch (error) {
      if (isOutage(error)) throw error;
      logger().error({ err: error }, "inbox.link-failed");
    }
  }
}

async function applyMessages(ctx: CommandContext, home: Home, group: readonly Arrived[]): Promise<void> {
  const chats = [
    ...Map.groupBy(
      group.filter(({ event }) => event.kind === "message"),
      ({ event }) => (event.kind === "message" ? (event.from.phone ?? event.from.bsuid ?? event.key) : ""),
    ).values(),
  ];
  const lanes = Array.from({ length: Math.min(PARALLEL_CHATS, chats.length) }, async () => {
    for (let chat = chats.shift(); chat; chat = chats.shift()) {
      for (const one of chat.sort((a, b) => (timeOf(a) < timeOf(b) ? -1 : timeOf(a) > timeOf(b) ? 1 : 0))) {
        const { event } = one;
        if (event.kind === "message")
          await guarded(ctx, one, () =>
            applyMessage(ctx, {
              inboxId: one.inboxId,
              position: one.position ?? 0,
              senderId: home.senderId,
              event,
            }),
          );
      }
    }
  });
  await Promise.all(lanes);
}

const timeOf = ({ event }: Arrived): string => (event.kind === "account" ? "" : event.at);

async function applyAccount(ctx: CommandContext, home: Home, { inboxId, event }: Arrived): Promise<void> {
  if (event.kind !== "account") return;
  const told = readAccountEvent(event.field, event.value);
  const at = { inboxId, key: event.key };
  if (told?.kind === "template") {
    const { kind: _, ...template } = told;
    await updateTemplate(ctx, { ...at, senderId: home.senderId, ...template });
    return;
  }
  if (told?.kind === "preferences") {
    await applyPreferences(ctx, { ...at, preferences: told.preferences });
    return;
  }
  if (told?.kind === "health") {
    const { kind: _, ...health } = told;
    await updateSenderHealth(ctx, { ...at, senderId: home.senderId, ...health });
    return;
  }
  if (told?.kind === "errors") {
    const closed = told.codes.find((code) => classify(code) === "ACCOUNT");
    if (closed !== undefined) {
      await updateSenderHealth(ctx, { ...at, senderId: home.senderId, stopped: String(closed) });
      return;
    }
  }
  // A problem that nobody here knows is for a human, what is of no interest is not.
  const problem = told?.kind === "errors" ? `provider_error:${told.codes.join(",")}` : null;
  await noteEvent(ctx, {
    ...at,
    kind: "account",
    disposition: problem ? "quarantined" : "ignored",
    reason: problem ?? `field:${event.field}`,
    event,
  });
}

/**
 * What throws is set aside with its reason, for a human, and gives false; the batch goes on. A lost database is no fault
 * of the event, and what a guest said while somebody was at their family for long is heard a little later.
 */
async function guarded(
  ctx: CommandContext,
  { inboxId, event }: Omit<Arrived, "provider">,
  work: () => Promise<unknown>,
): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (isOutage(error)) throw error;
    logger().error({ err: error, kind: event.kind }, "inbox.event-failed");
    const reason = `error: ${errorText(error).slice(0, 200)}`;
    const disposition = event.kind === "message" && isPassing(error) ? "parked" : "quarantined";
    await noteEvent(ctx, {
      inboxId,
      key: event.key,
      kind: event.kind,
      disposition,
      reason,
      event,
    });
    return false;
  }
}
