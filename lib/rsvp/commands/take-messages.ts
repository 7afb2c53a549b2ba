import { sql } from "drizzle-orm";
import { actorLabel } from "@/lib/access/policy";
import { defineCommand } from "@/lib/platform/command";
import { takeMessagesInput } from "@/lib/rsvp/inputs";
import { whyNot } from "@/lib/rsvp/rules/queue";
import { lockMessages } from "./handle-messages";

/** Somebody takes messages in hand, or lets them go again, so that others see it. Its own inverse. */
export const takeMessages = defineCommand({
  name: "rsvp.take-messages",
  permission: "inbox.answer",
  input: takeMessagesInput,
  inverse: "rsvp.take-messages",
  async run({ tx, scope, now }, { messages, take, over }) {
    const me = actorLabel(scope.actor);
    const no = whyNot(new Set(messages).size, await lockMessages(tx, scope, messages), me, now);
    if (no && !(no.code === "taken" && over)) return no;
    await tx.execute(sql`
      update inbound_messages set taken_by = ${take ? me : null}::text, taken_at = case when ${take} then now() end
      where wedding_id = ${scope.weddingId} and id in (select jsonb_array_elements_text(${JSON.stringify(messages)}::jsonb)::uuid)`);
    return {
      result: { undo: { command: "rsvp.take-messages", input: { messages, take: !take } } },
      audit: [
        {
          action: take ? "take" : "leave",
          entity: "inbound_message",
          count: messages.length,
          payload: { messages, over },
        },
      ],
      topics: [],
    };
  },
});
