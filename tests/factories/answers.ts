import { sql } from "drizzle-orm";
import { mintScope } from "@/lib/access/policy";
import { newId } from "@/lib/kernel/ids";
import { inTenant } from "@/lib/platform/transaction";
import { type AnswerFacts, deriveCurrent, recordAnswers } from "@/lib/rsvp/commands/record-answers";
import { admin } from "@/tests/support/database";
import { pick } from "@/tests/support/seeded";
import type { TestWedding } from "./wedding";

export interface Family {
  id: string;
  people: string[];
  events: string[];
}

/** Families of every kind, planted by SQL: infants, diets by person and function, unnamed members, all sides, asked and read or not. */
export async function plantFamilies(
  wedding: TestWedding,
  events: readonly string[],
  { households, next }: { households: number; next: () => number },
): Promise<Family[]> {
  const families = Array.from({ length: households }, () => ({
    id: newId(),
    side: pick(next, ["bride", "groom", "both"]),
    adults: Math.floor(next() * 2),
    children: Math.floor(next() * 2),
    people: Array.from({ length: 1 + Math.floor(next() * 4) }, (_, i) => ({
      id: newId(),
      band: i === 0 ? "adult" : pick(next, ["adult", "adult", "child", "infant"]),
      diet: pick(next, [null, null, "jain", "veg", " veg "]),
      special: next() < 0.1 ? { event: pick(next, events), diet: pick(next, ["fasting", "veg"]) } : null,
    })),
    events: events.filter(() => next() < 0.7),
    asked: next() < 0.7 ? Math.ceil(next() * 9) : null,
    read: next() < 0.5,
    failed: next() < 0.1,
  }));
  const [senderId, templateId, runId] = [newId(), newId(), newId()];
  await admin.query(
    "insert into senders (id, wedding_id, provider, phone_number_id, business_account_id, display_number) values ($1, $2, 'meta', $3, '1', '+911')",
    [senderId, wedding.weddingId, senderId],
  );
  await admin.query(
    "insert into templates (id, wedding_id, sender_id, provider_id, name, language, category, status, body, parameters, buttons) values ($1, $2, $3, '1', 'x', 'en', 'MARKETING', 'APPROVED', 'x', '[]', '[]')",
    [templateId, wedding.weddingId, senderId],
  );
  await admin.query(
    "insert into send_runs (id, wedding_id, name, purpose, sender_id, template_id, audience) values ($1, $2, 'Invites', 'invitation', $3, $4, '{}')",
    [runId, wedding.weddingId, senderId, templateId],
  );
  await admin.query(
    `with given as (select * from jsonb_to_recordset($2::jsonb) as f(id uuid, side text, adults int, children int, people jsonb, events jsonb, asked int, read boolean, failed boolean)),
     unit as (insert into guest_units (id, wedding_id, side, name, unnamed_adults, unnamed_children) select id, $1, side, 'Family ' || id, adults, children from given returning 1),
     person as (insert into people (id, wedding_id, unit_id, side, name, age_band, diet) select p.id, $1, g.id, g.side, 'Guest ' || p.id, p.band, p.diet
       from given g cross join jsonb_to_recordset(g.people) as p(id uuid, band text, diet text) returning 1),
     eats as (insert into person_diets (wedding_id, person_id, side, event_id, diet) select $1, p.id, g.side, (p.special->>'event')::uuid, p.special->>'diet'
       from given g cross join jsonb_to_recordset(g.people) as p(id uuid, special jsonb) where p.special->>'event' is not null returning 1),
     invited as (insert into invitations (wedding_id, unit_id, side, event_id, adults, children) select $1, g.id, g.side, e.id::uuid, 3, 2 from given g cross join jsonb_array_elements_text(g.events) e(id) returning 1),
     message as (insert into messages (wedding_id, unit_id, side, sender_id, run_id, wave, kind, destination, content, state)
       select $1, id, side, $3, $4, 'first', 'template', '+91' || row_number() over (), '{}', case when failed then 'failed' else 'delivered' end from given where asked is not null returning id, unit_id, side),
     attempt as (insert into message_attempts (wedding_id, message_id, side, number, state, rank, provider_id, started_at)
       select $1, m.id, m.side, 1, 'delivered', 3, 'wamid.' || m.id, now() - make_interval(days => g.asked) from message m join given g on g.id = m.unit_id returning id, message_id),
     receipt as (insert into message_receipts (wedding_id, attempt_id, status, provider_at) select $1, a.id, 'read', now() from attempt a join message m on m.id = a.message_id join given g on g.id = m.unit_id where g.read returning 1)
     insert into projection_marks (wedding_id, kind, key) select $1, 'unit', id from given union all select $1, 'run', $4`,
    [wedding.weddingId, JSON.stringify(families), senderId, runId],
  );
  // As after an import: without it the planner takes a wedding for empty.
  await admin.query("analyze");
  return families.map(({ id, people, events: invited }) => ({
    id,
    people: people.map((one) => one.id),
    events: invited,
  }));
}

/** One household says something of some of its functions, through any channel; sometimes it takes back what it said last. */
export async function sayAnything(wedding: TestWedding, family: Family, next: () => number): Promise<number> {
  const scope = mintScope(wedding.weddingId, { kind: "system", job: "rsvp.answers" });
  const events = family.events.filter(() => next() < 0.7);
  const channel = pick(next, ["whatsapp", "whatsapp", "web", "phone"] as const);
  const answers = events.map((eventId): AnswerFacts["answers"][number] => {
    const answer = pick(next, ["yes", "yes", "yes", "no", "maybe"] as const);
    if (answer !== "yes") return { eventId, answer, adults: 0, children: 0 };
    const people = channel === "web" ? family.people.filter(() => next() < 0.7) : [];
    const [adults, children] = [1 + Math.floor(next() * 3), Math.floor(next() * 3)];
    return { eventId, answer, adults, children, ...(people.length > 0 ? { people } : {}) };
  });
  const takesBack = next() < 0.1;
  await inTenant(scope, async ({ tx }) => {
    await recordAnswers(tx, scope, {
      unitId: family.id,
      answers,
      channel,
      personId: channel === "whatsapp" ? pick(next, family.people) : null,
      inboundId: null,
      answeredAt: new Date(Date.now() - Math.floor(next() * 1e6)).toISOString(),
    });
    if (takesBack) {
      await tx.execute(sql`
        insert into rsvp_voids (wedding_id, answer_id, unit_id, side, reason)
        select a.wedding_id, a.id, a.unit_id, a.side, 'taken_back' from rsvp_answers a where a.wedding_id = ${wedding.weddingId} and a.unit_id = ${family.id}
        order by a.recorded_at desc, a.id limit 1 on conflict do nothing`);
      await deriveCurrent(tx, scope, family.id, family.events);
    }
    const dirty = [{ kind: "unit", key: family.id }, ...family.events.map((key) => ({ kind: "event", key }))];
    await tx.execute(sql`
      insert into projection_marks (wedding_id, kind, key) select ${wedding.weddingId}, kind, key from jsonb_to_recordset(${JSON.stringify(dirty)}::jsonb) as r(kind text, key uuid)`);
  });
  return answers.length;
}
