import { sql } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "@/db/client";
import { inboundMessages } from "@/db/schema/inbox";
import { actorLabel } from "@/lib/access/policy";
import { newId } from "@/lib/kernel/ids";
import { phoneVariants } from "@/lib/kernel/phone";
import { suppressFingerprints } from "@/lib/messaging/commands/apply-failures";
import { claimEvent, settleEvent } from "@/lib/messaging/commands/settle-event";
import { type DirtyMark, defineCommand, type Tools } from "@/lib/platform/command";
import { fingerprint } from "@/lib/platform/tokens";
import { applyMessageInput } from "@/lib/rsvp/inputs";
import { findSenders, type KnownSender, listAsked, listInvited, lockConversation } from "@/lib/rsvp/queries";
import { answeredButton } from "@/lib/rsvp/queries/answered-button";
import { converse } from "@/lib/rsvp/rules/conversation";
import { readText } from "@/lib/rsvp/rules/intent";
import type { Intent, Step } from "@/lib/rsvp/types";
import { recordAnswers } from "./record-answers";

type Event = z.output<typeof applyMessageInput>["event"];

/**
 * One message of a guest: who wrote, what it means, what follows. Applied once however often it arrives; what cannot
 * be placed is quarantined with its reason, never dropped.
 */
export const applyMessage = defineCommand({
  name: "rsvp.apply-message",
  permission: "webhooks.apply",
  input: applyMessageInput,
  irreversible: "A guest's message is a fact; a later answer replaces an earlier one.",
  async run(tools, { inboxId, senderId, event }) {
    const { tx, scope } = tools;
    if (!(await claimEvent(tx, { key: event.key, inboxId, weddingId: scope.weddingId, kind: "message" })))
      return { unchanged: "duplicate" };
    const aside = setAside(event.content.type);
    if (aside) return ignore(tools, event, aside);
    const senders = await findSenders(tx, scope, event.from);
    const button = await answeredButton(tx, scope, event.content);
    const placed = await placeSender(tx, scope.weddingId, senders, button?.messageId ?? null);
    if ("reason" in placed) return quarantine(tools, { senderId, event, reason: placed.reason });
    const { sender } = placed;

    const conversation = await lockConversation(tx, scope, sender, event.at);
    const intent: Intent = button
      ? { kind: "answer", answer: button.action, source: "button" }
      : readText(event.content.text ?? "");
    const asked = await listAsked(tx, scope, sender.unitId, button?.messageId ?? null);
    const invited = await listInvited(tx, scope, sender.unitId);
    const household = {
      name: sender.name,
      events: asked.size > 0 ? invited.filter((one) => asked.has(one.eventId)) : invited,
    };
    const late = conversation.isOld && intent.kind === "number";
    // A digit that overtook its question no longer says what it answers: a human reads it.
    const step: Step = late
      ? { answers: [], conversation, reply: null, outcome: "to_read" }
      : converse(household, conversation, intent);

    const inboundId = newId();
    await tx
      .insert(inboundMessages)
      .values(inboundRow(scope.weddingId, { inboundId, senderId, event, sender, outcome: step.outcome }));
    const answered = await recordAnswers(tx, scope, {
      unitId: sender.unitId,
      answers: step.answers,
      channel: "whatsapp",
      personId: sender.personId,
      inboundId,
      answeredAt: event.at,
    });
    await carryOn(tools, {
      move: { weddingId: scope.weddingId, senderId, sender, event, step, isOld: conversation.isOld },
      inboundId,
      stops: intent.kind === "stop",
    });
    await settleEvent(
      tx,
      event.key,
      step.outcome === "to_read" ? { disposition: "applied", reason: "to_read" } : { disposition: "applied" },
    );
    return {
      result: step.outcome,
      audit: [
        {
          action: step.outcome,
          entity: "guest_unit",
          entityId: sender.unitId,
          payload: { inboundId, answers: step.answers },
        },
      ],
      // The inbox rings once for a whole batch; the marks and the queued reply are what must not be lost.
      topics: [],
      dirty: [
        { kind: "unit", key: sender.unitId },
        ...answered.map((key): DirtyMark => ({ kind: "event", key })),
      ],
    };
  },
});

/**
 * A reaction says nothing about coming, and must not look like an answer; a new number or id of somebody is followed by
 * guests.link-identifiers.
 */
const setAside = (type: string) => {
  if (type === "reaction") return { disposition: "ignored", reason: "reaction" } as const;
  return type === "system" ? ({ disposition: "applied", reason: "identity" } as const) : null;
};

async function ignore({ tx }: Tools, event: Event, why: NonNullable<ReturnType<typeof setAside>>) {
  await settleEvent(tx, event.key, why);
  return { result: "ignored", audit: [{ action: "ignore", entity: "inbound_message" }] as const, topics: [] };
}

/** The button's frozen row says which household it was sent to; the writer must be of it. */
async function placeSender(
  tx: Transaction,
  weddingId: string,
  senders: readonly KnownSender[],
  messageId: string | null,
): Promise<{ sender: KnownSender } | { reason: string }> {
  if (messageId) {
    const { rows } = await tx.execute<{ unit_id: string }>(
      sql`select fence.home_of(wedding_id, unit_id) as unit_id from messages where wedding_id = ${weddingId} and id = ${messageId}`,
    );
    const sender = senders.find((one) => one.unitId === rows[0]?.unit_id);
    if (sender) return { sender };
    if (senders.length > 0) return { reason: "button_of_another_household" };
  }
  if (senders.length === 1) return { sender: senders[0]! };
  return { reason: senders.length === 0 ? "unknown_sender" : "several_households" };
}

interface InboundFacts {
  inboundId: string;
  senderId: string;
  event: Event;
  sender: KnownSender | null;
  outcome: Step["outcome"] | "unknown_sender";
}

const inboundRow = (weddingId: string, { inboundId, senderId, event, sender, outcome }: InboundFacts) => ({
  id: inboundId,
  weddingId,
  side: sender?.side ?? ("all" as const),
  senderId,
  unitId: sender?.unitId ?? null,
  personId: sender?.personId ?? null,
  providerMessageId: event.providerId,
  fromIdentifier: event.from.phone ?? event.from.bsuid,
  kind: event.content.type,
  text: event.content.text,
  payload: event.content.payload,
  providerAt: new Date(event.at),
  outcome,
});

/** Kept with its text, shown to the family, counted; nothing is answered. A STOP from a stranger still holds. */
async function quarantine(
  tools: Tools,
  { senderId, event, reason }: { senderId: string; event: Event; reason: string },
) {
  const { tx, scope } = tools;
  if (readText(event.content.text ?? "").kind === "stop") await optOut(tools, event);
  await tx.insert(inboundMessages).values(
    inboundRow(scope.weddingId, {
      inboundId: newId(),
      senderId,
      event,
      sender: null,
      outcome: "unknown_sender",
    }),
  );
  await settleEvent(tx, event.key, { disposition: "quarantined", reason, event });
  return {
    result: "quarantined",
    audit: [{ action: "quarantine", entity: "inbound_message", payload: { reason } }] as const,
    topics: [],
  };
}

interface Move {
  weddingId: string;
  senderId: string;
  sender: KnownSender;
  event: Event;
  step: Step;
  isOld: boolean;
}

/** The conversation's next state, the 24-hour window the message opens, and our reply: one statement. */
async function moveOn(
  tx: Transaction,
  { weddingId, senderId, sender, event, step, isOld }: Move,
): Promise<void> {
  const phone = event.from.phone;
  const reply =
    step.reply !== null && phone !== null && !isOld
      ? JSON.stringify({ kind: "text", body: step.reply.slice(0, 1024) })
      : null;
  await tx.execute(sql`
    with moved as (
      update conversations set state = ${step.conversation.state}, pending_total = ${step.conversation.pendingTotal}
      where wedding_id = ${weddingId} and unit_id = ${sender.unitId} and not ${isOld}::boolean
    ), opened as (
      insert into contact_windows as w (wedding_id, sender_id, unit_id, side, destination, last_inbound_at)
      select ${weddingId}, ${senderId}, ${sender.unitId}, ${sender.side}, ${phone}::text, ${event.at}::timestamptz where ${phone}::text is not null
      on conflict (wedding_id, sender_id, destination) do update set last_inbound_at = greatest(w.last_inbound_at, excluded.last_inbound_at)
    )
    insert into messages (wedding_id, unit_id, side, sender_id, kind, destination, content, state, next_at)
    select ${weddingId}, ${sender.unitId}, ${sender.side}, ${senderId}, 'reply', ${phone}::text, ${reply}::jsonb, 'queued', now() where ${reply}::text is not null`);
}

/** The conversation's next state and our reply; what a STOP or a first answer means for being written to at all. */
async function carryOn(
  tools: Tools,
  { move, inboundId, stops }: { move: Move; inboundId: string; stops: boolean },
): Promise<void> {
  await moveOn(tools.tx, move);
  if (stops) await optOut(tools, move.event);
  const granted = stops ? "withdrawn" : move.step.answers.length > 0 ? "yes" : null;
  if (granted) await noteOwnWord(tools, { sender: move.sender, event: move.event, inboundId, granted });
}

/**
 * A household's own word in the ledger of consent, with its evidence: at its first answer, and when it stops. By the
 * guest's time, so that an answer that comes late does not take back a later stop.
 */
async function noteOwnWord(
  { tx, scope }: Tools,
  said: { sender: KnownSender; event: Event; inboundId: string; granted: "yes" | "withdrawn" },
): Promise<void> {
  const { sender, event, inboundId, granted } = said;
  const evidence = {
    inbound: inboundId,
    person: sender.personId,
    said: (event.content.text ?? "").slice(0, 200),
  };
  await tx.execute(sql`
    insert into consents (wedding_id, unit_id, side, basis, granted, evidence, actor, recorded_at)
    select ${scope.weddingId}, ${sender.unitId}, ${sender.side}, 'guest_reply', ${granted}, ${JSON.stringify(evidence)}::jsonb, ${actorLabel(scope.actor)},
      least(now(), ${event.at}::timestamptz)
    where (select c.granted from consents c where c.wedding_id = ${scope.weddingId} and c.unit_id = ${sender.unitId} and c.basis = 'guest_reply'
      order by c.recorded_at desc, c.id desc limit 1) is distinct from ${granted}`);
}

/** Do-Not-Message by every identifier the message carries, and every variant of it. */
async function optOut({ tx, scope }: Tools, event: Event): Promise<void> {
  const prints = [
    ...(event.from.phone
      ? phoneVariants(event.from.phone).map((variant) => fingerprint("phone", variant))
      : []),
    ...(event.from.bsuid ? [fingerprint("bsuid", event.from.bsuid)] : []),
  ];
  await suppressFingerprints(
    tx,
    scope,
    prints.map((print) => print.toString("hex")),
    { reason: "stop_word", source: "whatsapp" },
  );
}
