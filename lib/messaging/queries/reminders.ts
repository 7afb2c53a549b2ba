import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import type { Audience } from "@/lib/audience/types";

export interface ReminderPlan {
  id: string;
  name: string;
  state: "draft" | "active" | "stopped" | "done";
  stateReason: string | null;
  audience: Audience;
  template: string;
  sender: string;
  gaps: number[];
  startsAt: string;
  endsAt: string;
  nextAt: string | null;
  stepsDone: number;
  most: number;
  /** Its reminders so far, oldest first. */
  runs: { id: string; name: string; state: string; recipients: number; startedAt: string }[];
}

/** Whether a text is what a human agreed to for reminders that are still to be made: then it stays as it is. */
export const isAgreedTo = (weddingId: SQL, templateId: SQL): SQL => sql`exists (
  select 1 from reminder_plans p where p.wedding_id = ${weddingId} and p.template_id = ${templateId} and p.state in ('draft', 'active'))`;

/** Every plan, the newest first, with what it has sent. */
export async function listReminderPlans(tx: Transaction, scope: Scope): Promise<ReminderPlan[]> {
  const { rows } = await tx.execute<{ row: ReminderPlan }>(sql`
    select jsonb_build_object('id', p.id, 'name', p.name, 'state', p.state, 'stateReason', p.state_reason, 'audience', p.audience,
      'template', t.name, 'sender', coalesce(s.label, s.display_number), 'gaps', p.gaps, 'startsAt', p.starts_at, 'endsAt', p.ends_at,
      'nextAt', p.next_at, 'stepsDone', p.steps_done, 'most', p.most, 'runs', coalesce((
        select jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name, 'state', r.state, 'recipients', r.recipients, 'startedAt', r.started_at) order by r.started_at)
        from send_runs r where r.wedding_id = p.wedding_id and r.plan_id = p.id), '[]')) as row
    from reminder_plans p
    join templates t on t.wedding_id = p.wedding_id and t.id = p.template_id
    join senders s on s.wedding_id = p.wedding_id and s.id = p.sender_id
    where p.wedding_id = ${scope.weddingId} order by p.created_at desc, p.id limit 100`);
  return rows.map(({ row }) => row);
}
