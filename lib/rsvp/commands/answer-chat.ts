import { sql } from "drizzle-orm";
import { prepared } from "@/db/client";
import { newId } from "@/lib/kernel/ids";
import { linkTokens } from "@/lib/messaging/commands/guest-links";
import type { Tools } from "@/lib/platform/command";
import { env } from "@/lib/platform/env";
import type { ArrivedMessage } from "@/lib/rsvp/inputs";
import { dayToAsk, loadStanding } from "@/lib/rsvp/queries/chat";
import { contentOfReply, needsPage, replyOf } from "@/lib/rsvp/rules/chat-reply";
import { chatText } from "@/lib/rsvp/rules/chat-text";
import type { ChatReply, ChatState, KnownSender } from "@/lib/rsvp/types";
import type { readAgain } from "./read-again";

type Read = Awaited<ReturnType<typeof readAgain>>;

const STATE_OF = { functions: "choosing", count: "counting", when: "dating" } as const;

const stateOf = ({ ask, human }: ChatState, answered: boolean): string =>
  ask ? STATE_OF[ask.kind] : human ? "human" : answered ? "answered" : "invited";

/**
 * The chat's next state, the 24-hour window the message opens, and our reply. A late message behind which we said
 * something is not replied to: it changes what is recorded, and the guest has seen newer words of ours since.
 */
export async function answerChat(
  tools: Tools,
  input: ArrivedMessage,
  { sender, read }: { sender: KnownSender; read: Read },
): Promise<void> {
  const { tx, scope } = tools;
  const { chat, turns } = read;
  const latest = turns.at(-1);
  await openWindow(tools, input, sender);
  await prepared(
    tx,
    "chat-state",
    sql`
    update conversations k set state = now.state, ask_again_on = now.day from (
      select case when c.last_inbound_at <= ${latest?.at ?? input.event.at}::timestamptz then ${stateOf(chat.state, chat.facts.size > 0)} else c.state end as state,
        ${dayToAsk(sql`c.wedding_id`, sql`c.unit_id`)} as day
      from conversations c where c.wedding_id = ${scope.weddingId} and c.unit_id = ${sender.unitId}) now
    where k.wedding_id = ${scope.weddingId} and k.unit_id = ${sender.unitId} and (k.state, k.ask_again_on) is distinct from (now.state, now.day)`,
  );
  if (chat.owed?.under !== input.event.providerId) return;
  const { step, turn } = chat.owed;
  if (!step.say) return;
  const ids = turn.events.map((event) => event.eventId);
  const reply = replyOf(step.say, {
    household: sender.name,
    lastAnswer: [...chat.facts.keys()].at(-1) ?? null,
    events: turn.events,
    lines: step.say.kind === "standing" ? await loadStanding(tx, scope, sender.unitId, ids) : [],
    state: chat.state,
    page: needsPage(step.say) ? await pageOf(tools, sender.unitId) : "",
  });
  await queueReply(tools, input, { sender, reply });
}

/** Asks a number of several families which of them writes. */
export const askHousehold = (tools: Tools, input: ArrivedMessage, among: readonly KnownSender[]) =>
  replyToNumber(tools, input, among, {
    kind: "ask_household",
    names: among.map((one) => one.name),
    ask: { kind: "household", units: among.map((one) => one.unitId), inboundId: input.event.providerId },
  });

/** A number of several families, which lets our messages come again. */
export const sayBackIn = (tools: Tools, input: ArrivedMessage, among: readonly KnownSender[]) =>
  replyToNumber(tools, input, among, { kind: "back_in" });

/** To a number of several families, as to the first of them. */
async function replyToNumber(
  tools: Tools,
  input: ArrivedMessage,
  [first]: readonly KnownSender[],
  reply: ChatReply,
): Promise<void> {
  if (!first) return;
  await openWindow(tools, input, first);
  await queueReply(tools, input, { sender: first, reply });
}

async function openWindow({ tx, scope }: Tools, { senderId, event }: ArrivedMessage, sender: KnownSender) {
  await prepared(
    tx,
    "open-window",
    sql`
    insert into contact_windows as w (wedding_id, sender_id, unit_id, side, destination, last_inbound_at)
    select ${scope.weddingId}, ${senderId}, ${sender.unitId}, ${sender.side}, ${event.from.phone}::text, ${event.at}::timestamptz where ${event.from.phone}::text is not null
    on conflict (wedding_id, sender_id, destination) do update set last_inbound_at = greatest(w.last_inbound_at, excluded.last_inbound_at)`,
  );
}

/** However often a message is read, it is replied to once. */
async function queueReply(
  { tx, scope }: Tools,
  { senderId, event }: ArrivedMessage,
  { sender, reply }: { sender: KnownSender; reply: ChatReply },
): Promise<void> {
  const id = newId();
  const content = contentOfReply(id, reply, chatText(reply, sender.language));
  const { rowCount } = await prepared(
    tx,
    "queue-reply",
    sql`
    insert into messages (id, wedding_id, unit_id, side, sender_id, kind, destination, content, reply_to, state, next_at)
    select ${id}, ${scope.weddingId}, ${sender.unitId}, ${sender.side}, ${senderId}, 'reply', ${event.from.phone}::text,
      ${JSON.stringify(content)}::jsonb, ${event.providerId}, 'queued', now() where ${event.from.phone}::text is not null
      -- By a number that was disconnected nothing leaves, and nothing waits.
      and not exists (select 1 from senders s where s.wedding_id = ${scope.weddingId} and s.id = ${senderId} and s.disconnected_at is not null)
    on conflict (wedding_id, reply_to) where reply_to is not null do nothing`,
  );
  if (rowCount === 0) await leaveToHumans(tx, scope, { senderId, event });
}

/**
 * A question that could not be asked, because its number was disconnected or theirs is shown to nobody, waits for nobody:
 * a human reads what they wrote.
 */
const leaveToHumans = (
  tx: Tools["tx"],
  scope: Tools["scope"],
  { senderId, event }: Pick<ArrivedMessage, "senderId" | "event">,
) =>
  tx.execute(sql`
    update inbound_messages n set outcome = 'to_read'
    where n.wedding_id = ${scope.weddingId} and n.provider_message_id = ${event.providerId} and n.outcome = 'prompted'
      and (${event.from.phone === null}::boolean
        or exists (select 1 from senders s where s.wedding_id = n.wedding_id and s.id = ${senderId} and s.disconnected_at is not null))`);

async function pageOf({ tx, scope }: Tools, unitId: string): Promise<string> {
  const token = (await linkTokens(tx, scope, [unitId])).get(unitId) ?? "";
  return `${env().APP_URL.replace(/\/$/, "")}/g/${token}`;
}
