import { sql } from "drizzle-orm";
import { prepared } from "@/db/client";
import { claimEvent, settleEvent } from "@/lib/messaging/commands/settle-event";
import { defineCommand, type Outcome, type Tools } from "@/lib/platform/command";
import { TryAgain } from "@/lib/platform/transaction";
import { type ArrivedMessage, applyMessageInput } from "@/lib/rsvp/inputs";
import { findSenders } from "@/lib/rsvp/queries";
import { answeredButton, listedTap } from "@/lib/rsvp/queries/answered-button";
import { loadContext } from "@/lib/rsvp/queries/chat";
import { knownNumber } from "@/lib/rsvp/queries/known-number";
import {
  askedAbout,
  homeOf,
  isChoice,
  openHouseholdAsk,
  placeSender,
  tappedChoice,
  timesTold,
} from "@/lib/rsvp/queries/place-sender";
import { readTyped, UNREAD } from "@/lib/rsvp/rules/written";
import type { Ask, KnownSender, Meaning } from "@/lib/rsvp/types";
import { answerChat, askHousehold, sayBackIn } from "./answer-chat";
import { keep } from "./keep-message";
import { lockAnswers } from "./lock-household";
import { noteOwnWord, settleOwnStop } from "./own-word";
import { readAgain } from "./read-again";

/**
 * One message of a guest: who wrote, what it means, what follows. Applied once however often it arrives; what cannot
 * be placed is asked or quarantined with its reason, never dropped.
 */
export const applyMessage = defineCommand({
  name: "rsvp.apply-message",
  permission: "webhooks.apply",
  input: applyMessageInput,
  irreversible: "A guest's message is a fact; a later answer replaces an earlier one.",
  async run(tools, arrived): Promise<Outcome<string>> {
    const { tx, scope } = tools;
    if (
      !(await claimEvent(tx, {
        key: arrived.event.key,
        inboxId: arrived.inboxId,
        weddingId: scope.weddingId,
        kind: "message",
      }))
    )
      return { unchanged: "duplicate" };
    const input = await withNumber(tools, arrived);
    const { event } = input;
    const aside = setAside(event);
    if (aside) return ignore(tools, event, aside);
    const senders = await findSenders(tx, scope, event.from);
    const choice = (await tappedChoice(tx, scope, event)) ?? (await typedHousehold(tools, event, senders));
    if (choice && namesHousehold(choice)) return placeAll(tools, input, { senders, choice });
    const units = senders.map(({ unitId }) => unitId);
    const tap = choice
      ? null
      : ((await answeredButton(tx, scope, event.content)) ?? (await listedTap(tx, scope, event, units)));
    const button = tap === "several" ? null : tap;
    const place = await placeSender(tx, scope, {
      written: event,
      senders,
      tapped: choice ?? button ?? (isChoice(event.content) ? { unitId: null } : null),
      harmless: readAnywhere(event).kind === "courtesy",
    });
    if ("reason" in place) return quarantine(tools, input, place.reason);
    if ("among" in place) return askWhich(tools, input, place.among);
    const context = await loadContext(tx, scope, {
      unitId: place.sender.unitId,
      writer: { personId: place.sender.personId, phone: event.from.phone },
      messageId: button?.messageId ?? null,
      // A tap answers what it hangs under.
      quotes: choice || button ? null : event.content.contextId,
      at: event.at,
    });
    const meaning: Meaning = choice
      ? { kind: "tap", ask: choice.ask, key: choice.key }
      : button
        ? { kind: "button", action: button.action }
        : tap === "several"
          ? UNREAD
          : readTyped(event.content, context);
    await keep(tools, input, { sender: place.sender, meaning, context });
    return hear(tools, input, place.sender);
  },
});

/** As it came, with the number that is known of whoever wrote under an id alone. */
async function withNumber({ tx, scope }: Tools, arrived: ArrivedMessage): Promise<ArrivedMessage> {
  const { phone, bsuid } = arrived.event.from;
  if (phone !== null || bsuid === null) return arrived;
  const known = await knownNumber(tx, scope, { senderId: arrived.senderId, bsuid });
  return { ...arrived, event: { ...arrived.event, from: { ...arrived.event.from, phone: known } } };
}

/** Read without a household, nothing but words that mean the same everywhere is understood. */
const readAnywhere = ({ content, at }: ArrivedMessage["event"]): Meaning =>
  readTyped(content, { events: [], today: at.slice(0, 10) });

/**
 * What is written in a group is not said to us; a reaction says nothing about coming, and must not look like an answer; a
 * new number or id of somebody is followed by guests.link-identifiers.
 */
const setAside = ({ group, content: { type } }: ArrivedMessage["event"]) => {
  if (group) return { disposition: "ignored", reason: "group" } as const;
  if (type === "reaction") return { disposition: "ignored", reason: "reaction" } as const;
  return type === "system" ? ({ disposition: "applied", reason: "identity" } as const) : null;
};

async function ignore(
  { tx }: Tools,
  event: ArrivedMessage["event"],
  why: NonNullable<ReturnType<typeof setAside>>,
) {
  await settleEvent(tx, event.key, why);
  return { result: "ignored", audit: [{ action: "ignore", entity: "inbound_message" }] as const, topics: [] };
}

/**
 * Reads the writer's chat with the new message in its place, records what it answers, and says something back. The
 * household is locked first, as by everybody who writes answers.
 */
async function hear(tools: Tools, input: ArrivedMessage, sender: KnownSender): Promise<Outcome<string>> {
  const { tx, scope } = tools;
  const { event } = input;
  const { rows } = await prepared<{ live: boolean }>(
    tx,
    "chat-opens",
    sql`
    with locked as (
      select id, live from guest_units where wedding_id = ${scope.weddingId} and id = ${sender.unitId} for no key update
    )
    insert into conversations as c (wedding_id, unit_id, side, state, last_inbound_at)
    select ${scope.weddingId}, id, ${sender.side}, 'invited', ${event.at}::timestamptz from locked
    on conflict (wedding_id, unit_id) do update set last_inbound_at = greatest(c.last_inbound_at, excluded.last_inbound_at)
    returning (select live from locked) as live`,
  );
  // Who is one household changed while we waited for it.
  if (!rows[0]?.live) throw new TryAgain();
  const read = await readAgain(tx, scope, sender, event.providerId);
  const heard = read.turns.find((turn) => turn.inboundId === event.providerId);
  const outcome = read.chat.outcomes.get(event.providerId) ?? "ignored";
  await answerChat(tools, input, { sender, read });
  const word = stopOf(heard?.meaning);
  if (word) await settleOwnStop(tools, event, word);
  const granted = word === "resume" || read.chat.facts.has(event.providerId);
  const said = word === "stop" ? "withdrawn" : granted ? "yes" : null;
  if (said && heard)
    await noteOwnWord(tools, {
      sender,
      text: event.content.text,
      at: event.at,
      inboundId: heard.id,
      granted: said,
    });
  if (outcome === "to_read") await settleEvent(tx, event.key, { disposition: "applied", reason: "to_read" });
  return {
    result: outcome,
    audit: [
      {
        action: outcome,
        entity: "guest_unit",
        entityId: sender.unitId,
        payload: { inboundId: heard?.id ?? null, answers: read.chat.facts.get(event.providerId) ?? [] },
      },
    ],
    // The inbox rings once for a whole batch; the marks and the queued reply are what must not be lost.
    topics: [],
    dirty: [
      { kind: "unit", key: sender.unitId },
      ...read.events.map((key) => ({ kind: "event" as const, key })),
    ],
  };
}

/** Whether it stops our messages, or lets them come again. */
const stopOf = (meaning: Pick<Meaning, "kind"> | undefined): "stop" | "resume" | null =>
  meaning?.kind === "stop" ? "stop" : meaning?.kind === "start" ? "resume" : null;

type Choice = NonNullable<Awaited<ReturnType<typeof tappedChoice>>>;
type HouseholdChoice = Choice & { ask: Extract<Ask, { kind: "household" }> };

const namesHousehold = (choice: Choice): choice is HouseholdChoice => choice.ask.kind === "household";

/** A bare number where the last thing asked of this number was which family writes. */
async function typedHousehold(
  { tx, scope }: Tools,
  event: ArrivedMessage["event"],
  senders: readonly KnownSender[],
): Promise<Choice | null> {
  if (senders.length < 2 || event.content.text === null) return null;
  const read = readAnywhere(event);
  if (read.kind !== "numbers" || read.values.length !== 1) return null;
  const ask = await openHouseholdAsk(tx, scope, event);
  const unitId = ask?.units[(read.values[0] ?? 0) - 1];
  return ask && unitId ? { ask, unitId, key: String(read.values[0]) } : null;
}

/** So often the same words of one number are asked which family writes: two machines would go on for ever. */
const MOST_TOLD = 2;

/**
 * One number of several families: nothing is answered for any of them until it says for whom it writes. It is asked once;
 * what it writes instead of choosing waits with the rest, and people of the family see it.
 */
async function askWhich(
  tools: Tools,
  input: ArrivedMessage,
  among: readonly KnownSender[],
): Promise<Outcome<string>> {
  const { event } = input;
  const read = readAnywhere(event);
  const word = stopOf(read);
  // Nobody can be asked who shows no number.
  if (event.from.phone === null && !word) return quarantine(tools, input, "several_households");
  const answers = !word && read.kind !== "courtesy";
  const told = await timesTold(tools.tx, tools.scope, event);
  const asks = answers && told < MOST_TOLD && (await openHouseholdAsk(tools.tx, tools.scope, event)) === null;
  const outcome = answers
    ? "asked_which"
    : word
      ? ({ stop: "opted_out", resume: "opted_in" } as const)[word]
      : "ignored";
  const inboundId = await keep(tools, input, { sender: null, meaning: null, context: null, outcome });
  if (asks) await askHousehold(tools, input, among);
  if (word === "resume") {
    const said = { text: event.content.text, at: event.at, inboundId, granted: "yes" as const };
    for (const sender of among) await noteOwnWord(tools, { sender, ...said });
    if (told === 0) await sayBackIn(tools, input, among);
  }
  if (word) await settleOwnStop(tools, event, word);
  await settleEvent(tools.tx, event.key, { disposition: "applied", reason: "asked_which" });
  return {
    result: "asked_which",
    audit: [
      {
        action: "ask-which",
        entity: "inbound_message",
        payload: { households: among.map((one) => one.unitId), asks },
      },
    ],
    topics: [],
  };
}

/** The family was named: what it was asked about is read there, in its order, and then answered. */
async function placeAll(
  tools: Tools,
  input: ArrivedMessage,
  { senders, choice }: { senders: readonly KnownSender[]; choice: HouseholdChoice },
): Promise<Outcome<string>> {
  const { tx, scope } = tools;
  const chosen = await homeOf(tx, scope, choice.ask.units[Number(choice.key) - 1]);
  const sender = senders.find((one) => one.unitId === chosen);
  if (!sender) return quarantine(tools, input, "button_of_another_household");
  await lockAnswers(tx, scope, [sender.unitId]);
  const { rows: waiting } = await tx.execute<{
    id: string;
    type: string;
    text: string | null;
    at: string;
  }>(sql`
    update inbound_messages n set unit_id = ${sender.unitId}, person_id = ${sender.personId}, side = ${sender.side}, outcome = 'ignored'
    where ${askedAbout(scope, input.event, choice.ask.inboundId)}
    returning id, kind as type, text, to_char(provider_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at`);
  const asked = {
    unitId: sender.unitId,
    writer: { personId: sender.personId, phone: input.event.from.phone },
    messageId: null,
  };
  for (const one of waiting) {
    const context = await loadContext(tx, scope, { ...asked, at: one.at });
    await tx.execute(sql`
      update inbound_messages set reading = ${JSON.stringify(readTyped(one, context))}::jsonb, context = ${JSON.stringify(context)}::jsonb
      where wedding_id = ${scope.weddingId} and id = ${one.id}`);
  }
  const context = await loadContext(tx, scope, { ...asked, at: input.event.at });
  // Where nothing waits any more, they see what stands for that family.
  const meaning: Meaning =
    waiting.length > 0 ? { kind: "tap", ask: choice.ask, key: choice.key } : { kind: "status" };
  await keep(tools, input, { sender, meaning, context });
  return hear(tools, input, sender);
}

/** Kept with its text, shown to the family, counted; nothing is answered. A STOP or START of a stranger still holds. */
async function quarantine(tools: Tools, input: ArrivedMessage, reason: string): Promise<Outcome<string>> {
  const { event } = input;
  const word = stopOf(readAnywhere(event));
  if (word) await settleOwnStop(tools, event, word);
  await keep(tools, input, { sender: null, meaning: null, context: null, outcome: "unknown_sender" });
  await settleEvent(tools.tx, event.key, { disposition: "quarantined", reason, event });
  return {
    result: "quarantined",
    audit: [{ action: "quarantine", entity: "inbound_message", payload: { reason } }],
    topics: [],
  };
}
