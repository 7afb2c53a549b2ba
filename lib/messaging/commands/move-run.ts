import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { sendRuns } from "@/db/schema/messaging";
import { templates } from "@/db/schema/senders";
import { actorLabel } from "@/lib/access/policy";
import type { Scope } from "@/lib/access/types";
import { loadSendingRules } from "@/lib/compliance/queries";
import { sha256Hex } from "@/lib/kernel/bytes";
import { type Refusal, refuse } from "@/lib/kernel/result";
import { requireConnected } from "@/lib/messaging/queries/dispatch";
import { type Run, requireRun } from "@/lib/messaging/queries/runs";
import { countTooLong } from "@/lib/messaging/queries/too-long";
import { asksMore } from "@/lib/messaging/rules/asks-more";
import { headerMissing } from "@/lib/messaging/rules/headers";
import { fillsForRun, fillsOf } from "@/lib/messaging/rules/parameters";
import { defineCommand, type Outcome, type UndoStep } from "@/lib/platform/command";
import { REWORDED } from "./approve-run";

/**
 * What a paused run has not sent yet goes out from another number, in a text that is filled alike. A human's choice,
 * never the machine's; what was sent, or may have been, stays where it is. The run stays paused until it is resumed.
 */
export const moveRun = defineCommand({
  name: "messaging.move-run",
  permission: "runs.approve",
  input: z.object({
    runId: z.uuid(),
    senderId: z.uuid(),
    templateId: z.uuid(),
    /**
     * Back to where it was: what it was approved as, why it stood still, and how its text read (`wordsOf`). It waits for a
     * human as before, and where the text reads otherwise by now.
     */
    was: z
      .object({ category: z.string().max(40), reason: z.string().max(200).nullable(), words: z.string() })
      .optional(),
  }),
  inverse: "messaging.move-run",
  timeoutMs: 60_000,
  async run(
    { tx, scope },
    { runId, senderId, templateId, was },
  ): Promise<Outcome<{ moved: number; undo: UndoStep }>> {
    const run = await requireRun(tx, scope, runId, true);
    const target = await findTarget(tx, scope, run, { senderId, templateId });
    if ("ok" in target) return target;
    const reworded = was !== undefined && was.words !== wordsOf(target);
    const { rowCount } = await tx.execute(sql`
      update messages set sender_id = ${senderId}
      where wedding_id = ${scope.weddingId} and run_id = ${runId} and state = 'queued'`);
    const header =
      run.header?.kind === "media" ? { ...run.header, mediaId: null, mediaAt: null } : run.header;
    await tx
      .update(sendRuns)
      .set({
        senderId,
        templateId,
        category: was ? was.category : target.category,
        header,
        stateReason: reworded ? REWORDED : (was?.reason ?? null),
        version: sql`version + 1`,
      })
      .where(and(eq(sendRuns.weddingId, scope.weddingId), eq(sendRuns.id, runId)));
    const back = {
      runId,
      senderId: run.senderId,
      templateId: run.templateId,
      ...(run.category
        ? { was: { category: run.category, reason: run.stateReason, words: await wordsNow(tx, scope, run) } }
        : {}),
    };
    return {
      result: { moved: rowCount ?? 0, undo: { command: "messaging.move-run", input: back } },
      audit: [
        {
          action: "move",
          entity: "send_run",
          entityId: runId,
          count: Math.max(1, rowCount ?? 0),
          payload: { senderId, templateId, from: back },
        },
      ],
      topics: [],
      dirty: [{ kind: "run", key: runId }],
    };
  },
});

type Template = typeof templates.$inferSelect;

/** What a guest reads of a template, as a digest. */
const wordsOf = ({ body, header, footer, buttons, urlButton }: Template): string =>
  sha256Hex(JSON.stringify([body, header, footer, buttons, urlButton]));

async function wordsNow(tx: Transaction, scope: Scope, { templateId }: Run): Promise<string> {
  const [template] = await tx
    .select()
    .from(templates)
    .where(and(eq(templates.weddingId, scope.weddingId), eq(templates.id, templateId)));
  return wordsOf(template!);
}

/** The message it is to go out with, or why it cannot. */
async function findTarget(
  tx: Transaction,
  scope: Scope,
  run: Run,
  { senderId, templateId }: { senderId: string; templateId: string },
): Promise<Template | Refusal> {
  if (run.state !== "paused")
    return refuse("wrong_state", "Pause the invite first; then what is left can go out from another number.");
  if (senderId === run.senderId)
    return refuse(
      "same_number",
      "It goes out from this number already. Choose another one, or prepare a new invite.",
    );
  if (run.preparedBy === actorLabel(scope.actor) && (await loadSendingRules(tx, scope)).secondApprover)
    return refuse(
      "second_person_needed",
      "You prepared this invite yourself. In this wedding another of the owner and admins chooses what it goes out with instead.",
    );
  const sender = await requireConnected(tx, scope, senderId);
  if (sender.state !== "active")
    return refuse(
      "not_active",
      "That number may not write to anybody first at the moment. Choose another one.",
    );
  if (run.provider === "wa_link" && (await hasOpened(tx, scope, run.id)))
    return refuse(
      "still_open",
      "Some messages are opened on the relative’s phone. Ask them to say what became of those first.",
    );
  const [template] = await tx
    .select()
    .from(templates)
    .where(
      and(
        eq(templates.weddingId, scope.weddingId),
        eq(templates.id, templateId),
        eq(templates.senderId, senderId),
      ),
    );
  if (!template) return refuse("unknown_template", "This message does not belong to that number.");
  if (template.status !== "APPROVED") return refuse("not_approved", "That message is not approved yet.");
  const fills = fillsForRun(fillsOf(template.parameters, template.fills), run.news !== null);
  if (JSON.stringify(fills) !== JSON.stringify(run.fills))
    return refuse(
      "filled_differently",
      "That message has other places to fill, or in another order. Choose one that is filled like this one, or prepare a new invite.",
    );
  if (template.category === "MARKETING" && run.category === "UTILITY")
    return refuse(
      "category_changed",
      "That message is marketing to WhatsApp: it costs more and does not reach everybody. Choose one of the same category, or prepare a new invite with it.",
    );
  const long =
    sender.provider === "wa_link" ? 0 : await countTooLong(tx, scope, { runId: run.id, body: template.body });
  if (long > 0)
    return refuse(
      "too_long",
      `Filled for ${long === 1 ? "one family" : `${long.toLocaleString("en-IN")} families`}, that message is longer than WhatsApp takes. Choose a shorter one.`,
    );
  const more = asksMore(template);
  if (more) return refuse("unfilled_template", more);
  const missing = headerMissing(template.header, run.header);
  if (missing) return refuse("header_missing", missing);
  return template;
}

async function hasOpened(tx: Transaction, scope: Scope, runId: string): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    select 1 from messages where wedding_id = ${scope.weddingId} and run_id = ${runId} and state = 'calling' limit 1`);
  return rows.length > 0;
}
