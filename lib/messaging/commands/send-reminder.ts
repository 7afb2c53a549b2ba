import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { sendRuns } from "@/db/schema/messaging";
import { reminderPlans } from "@/db/schema/reminders";
import type { Scope } from "@/lib/access/types";
import type { Audience } from "@/lib/audience/types";
import { newId } from "@/lib/kernel/ids";
import { asksOfCancelled } from "@/lib/messaging/queries/called-off";
import { requireRun } from "@/lib/messaging/queries/runs";
import { unfilled } from "@/lib/messaging/rules/asks-more";
import { reminderTimes } from "@/lib/messaging/rules/reminders";
import { dispatchMessages, runReminders } from "@/lib/messaging/topics";
import { defineCommand, type Outcome } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { writeMessages } from "./write-messages";

type Plan = typeof reminderPlans.$inferSelect;
type Done = { sent: number; state: Plan["state"] } | null;

/**
 * The next reminder of a plan, if it is due: a run of whoever is silent now. More families than a human agreed to, and
 * the plan stops and asks; nobody silent, and only the clock moves on.
 */
export const sendReminder = defineCommand({
  name: "messaging.send-reminder",
  permission: "jobs.run",
  input: z.object({ planId: z.uuid() }),
  irreversible: "A message that has left cannot be called back.",
  timeoutMs: 120_000,
  async run({ tx, scope, now }, { planId }): Promise<Outcome<Done>> {
    const [plan] = await tx
      .select()
      .from(reminderPlans)
      .where(and(eq(reminderPlans.weddingId, scope.weddingId), eq(reminderPlans.id, planId)))
      .for("update");
    if (plan?.state !== "active" || !plan.nextAt || plan.nextAt > now) return { unchanged: null };
    if (plan.endsAt <= now) {
      await move(tx, plan, { state: "done", stateReason: "DEADLINE_PASSED", nextAt: null });
      return ended(planId, "done");
    }
    if (await isUnderWay(tx, plan)) {
      // Reminders that wait together would arrive together.
      const later = new Date(now.getTime() + 3_600_000);
      await move(tx, plan, { nextAt: later });
      return {
        result: { sent: 0, state: plan.state },
        audit: [{ action: "wait", entity: "reminder_plan", entityId: planId }],
        topics: [enqueue(runReminders, { weddingId: scope.weddingId, planId }, { startAfter: later })],
      };
    }
    const made = await makeRun(tx, scope, plan, now);
    if (typeof made === "string") {
      await move(tx, plan, { state: "stopped", stateReason: made, nextAt: null });
      return ended(planId, "stopped");
    }
    const after = reminderTimes(plan.startsAt, plan.gaps, plan.endsAt)[plan.stepsDone + 1] ?? null;
    const nextAt = after && notTooSoon(after, new Date(now.getTime() + gapMs(plan)));
    const over = nextAt === null || nextAt >= plan.endsAt;
    const state = over ? "done" : "active";
    await move(tx, plan, { state, nextAt: over ? null : nextAt, stepsDone: plan.stepsDone + 1 });
    return {
      result: { sent: made.recipients, state },
      audit: [
        {
          action: "send",
          entity: "reminder_plan",
          entityId: planId,
          count: Math.max(1, made.recipients),
          payload: made,
        },
      ],
      topics: [
        ...(made.runId
          ? [
              enqueue(dispatchMessages, { weddingId: scope.weddingId, senderId: plan.senderId }),
              enqueue(refreshProjections, { weddingId: scope.weddingId }),
            ]
          : []),
        ...(over
          ? []
          : [enqueue(runReminders, { weddingId: scope.weddingId, planId }, { startAfter: nextAt })]),
      ],
      dirty: made.runId ? [{ kind: "run", key: made.runId }] : [],
    };
  },
});

/** What a job, or an hour of waiting, may take without moving the reminders after it. */
const SLACK_MS = 2 * 3_600_000;

/** Late is late: between two reminders lies the whole gap, so the next one is counted from one that was late. */
const notTooSoon = (planned: Date, afterGap: Date): Date =>
  planned.getTime() >= afterGap.getTime() - SLACK_MS ? planned : afterGap;

const gapMs = (plan: Plan): number => (plan.gaps[plan.stepsDone] ?? 1) * 86_400_000;

const ended = (planId: string, state: "done" | "stopped"): Outcome<Done> => ({
  result: { sent: 0, state },
  audit: [{ action: state, entity: "reminder_plan", entityId: planId }],
  topics: [],
});

const move = (tx: Transaction, plan: Plan, set: Partial<Plan>) =>
  tx
    .update(reminderPlans)
    .set({ ...set, version: sql`version + 1` })
    .where(and(eq(reminderPlans.weddingId, plan.weddingId), eq(reminderPlans.id, plan.id)));

/** Why a plan stops and asks. */
type Halt = "MORE_THAN_AGREED" | "FUNCTION_CANCELLED" | "NOT_APPROVED" | "CATEGORY_CHANGED" | "UNFILLED";

/** Whether its last reminder has not left altogether: the run is paused, the number stopped, or they wait for the morning. */
async function isUnderWay(tx: Transaction, plan: Plan): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    select 1 from send_runs r where r.wedding_id = ${plan.weddingId} and r.plan_id = ${plan.id} and r.state in ('sending', 'paused')
      and exists (select 1 from messages m where m.wedding_id = r.wedding_id and m.run_id = r.id and m.state in ('queued', 'calling')) limit 1`);
  return rows.length > 0;
}

/** Whether the function it asks about does not take place. */
async function isCancelled(tx: Transaction, { weddingId, audience }: Plan): Promise<boolean> {
  const { event = null } = audience as Audience;
  const { rows } = await tx.execute<{ off: boolean }>(
    sql`select ${asksOfCancelled(sql`${weddingId}`, sql`${event}::text`)} as off`,
  );
  return rows[0]!.off;
}

/** One reminder as a run that is sending; none where nobody is silent. */
async function makeRun(
  tx: Transaction,
  scope: Scope,
  plan: Plan,
  now: Date,
): Promise<{ runId: string | null; recipients: number } | Halt> {
  const runId = newId();
  const step = plan.stepsDone + 1;
  await tx.insert(sendRuns).values({
    id: runId,
    weddingId: scope.weddingId,
    name: `${plan.name}, reminder ${step}`,
    purpose: "reminder",
    wave: `reminder:${plan.id}:${step}`,
    senderId: plan.senderId,
    templateId: plan.templateId,
    audience: plan.audience,
    endsAt: plan.endsAt,
    planId: plan.id,
  });
  const run = await requireRun(tx, scope, runId, true);
  const halt: Halt | null = !run.templateApproved
    ? "NOT_APPROVED"
    : run.templateCategory !== plan.category
      ? "CATEGORY_CHANGED"
      : unfilled(run)
        ? "UNFILLED"
        : (await isCancelled(tx, plan))
          ? "FUNCTION_CANCELLED"
          : null;
  const written = halt ? null : await writeMessages(tx, scope, run);
  const recipients = written?.recipients ?? 0;
  const keep = recipients > 0 && recipients <= plan.most;
  if (!keep) {
    await tx.delete(sendRuns).where(and(eq(sendRuns.weddingId, scope.weddingId), eq(sendRuns.id, runId)));
    return halt ?? (recipients > plan.most ? "MORE_THAN_AGREED" : { runId: null, recipients: 0 });
  }
  await tx
    .update(sendRuns)
    .set({
      state: "sending",
      category: run.templateCategory,
      rehearsalHash: written!.hash,
      frozenHash: written!.hash,
      recipients,
      blocked: written!.blocked,
      rehearsedAt: now,
      frozenAt: now,
      approvedBy: plan.approvedBy,
      approvedAt: now,
      startedAt: now,
    })
    .where(and(eq(sendRuns.weddingId, scope.weddingId), eq(sendRuns.id, runId)));
  return { runId, recipients };
}
