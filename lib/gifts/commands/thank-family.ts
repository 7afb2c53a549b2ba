import { sql } from "drizzle-orm";
import { requirePermission } from "@/lib/access/policy";
import { thanksArrived } from "@/lib/audience/queries/thanked";
import { thankFamilyInput } from "@/lib/gifts/inputs";
import { readWayToThank } from "@/lib/gifts/queries/way-to-thank";
import { refuse } from "@/lib/kernel/result";
import { dispatchMessages } from "@/lib/messaging/topics";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";

/**
 * Thanks in a person's own words, in a family's chat while it is open. The message waits in the same queue as every reply
 * and meets the gate once more when it leaves; where it is lost, the gifts count as not thanked again.
 */
export const thankFamily = defineCommand({
  name: "gifts.thank-family",
  permission: "gifts.edit",
  input: thankFamilyInput,
  irreversible: "A message that has left cannot be called back.",
  async run({ tx, scope }, { unitId, giftIds, text }) {
    requirePermission(scope, "inbox.answer");
    const way = await readWayToThank(tx, scope, unitId);
    if (!way) return refuse("gone", "This family is not there any more.");
    if (way.doNotMessage)
      return refuse("do_not_message", "They asked not to be messaged. Please thank them in person.");
    if (!way.chat)
      return refuse(
        "window_closed",
        "More than 24 hours have passed since they last wrote. Thank them from your own WhatsApp, or in a message to all who are not thanked.",
      );
    const { rows: theirs } = await tx.execute<{ id: string }>(sql`
      select g.id from gifts g where g.wedding_id = ${scope.weddingId} and g.removed_at is null and not ${thanksArrived("g")}
        and g.unit_id in (select fence.family_of(${scope.weddingId}, ${way.unitId}))
        and g.id in (select jsonb_array_elements_text(${JSON.stringify(giftIds)}::jsonb)::uuid) for update`);
    if (theirs.length === 0) return refuse("already", "This family is thanked for these gifts already.");
    const { rows } = await tx.execute<{ id: string }>(sql`
      insert into messages (wedding_id, unit_id, side, sender_id, kind, destination, content, state, next_at)
      values (${scope.weddingId}, ${way.unitId}, ${way.side}, ${way.chat.senderId}, 'reply', ${way.chat.destination}, ${JSON.stringify({ kind: "text", body: text })}::jsonb, 'queued', now())
      returning id`);
    const messageId = rows[0]!.id;
    const thanked = theirs.map((gift) => gift.id);
    await tx.execute(sql`
      update gifts set thanked_at = now(), thanked_how = 'message', thanks_message_id = ${messageId}, version = version + 1
      where wedding_id = ${scope.weddingId} and id in (select jsonb_array_elements_text(${JSON.stringify(thanked)}::jsonb)::uuid)`);
    return {
      result: { messageId, thanked: thanked.length },
      audit: [
        {
          action: "write",
          entity: "guest_unit",
          entityId: way.unitId,
          payload: { messageId, giftIds: thanked, text },
        },
      ],
      topics: [enqueue(dispatchMessages, { weddingId: scope.weddingId, senderId: way.chat.senderId })],
      dirty: [{ kind: "unit", key: way.unitId }],
    };
  },
});
