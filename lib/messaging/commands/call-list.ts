import { sql } from "drizzle-orm";
import { z } from "zod";
import { CALL_OUTCOMES } from "@/db/schema/follow-ups";
import { actorLabel } from "@/lib/access/policy";
import { hasAnswered } from "@/lib/audience/queries/answered";
import { asks } from "@/lib/audience/queries/asking";
import { takesPlace } from "@/lib/events/queries";
import { homeOfRow } from "@/lib/guests/queries/index-keys";
import { refuse } from "@/lib/kernel/result";
import { toAskAgain } from "@/lib/messaging/queries/ask-again";
import { awareCtes, UNSEEN } from "@/lib/messaging/queries/awareness";
import { requireRun } from "@/lib/messaging/queries/runs";
import { CALLABLE } from "@/lib/messaging/rules/next-actions";
import { defineCommand, type Outcome, type UndoStep } from "@/lib/platform/command";
import { violatedConstraint } from "@/lib/platform/transaction";

/** Puts whom a run did not reach on the list of calls; who is on it already stays there once. */
export const fillCallList = defineCommand({
  name: "messaging.fill-call-list",
  permission: "runs.prepare",
  input: z.object({ runId: z.uuid() }),
  irreversible: "A call that is not needed is marked so on the list.",
  timeoutMs: 60_000,
  async run({ tx, scope }, { runId }): Promise<Outcome<{ added: number }>> {
    const run = await requireRun(tx, scope, runId);
    // Whoever is told of a change has answered before, that is why; who has learnt of it since is left in peace.
    const unaware = sql`u.id in (select unit_id from aware where ${UNSEEN} and answer in ('yes', 'maybe'))`;
    const { event } = run.audience;
    const silent = sql`not ${hasAnswered(sql`u.wedding_id`, sql`u.id`, event ? sql`${event}::uuid` : null)}`;
    const { rows } = await tx.execute<{ id: string }>(sql`
      ${run.changeId ? sql`with ${awareCtes(scope, run.changeId)}` : sql``}
      insert into call_tasks (wedding_id, unit_id, side, run_id, reason)
      select distinct on (u.id) u.wedding_id, u.id, u.side, m.run_id, coalesce(m.reason, 'UNKNOWN')
      from messages m ${homeOfRow("m")} join guest_units u on u.wedding_id = m.wedding_id and u.id = home.id and u.live
      where m.wedding_id = ${scope.weddingId} and m.run_id = ${runId} and m.state in ('blocked', 'failed')
        and m.reason in (select jsonb_array_elements_text(${JSON.stringify(CALLABLE)}::jsonb))
        and ${run.changeId ? unaware : silent}
        and not exists (select 1 from call_tasks t where t.wedding_id = u.wedding_id and t.unit_id = u.id and t.run_id = ${runId})
      on conflict (wedding_id, unit_id) where outcome is null or outcome in ('no_answer', 'call_again') do nothing
      returning id`);
    if (rows.length === 0) return { unchanged: { added: 0 } };
    return {
      result: { added: rows.length },
      audit: [
        {
          action: "fill",
          entity: "call_task",
          count: rows.length,
          payload: { runId, tasks: rows.map((row) => row.id) },
        },
      ],
      topics: [],
    };
  },
});

/** Puts families on the list who were asked some days ago and are silent, or who asked to be asked again by today. */
export const fillSilentCalls = defineCommand({
  name: "messaging.fill-silent-calls",
  permission: "guests.edit",
  input: z.object({
    /** Silent about this function; without it, about all of them. */
    eventId: z.uuid().nullable(),
    days: z.int().min(0).max(90),
    /** Only who has read the last message, and did not answer. */
    readOnly: z.boolean().default(false),
    /** Only who was not sure and named a day that has come. */
    askAgainOnly: z.boolean().default(false),
  }),
  irreversible: "A call that is not needed is marked so on the list.",
  timeoutMs: 60_000,
  async run({ tx, scope }, { eventId, days, readOnly, askAgainOnly }): Promise<Outcome<{ added: number }>> {
    const about = eventId ? sql`and x.event_id = ${eventId}` : sql``;
    const { rows } = await tx.execute<{ id: string }>(sql`
      with asked as (
        select fence.home_of(m.wedding_id, m.unit_id) as unit_id, max(a.started_at) as last_at, bool_or(m.state = 'read') as read
        from messages m join message_attempts a on a.wedding_id = m.wedding_id and a.id = m.last_attempt_id
        join send_runs r on r.wedding_id = m.wedding_id and r.id = m.run_id and ${asks(sql`r`)}
        where m.wedding_id = ${scope.weddingId} and m.kind = 'template' and m.state in ('accepted', 'sent', 'delivered', 'read') group by 1
      )
      insert into call_tasks (wedding_id, unit_id, side, reason)
      select u.wedding_id, u.id, u.side, 'ASK_AGAIN' from guest_units u where ${askAgainOnly} and u.wedding_id = ${scope.weddingId} and u.id in (select unit_id from ${toAskAgain(sql`${scope.weddingId}`)} named)
      union all
      select u.wedding_id, u.id, u.side, case when exists (select 1 from rsvp_current x where x.wedding_id = u.wedding_id and x.unit_id = u.id ${about} and ${takesPlace(sql`x.wedding_id`, sql`x.event_id`)}) then 'ASK_AGAIN' else 'SILENT' end
      from asked k join guest_units u on u.wedding_id = ${scope.weddingId} and u.id = k.unit_id and u.live
      where not ${askAgainOnly} and k.last_at <= now() - make_interval(days => ${days}) ${readOnly ? sql`and k.read` : sql``}
        and exists (select 1 from invitations x where x.wedding_id = u.wedding_id and x.unit_id = u.id ${about} and ${takesPlace(sql`x.wedding_id`, sql`x.event_id`)})
        and not ${hasAnswered(sql`u.wedding_id`, sql`u.id`, eventId ? sql`${eventId}::uuid` : null)}
        -- Who was spoken to just now is left in peace.
        and not exists (select 1 from call_tasks t where t.wedding_id = u.wedding_id and t.unit_id = u.id and t.outcome in ('reached', 'not_needed') and t.outcome_at > now() - interval '3 days')
      on conflict (wedding_id, unit_id) where outcome is null or outcome in ('no_answer', 'call_again') do nothing
      returning id`);
    if (rows.length === 0) return { unchanged: { added: 0 } };
    return {
      result: { added: rows.length },
      audit: [
        {
          action: "fill",
          entity: "call_task",
          count: rows.length,
          payload: { eventId, days, readOnly, askAgainOnly, tasks: rows.map((row) => row.id) },
        },
      ],
      topics: [],
    };
  },
});

const assignment = z.object({ taskId: z.uuid(), assignedTo: z.string().trim().min(1).max(60).nullable() });

/** Who calls whom. Its own inverse. */
export const assignCalls = defineCommand({
  name: "messaging.assign-calls",
  permission: "guests.edit",
  input: z.object({ assignments: z.array(assignment).min(1).max(5_000) }),
  inverse: "messaging.assign-calls",
  async run({ tx, scope }, { assignments }): Promise<Outcome<{ assigned: number; undo: UndoStep | null }>> {
    const { rows } = await tx.execute<{ id: string; before: string | null }>(sql`
      update call_tasks c set assigned_to = g."assignedTo", version = c.version + 1
      from jsonb_to_recordset(${JSON.stringify(assignments)}::jsonb) as g("taskId" uuid, "assignedTo" text)
      where c.wedding_id = ${scope.weddingId} and c.id = g."taskId" and c.assigned_to is distinct from g."assignedTo"
      returning c.id, old.assigned_to as before`);
    if (rows.length === 0) return { unchanged: { assigned: 0, undo: null } };
    const back = rows.map((row) => ({ taskId: row.id, assignedTo: row.before }));
    return {
      result: {
        assigned: rows.length,
        undo: { command: "messaging.assign-calls", input: { assignments: back } },
      },
      audit: [{ action: "assign", entity: "call_task", count: rows.length, payload: { assignments, back } }],
      topics: [],
    };
  },
});

/** What a call came to. Its own inverse. */
export const noteCall = defineCommand({
  name: "messaging.note-call",
  permission: "guests.edit",
  input: z.object({
    taskId: z.uuid(),
    version: z.int(),
    outcome: z.enum(CALL_OUTCOMES).nullable(),
    note: z.string().trim().max(500).nullable(),
  }),
  inverse: "messaging.note-call",
  async run({ tx, scope }, { taskId, version, outcome, note }) {
    const found = await tx
      .execute<{
        before_outcome: (typeof CALL_OUTCOMES)[number] | null;
        before_note: string | null;
        version: number;
      }>(sql`
      update call_tasks set outcome = ${outcome}, note = ${note}, outcome_by = ${actorLabel(scope.actor)}, outcome_at = now(), version = version + 1
      where wedding_id = ${scope.weddingId} and id = ${taskId} and version = ${version}
      returning old.outcome as before_outcome, old.note as before_note, new.version`)
      .catch((error: unknown) => {
        if (violatedConstraint(error) === "call_tasks_open") return null;
        throw error;
      });
    if (!found) return refuse("on_the_list", "This family is on the list again already, for another invite.");
    const [row] = found.rows;
    if (!row)
      return refuse("stale", "Somebody else wrote down this call in the meantime. Please look at it again.");
    return {
      result: {
        undo: {
          command: "messaging.note-call",
          input: { taskId, version: row.version, outcome: row.before_outcome, note: row.before_note },
        },
      },
      audit: [
        {
          action: outcome ?? "reopen",
          entity: "call_task",
          entityId: taskId,
          payload: { outcome, note, before: { outcome: row.before_outcome, note: row.before_note } },
        },
      ],
      topics: [],
    };
  },
});
