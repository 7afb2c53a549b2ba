import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { reminderPlans } from "@/db/schema/reminders";
import { templates } from "@/db/schema/senders";
import { actorLabel } from "@/lib/access/policy";
import { audienceSchema } from "@/lib/audience/types";
import { loadSendingRules } from "@/lib/compliance/queries";
import { refuse } from "@/lib/kernel/result";
import { templateProblem } from "@/lib/messaging/queries/template-problem";
import { problemOfGaps, reminderTimes } from "@/lib/messaging/rules/reminders";
import { runReminders } from "@/lib/messaging/topics";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { callOff } from "./steer-run";

/**
 * A standing yes to remind whoever has not answered, at widening intervals, until a date. Each reminder is a run of its
 * own, made when it is due from who is silent then; `most` is the largest number a human has agreed to.
 */
export const planReminders = defineCommand({
  name: "messaging.plan-reminders",
  permission: "runs.approve",
  input: z.object({
    id: z.uuid(),
    name: z.string().trim().min(2, "Give it a name, for example “Please answer”.").max(60),
    senderId: z.uuid(),
    templateId: z.uuid(),
    audience: audienceSchema,
    gaps: z.array(z.int().min(1).max(60)).max(5),
    startsAt: z.coerce.date(),
    endsAt: z.coerce.date(),
    most: z.int().min(1).max(1_000_000),
  }),
  inverse: "messaging.stop-reminders",
  async run({ tx, scope, now }, input) {
    const wrong = problemOfGaps(input.gaps);
    if (wrong) return refuse("wrong_gaps", wrong);
    if (input.endsAt <= input.startsAt || input.endsAt <= now)
      return refuse("too_late", "The reminders must end after they begin, and in the future.");
    const problem = await templateProblem(tx, scope, input);
    if (problem) return problem;
    const [template] = await tx
      .select({ header: templates.header, status: templates.status, category: templates.category })
      .from(templates)
      .where(and(eq(templates.weddingId, scope.weddingId), eq(templates.id, input.templateId)));
    const { header, status, category } = template!;
    if (status !== "APPROVED")
      return refuse(
        "not_approved",
        "WhatsApp has not approved this message. Choose another, or wait for it.",
      );
    if (header && header.format !== "TEXT")
      return refuse("header_missing", "Choose a message without a picture or a place on top for reminders.");
    const begins = new Date(Math.max(input.startsAt.getTime(), now.getTime()));
    const asksSecond = (await loadSendingRules(tx, scope)).secondApprover;
    await tx.insert(reminderPlans).values({
      ...input,
      startsAt: begins,
      nextAt: begins,
      state: asksSecond ? "draft" : "active",
      category,
      weddingId: scope.weddingId,
      approvedBy: actorLabel(scope.actor),
    });
    return {
      result: { id: input.id, reminders: reminderTimes(begins, input.gaps, input.endsAt).length },
      audit: [{ action: "plan", entity: "reminder_plan", entityId: input.id, payload: input }],
      topics: asksSecond
        ? []
        : [enqueue(runReminders, { weddingId: scope.weddingId, planId: input.id }, { startAfter: begins })],
    };
  },
});

/** Ends a plan; what it has sent stays sent. */
export const stopReminders = defineCommand({
  name: "messaging.stop-reminders",
  permission: "runs.prepare",
  input: z.object({ planId: z.uuid() }),
  irreversible: "A new plan can be made at any time.",
  async run({ tx, scope }, { planId }) {
    const { rows } = await tx.execute<{ id: string }>(sql`
      update reminder_plans set state = 'stopped', state_reason = 'BY_HAND', next_at = null, version = version + 1
      where wedding_id = ${scope.weddingId} and id = ${planId} and (state in ('active', 'draft') or exists (
        select 1 from send_runs r where r.wedding_id = reminder_plans.wedding_id and r.plan_id = reminder_plans.id and r.state in ('sending', 'paused')))
      returning id`);
    if (!rows[0]) return refuse("not_active", "These reminders have ended already.");
    // A reminder that waits for the morning waits no more.
    const { rows: runs } = await tx.execute<{ id: string }>(sql`
      with ended as (
        update send_runs set state = 'stopped', finished_at = now(), version = version + 1
        where wedding_id = ${scope.weddingId} and plan_id = ${planId} and state in ('sending', 'paused') returning id
      ), called_off as (
        ${callOff(sql`m.wedding_id = ${scope.weddingId} and m.run_id in (select id from ended)`)}
      )
      select id from ended`);
    return {
      result: null,
      audit: [{ action: "stop", entity: "reminder_plan", entityId: planId, payload: { runs } }],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: runs.map((run) => ({ kind: "run" as const, key: run.id })),
    };
  },
});

/** Another of the owner and admins says yes to a plan, where the wedding wants a second pair of eyes. */
export const approveReminders = defineCommand({
  name: "messaging.approve-reminders",
  permission: "runs.approve",
  input: z.object({ planId: z.uuid() }),
  inverse: "messaging.stop-reminders",
  async run({ tx, scope, now }, { planId }) {
    const [plan] = await tx
      .select()
      .from(reminderPlans)
      .where(and(eq(reminderPlans.weddingId, scope.weddingId), eq(reminderPlans.id, planId)))
      .for("update");
    if (plan?.state !== "draft") return refuse("wrong_state", "These reminders need no yes any more.");
    const by = actorLabel(scope.actor);
    if (plan.approvedBy === by)
      return refuse(
        "second_person_needed",
        "You planned these reminders yourself. In this wedding another of the owner and admins says yes.",
      );
    if (plan.endsAt <= now) return refuse("too_late", "Their last day has passed. Plan new ones.");
    await tx
      .update(reminderPlans)
      .set({ state: "active", approvedBy: by, version: sql`version + 1` })
      .where(and(eq(reminderPlans.weddingId, scope.weddingId), eq(reminderPlans.id, planId)));
    return {
      result: null,
      audit: [{ action: "approve", entity: "reminder_plan", entityId: planId }],
      topics: [enqueue(runReminders, { weddingId: scope.weddingId, planId }, { startAfter: plan.startsAt })],
    };
  },
});
