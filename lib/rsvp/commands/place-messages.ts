import { sql } from "drizzle-orm";
import { actorLabel } from "@/lib/access/policy";
import type { Scope } from "@/lib/access/types";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { placeMessagesInput, queuedInput } from "@/lib/rsvp/inputs";
import { whyNot } from "@/lib/rsvp/rules/queue";
import { lockMessages } from "./handle-messages";

/**
 * Says which family wrote messages of a number nobody knows, or several families share. They wait on, now with their family; the number stays
 * nobody's until somebody links it.
 */
export const placeMessages = defineCommand({
  name: "rsvp.place-messages",
  permission: "inbox.answer",
  input: placeMessagesInput,
  inverse: "rsvp.unplace-messages",
  async run({ tx, scope, now }, { messages, unitId }) {
    const found = await lockMessages(tx, scope, messages);
    const no = whyNot(new Set(messages).size, found, actorLabel(scope.actor), now);
    if (no) return no;
    if (found.some((one) => one.unitId !== null))
      return refuse("placed", "Somebody said already which family this is. Please look again.");
    const { rows: units } = await tx.execute<{ side: string; name: string }>(
      sql`select side, name from guest_units where wedding_id = ${scope.weddingId} and id = ${unitId} and live`,
    );
    if (!units[0]) return refuse("not_there", "This family is not there any more.");
    await tx.execute(sql`
      with placed as (
        update inbound_messages set unit_id = ${unitId}, side = ${units[0].side}, outcome = 'to_read'
        where wedding_id = ${scope.weddingId} and id in ${list(messages)} returning 'message:' || provider_message_id as event_key, sender_id, from_identifier, provider_at
      ), counted as (
        update webhook_events e set disposition = 'applied', reason = 'placed:' || coalesce(e.reason, '') from placed p
        where e.wedding_id = ${scope.weddingId} and e.event_key = p.event_key
      )
      insert into contact_windows as w (wedding_id, sender_id, unit_id, side, destination, last_inbound_at)
      select ${scope.weddingId}, sender_id, ${unitId}, ${units[0].side}, from_identifier, max(provider_at) from placed where from_identifier like '+%' group by sender_id, from_identifier
      on conflict (wedding_id, sender_id, destination) do update set last_inbound_at = greatest(w.last_inbound_at, excluded.last_inbound_at)`);
    return {
      result: {
        household: units[0].name,
        undo: { command: "rsvp.unplace-messages", input: { messages } },
      },
      audit: [
        {
          action: "place",
          entity: "guest_unit",
          entityId: unitId,
          count: messages.length,
          payload: { messages },
        },
      ],
      ...follow(scope, [unitId]),
    };
  },
});

/** Takes back whose messages they are, while nobody has dealt with them. */
export const unplaceMessages = defineCommand({
  name: "rsvp.unplace-messages",
  permission: "inbox.answer",
  input: queuedInput,
  irreversible: "Say again which family wrote them.",
  async run({ tx, scope }, { messages }) {
    const { rows } = await tx.execute<{ unit_id: string }>(sql`
      with back as (
        update inbound_messages n set unit_id = null, side = 'all', outcome = case e.reason when 'placed:asked_which' then 'asked_which' else 'unknown_sender' end from (
          select id, 'message:' || provider_message_id as event_key from inbound_messages where wedding_id = ${scope.weddingId} and id in ${list(messages)} offset 0) one
        join webhook_events e on e.wedding_id = ${scope.weddingId} and e.event_key = one.event_key
        where n.wedding_id = ${scope.weddingId} and n.id = one.id and n.outcome = 'to_read' and not n.read_by_human and e.reason like 'placed:%'
        returning old.unit_id, e.event_key
      ), counted as (
        update webhook_events e set disposition = case e.reason when 'placed:asked_which' then 'applied' else 'quarantined' end, reason = substr(e.reason, 8) from back b where e.event_key = b.event_key
      )
      select distinct unit_id from back`);
    if (rows.length === 0) return refuse("not_placed", "These messages were dealt with meanwhile.");
    return {
      result: null,
      audit: [
        { action: "unplace", entity: "inbound_message", count: messages.length, payload: { messages } },
      ],
      ...follow(
        scope,
        rows.map((row) => row.unit_id),
      ),
    };
  },
});

const list = (ids: readonly string[]) =>
  sql`(select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid)`;

const follow = (scope: Scope, units: readonly string[]) => ({
  topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
  dirty: units.map((key) => ({ kind: "unit" as const, key })),
});
