import { sql } from "drizzle-orm";
import { actorLabel } from "@/lib/access/policy";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { queuedInput } from "@/lib/rsvp/inputs";
import { handleMessages } from "./handle-messages";

/** Someone of the family has read these messages; nothing else is to be done about them. */
export const markRead = defineCommand({
  name: "rsvp.mark-read",
  permission: "inbox.answer",
  input: queuedInput,
  inverse: "rsvp.mark-unread",
  async run({ tx, scope, now }, { messages }) {
    const done = await handleMessages(tx, scope, messages, { as: "read", now });
    if ("ok" in done) return done;
    return {
      result: { undo: { command: "rsvp.mark-unread", input: { messages } } },
      audit: [{ action: "read", entity: "inbound_message", count: messages.length, payload: { messages } }],
      topics: [],
      dirty: done.dirty,
    };
  },
});

/** Puts messages that were only marked back into the queue. */
export const markUnread = defineCommand({
  name: "rsvp.mark-unread",
  permission: "inbox.answer",
  input: queuedInput,
  inverse: "rsvp.mark-read",
  async run({ tx, scope }, { messages }) {
    const { rows } = await tx.execute(sql`
      update inbound_messages set read_by_human = false, handled_as = null, handled_by = null, handled_at = null
      where wedding_id = ${scope.weddingId} and id in (select jsonb_array_elements_text(${JSON.stringify(messages)}::jsonb)::uuid)
        and outcome in ('to_read', 'unknown_sender', 'asked_which', 'prompted') and read_by_human and handled_as = 'read' and handled_by = ${actorLabel(scope.actor)}
      returning id`);
    if (rows.length === 0)
      return refuse("not_marked", "These messages wait already, or somebody else dealt with them.");
    return {
      result: { undo: { command: "rsvp.mark-read", input: { messages } } },
      audit: [{ action: "unread", entity: "inbound_message", count: rows.length, payload: { messages } }],
      topics: [],
    };
  },
});
