import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { sendRuns } from "@/db/schema/messaging";
import type { Scope } from "@/lib/access/types";
import { type Refusal, refuse } from "@/lib/kernel/result";
import { findChange } from "@/lib/messaging/queries/changes";
import type { Run } from "@/lib/messaging/queries/runs";
import { templateProblem } from "@/lib/messaging/queries/template-problem";
import { defineCommand } from "@/lib/platform/command";

const OUTDATED =
  "This function has changed again since, or nobody is to be told any more. Prepare it anew from the function’s page.";

/**
 * Prepares a run that tells whoever said yes, or may come, what changed about a function. In draft, like any run: it is
 * rehearsed, frozen, approved and sent as an invitation is. Each family is told once per change: that is its wave.
 */
export const tellChange = defineCommand({
  name: "messaging.tell-change",
  permission: "runs.prepare",
  input: z.object({
    id: z.uuid(),
    changeId: z.uuid(),
    senderId: z.uuid(),
    templateId: z.uuid(),
    /** Only those written to in this language. */
    language: z.string().min(2).max(10).nullable().default(null),
    /** Whoever said yes before is asked to say so again. */
    confirmAgain: z.boolean(),
  }),
  inverse: "messaging.stop-run",
  async run({ tx, scope, now }, { id, changeId, senderId, templateId, language, confirmAgain }) {
    const change = await findChange(tx, scope, changeId, true);
    if (!change || change.state === "dismissed") return refuse("outdated", OUTDATED);
    const { before, after } = change;
    const endsAt = (after.cancelled ? before : after).startsAt;
    if (endsAt && new Date(endsAt) <= now)
      return refuse("too_late", "The function has begun: a message would come too late. Call them.");
    const asks = confirmAgain && !after.cancelled;
    if (asks && change.deadline && new Date(change.deadline) <= now)
      return refuse(
        "deadline_passed",
        `The date to answer for ${change.event} has passed, so nobody could confirm. Move it on the function’s page first.`,
      );
    const wrong = await templateProblem(tx, scope, { senderId, templateId }, true);
    if (wrong) return wrong;
    await tx.insert(sendRuns).values({
      id,
      weddingId: scope.weddingId,
      name: `${change.event}: ${after.cancelled ? "cancelled" : "change of plan"}`,
      purpose: "change",
      wave: `change:${changeId}:${change.eventVersion}`,
      senderId,
      templateId,
      audience: { change: changeId, ...(language ? { language } : {}) },
      changeId,
      changeVersion: change.eventVersion,
      confirmAgain: asks,
      endsAt: endsAt ? new Date(endsAt) : null,
    });
    return {
      result: { id },
      audit: [
        {
          action: "tell",
          entity: "send_run",
          entityId: id,
          payload: { changeId, senderId, templateId, language, confirmAgain: asks },
        },
      ],
      topics: [],
    };
  },
});

/**
 * A run that tells a change begins to send: from now on it is told, and asked about again where the run asks. Who was asked
 * in one language is not un-asked by a run in another. Refused where it is not the news any more.
 */
export async function noteTold(tx: Transaction, scope: Scope, run: Run): Promise<Refusal | null> {
  if (run.purpose !== "change") return null;
  const { rows } = await tx.execute(sql`
    update event_changes x set state = 'told', told_at = coalesce(x.told_at, now()), confirm_again = x.confirm_again or ${run.confirmAgain}
    where x.wedding_id = ${scope.weddingId} and x.id = ${run.changeId} and x.event_version = ${run.changeVersion} and x.state <> 'dismissed'
      and not exists (select 1 from event_changes n where n.wedding_id = x.wedding_id and n.event_id = x.event_id and n.event_version > x.event_version and n.state <> 'dismissed')
    returning x.id`);
  return rows.length > 0 ? null : refuse("outdated", OUTDATED);
}
