import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { CALL_OUTCOMES } from "@/db/schema/follow-ups";
import type { Scope } from "@/lib/access/types";

export interface Call {
  id: string;
  unitId: string;
  household: string;
  /** Null for whoever may not see numbers, and where there is none. */
  phone: string | null;
  contact: string | null;
  reason: string;
  run: string | null;
  assignedTo: string | null;
  outcome: (typeof CALL_OUTCOMES)[number] | null;
  note: string | null;
  at: string | null;
  version: number;
  /** Has answered since, by any way. */
  answered: boolean;
}

export const CALL_VIEWS = ["open", "done", "all"] as const;
export type CallView = (typeof CALL_VIEWS)[number];

/** The calls to make (or made), unassigned first; `who` narrows to one caller, `-` to those nobody has. */
export async function listCalls(
  tx: Transaction,
  scope: Scope,
  view: CallView,
  who: string | undefined,
): Promise<{ calls: Call[]; counts: { open: number; done: number }; callers: string[] }> {
  const phone = scope.permissions.has("guests.phones") ? sql`c.phone` : sql`null`;
  const open = sql`(t.outcome is null or t.outcome in ('no_answer', 'call_again'))`;
  const shown = { open, done: sql`not ${open}`, all: sql`true` }[view];
  const { rows } = await tx.execute<{
    calls: Call[];
    counts: { open: number; done: number };
    callers: string[];
  }>(sql`
    with task as (
      select t.* from call_tasks t where t.wedding_id = ${scope.weddingId} and ${shown}
        ${who === undefined ? sql`` : who === "-" ? sql`and t.assigned_to is null` : sql`and t.assigned_to = ${who}`}
      order by t.outcome is not null, t.assigned_to nulls first, t.created_at, t.id limit 1000
    )
    select
      (select jsonb_build_object('open', count(*) filter (where ${open}), 'done', count(*) filter (where not ${open})) from call_tasks t where t.wedding_id = ${scope.weddingId}) as counts,
      (select coalesce(jsonb_agg(distinct assigned_to) filter (where assigned_to is not null), '[]') from call_tasks t where t.wedding_id = ${scope.weddingId}) as callers,
      coalesce((
        select jsonb_agg(jsonb_build_object('id', t.id, 'unitId', u.id, 'household', u.name, 'phone', ${phone}, 'contact', c.name, 'reason', t.reason, 'run', r.name,
          'assignedTo', t.assigned_to, 'outcome', t.outcome, 'note', t.note, 'at', t.outcome_at, 'version', t.version,
          'answered', exists (select 1 from rsvp_current a where a.wedding_id = u.wedding_id and a.unit_id = u.id
            and (r.purpose is distinct from 'change' and t.reason <> 'NOT_SEEN' or a.answered_at > t.created_at)))
          order by t.outcome is not null, t.assigned_to nulls first, u.name, t.id)
        from task t
        join guest_units u on u.wedding_id = t.wedding_id and u.id = fence.home_of(t.wedding_id, t.unit_id)
        left join send_runs r on r.wedding_id = t.wedding_id and r.id = t.run_id
        left join lateral (
          select p.name, d.value as phone from people p
          left join person_identifiers d on d.wedding_id = p.wedding_id and d.person_id = p.id and d.kind = 'phone' and d.valid_to is null
          where p.wedding_id = u.wedding_id and p.unit_id = u.id and p.live order by d.value is null, p.contact_rank, p.id, d.position limit 1
        ) c on true
      ), '[]') as calls`);
  return rows[0]!;
}
