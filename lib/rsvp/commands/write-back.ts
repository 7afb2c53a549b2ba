import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { phoneVariants } from "@/lib/kernel/phone";
import { refuse } from "@/lib/kernel/result";
import { answersNobody } from "@/lib/messaging/queries/dispatch";
import { dispatchMessages } from "@/lib/messaging/topics";
import { defineCommand } from "@/lib/platform/command";
import { fingerprint } from "@/lib/platform/tokens";
import { enqueue } from "@/lib/platform/topic";
import { writeBackInput } from "@/lib/rsvp/inputs";
import { handleMessages } from "./handle-messages";

/** Characters of one message; anywhere else the input's own limit is the provider's. */
const TWILIO_MOST = 1_600;

/**
 * A person's own words in a family's chat, while it is open. They wait in the same queue as every other reply: the same
 * pace, and the gate once more when they leave.
 */
export const writeBack = defineCommand({
  name: "rsvp.write-back",
  permission: "inbox.answer",
  input: writeBackInput,
  irreversible: "A message that has left cannot be called back.",
  async run({ tx, scope, now }, { messages, text }) {
    const done = await handleMessages(tx, scope, messages, { as: "written_back", now });
    if ("ok" in done) return done;
    const last = done.messages.at(-1)!;
    const { unitId, senderId, from } = last;
    if (!unitId) return refuse("no_family", "Say first which family wrote this, then write back.");
    if (done.messages.some((one) => one.unitId !== unitId || one.from !== from))
      return refuse("several_chats", "These messages are of several chats. Answer them one by one.");
    if (!from?.startsWith("+"))
      return refuse("no_number", "They wrote without showing a number, so we cannot write back. Call them.");
    const chat = await readChat(tx, scope, { unitId, senderId, from });
    if (!chat) return refuse("not_there", "This family is not there any more.");
    if (chat.suppressed)
      return refuse("do_not_message", "They asked not to be messaged. Please call them instead.");
    if (!chat.open)
      return refuse(
        "window_closed",
        "More than 24 hours have passed since they last wrote. Send them an approved text instead; your words are kept here.",
      );
    if (!chat.active)
      return refuse(
        "sender_stopped",
        "The WhatsApp number they wrote to may not answer now, or is not connected any more. See Numbers and messages, or call them.",
      );
    if (chat.provider === "twilio" && text.length > TWILIO_MOST)
      return refuse(
        "too_long",
        `Twilio takes ${TWILIO_MOST.toLocaleString("en-IN")} characters at most; this has ${text.length.toLocaleString("en-IN")}. Write two messages.`,
      );
    const { rows } = await tx.execute<{ id: string }>(sql`
      insert into messages (wedding_id, unit_id, side, sender_id, kind, destination, content, state, next_at)
      values (${scope.weddingId}, ${unitId}, ${chat.side}, ${senderId}, 'reply', ${from}, ${JSON.stringify({ kind: "text", body: text })}::jsonb, 'queued', now())
      returning id`);
    const messageId = rows[0]!.id;
    return {
      result: { messageId },
      audit: [
        {
          action: "write",
          entity: "guest_unit",
          entityId: unitId,
          payload: { messageId, answers: messages, text },
        },
      ],
      topics: [enqueue(dispatchMessages, { weddingId: scope.weddingId, senderId })],
      dirty: [{ kind: "unit", key: unitId }, ...done.dirty],
    };
  },
});

async function readChat(
  tx: Transaction,
  scope: Scope,
  chat: { unitId: string; senderId: string; from: string },
): Promise<
  { side: string; open: boolean; active: boolean; suppressed: boolean; provider: string } | undefined
> {
  // A stranger's STOP is kept by the number alone: nobody of the list has it.
  const prints = phoneVariants(chat.from).map((one) => fingerprint("phone", one).toString("hex"));
  const { rows } = await tx.execute<{
    side: string;
    open: boolean;
    active: boolean;
    suppressed: boolean;
    provider: string;
  }>(sql`
    select u.side, (select s.provider from senders s where s.wedding_id = u.wedding_id and s.id = ${chat.senderId}) as provider,
      exists (select 1 from contact_windows w where w.wedding_id = u.wedding_id and w.sender_id = ${chat.senderId} and w.destination = ${chat.from}
        and w.last_inbound_at > now() - interval '24 hours') as open,
      exists (select 1 from senders s where s.wedding_id = u.wedding_id and s.id = ${chat.senderId} and s.state <> 'stopped' and s.provider <> 'wa_link' and not ${answersNobody}) as active,
      exists (select 1 from suppressions s where s.wedding_id = u.wedding_id and s.lifted_at is null and s.scope = 'all'
        and s.fingerprint in (select decode(jsonb_array_elements_text(${JSON.stringify(prints)}::jsonb), 'hex'))) as suppressed
    from guest_units u where u.wedding_id = ${scope.weddingId} and u.id = ${chat.unitId}`);
  return rows[0];
}
