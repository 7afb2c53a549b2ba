import { sql } from "drizzle-orm";
import { sendRuns } from "@/db/schema/messaging";
import { actorLabel } from "@/lib/access/policy";
import { REASONS, type ReasonCode } from "@/lib/compliance/rules";
import { refuse } from "@/lib/kernel/result";
import { sendWritten, writeMessages } from "@/lib/messaging/commands/write-messages";
import { requireRun } from "@/lib/messaging/queries/runs";
import { unfilled } from "@/lib/messaging/rules/asks-more";
import { headerMissing } from "@/lib/messaging/rules/headers";
import { dispatchMessages } from "@/lib/messaging/topics";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { sendTextInput } from "@/lib/rsvp/inputs";
import { handleMessages } from "./handle-messages";

/**
 * An approved text to the one family that wrote, where the chat is closed. A run of its own with a purpose of its own,
 * through the same freeze and the same gate as every invitation; in a wave of its own, so that it keeps nobody from being
 * invited.
 */
export const sendText = defineCommand({
  name: "rsvp.send-text",
  permission: "runs.send",
  input: sendTextInput,
  irreversible: "A message that has left cannot be called back.",
  async run({ tx, scope, now }, { id, messages, templateId }) {
    const done = await handleMessages(tx, scope, messages, { as: "sent_text", now });
    if ("ok" in done) return done;
    const wrote = done.messages.at(-1)!.unitId;
    if (!wrote) return refuse("no_family", "Say first which family wrote this.");
    const { rows } = await tx.execute<{
      sender_id: string;
      category: string;
      unit_id: string;
      name: string;
    }>(sql`
      select t.sender_id, t.category, u.id as unit_id, u.name from templates t
      join guest_units u on u.wedding_id = t.wedding_id and u.id = fence.home_of(${scope.weddingId}, ${wrote}) and u.live
      where t.wedding_id = ${scope.weddingId} and t.id = ${templateId} and t.category <> 'PERSONAL'`);
    const [to] = rows;
    if (!to) return refuse("not_there", "This text or this family is not there any more.");
    await tx.insert(sendRuns).values({
      id,
      weddingId: scope.weddingId,
      name: `To ${to.name}`.slice(0, 80),
      purpose: "answer",
      wave: `answer:${id}`,
      senderId: to.sender_id,
      templateId,
      audience: { units: [to.unit_id] },
      category: to.category,
      preparedBy: actorLabel(scope.actor),
    });
    const run = await requireRun(tx, scope, id, true);
    const open = unfilled(run);
    if (open) return open;
    const missing = headerMissing(run.templateHeader, null);
    if (missing) return refuse("header_missing", missing);
    if (run.senderState !== "active")
      return refuse(
        "sender_stopped",
        "This WhatsApp number is stopped at the moment. Let it send again first.",
      );
    const written = await writeMessages(tx, scope, run);
    if (!written?.recipients) return refuse("blocked", await whyBlocked(tx, scope.weddingId, id));
    await sendWritten(tx, scope, id, { written, now });
    return {
      result: { id },
      audit: [
        {
          action: "send",
          entity: "guest_unit",
          entityId: to.unit_id,
          payload: { runId: id, templateId, answers: messages },
        },
      ],
      topics: [
        enqueue(dispatchMessages, { weddingId: scope.weddingId, senderId: to.sender_id }),
        enqueue(refreshProjections, { weddingId: scope.weddingId }),
      ],
      dirty: [{ kind: "run", key: id }, { kind: "unit", key: to.unit_id }, ...done.dirty],
    };
  },
});

async function whyBlocked(
  tx: Parameters<typeof requireRun>[0],
  weddingId: string,
  runId: string,
): Promise<string> {
  const { rows } = await tx.execute<{ reason: ReasonCode }>(
    sql`select reason from messages where wedding_id = ${weddingId} and run_id = ${runId} and reason is not null limit 1`,
  );
  return rows[0]
    ? `${REASONS[rows[0].reason]}, so this text may not go to them. Please call them.`
    : "This family is invited to nothing, so there is nothing to write about. Invite them first, or call them.";
}
