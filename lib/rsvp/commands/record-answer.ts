import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { actorLabel } from "@/lib/access/policy";
import type { Scope } from "@/lib/access/types";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { recordAnswerInput } from "@/lib/rsvp/inputs";
import { listInvited } from "@/lib/rsvp/queries";
import type { EventAnswer } from "@/lib/rsvp/types";
import { handleMessages } from "./handle-messages";
import { lockAnswers } from "./lock-household";
import { recordAnswers } from "./record-answers";

export const NOT_A_MEMBER = "Whoever said it is not in this family any more. Please look again.";

/**
 * A parent's entry after a phone call, or of what a message said: each function for itself. It keeps its author and
 * stands beside what the guest said.
 */
export const recordAnswer = defineCommand({
  name: "rsvp.record-answer",
  permission: "answers.record",
  input: recordAnswerInput,
  inverse: "rsvp.take-back-answer",
  async run({ tx, scope, now }, { unitId, saidBy, messages, answers }) {
    if (answers.some((one) => one.answer === "yes" && one.adults + one.children === 0))
      return refuse("no_count", "How many are coming? A yes needs at least one person.");
    await lockAnswers(tx, scope, [unitId]);
    const invited = new Set((await listInvited(tx, scope, unitId)).map((event) => event.eventId));
    const said = answers.filter((one) => invited.has(one.eventId));
    if (said.length === 0)
      return refuse("not_invited", "This family is not invited to that function, or it is cancelled.");
    if (saidBy && !(await livesThere(tx, scope, { unitId, personId: saidBy })))
      return refuse("not_a_member", NOT_A_MEMBER);
    if (await isOfAnother(tx, scope, unitId, messages))
      return refuse(
        "other_chat",
        "One of these messages is of another family. Please look at the list again.",
      );
    const done =
      messages.length > 0 ? await handleMessages(tx, scope, messages, { as: "answered", now }) : null;
    if (done && "ok" in done) return done;
    const { events, entry } = await enterAnswers(tx, scope, {
      unitId,
      answers: said,
      channel: "phone",
      personId: saidBy,
      now,
    });
    const kinds = new Set(said.map((one) => one.answer));
    return {
      result: {
        events: events.length,
        undo: { command: "rsvp.take-back-answer", input: { entries: [entry] } },
      },
      audit: [
        {
          action: kinds.size === 1 ? [...kinds][0]! : "several",
          entity: "guest_unit",
          entityId: unitId,
          count: events.length,
          payload: { answers: said, saidBy, messages },
        },
      ],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: [
        { kind: "unit", key: unitId },
        ...events.map((key) => ({ kind: "event" as const, key })),
        ...(done?.dirty ?? []),
      ],
    };
  },
});

/** Whether any of these messages was written by somebody else than this household, or those that went into it. */
async function isOfAnother(
  tx: Transaction,
  { weddingId }: Scope,
  unitId: string,
  messages: readonly string[],
): Promise<boolean> {
  if (messages.length === 0) return false;
  const { rows } = await tx.execute(sql`
    select 1 from inbound_messages n where n.wedding_id = ${weddingId} and n.id in (select jsonb_array_elements_text(${JSON.stringify(messages)}::jsonb)::uuid)
      and (n.unit_id is null or fence.home_of(n.wedding_id, n.unit_id) <> ${unitId}) limit 1`);
  return rows.length > 0;
}

interface Entry {
  unitId: string;
  answers: readonly EventAnswer[];
  channel: "phone" | "console";
  personId: string | null;
  now: Date;
}

/** The family's own entry, with what it takes to take it back. A no or a maybe has no counts. */
export async function enterAnswers(tx: Transaction, scope: Scope, entry: Entry) {
  const events = await recordAnswers(tx, scope, {
    unitId: entry.unitId,
    answers: entry.answers.map((one) => (one.answer === "yes" ? one : { ...one, adults: 0, children: 0 })),
    channel: entry.channel,
    personId: entry.personId,
    inboundId: null,
    answeredAt: entry.now.toISOString(),
  });
  // What this transaction has just appended: its own time, its own hand.
  const { rows } = await tx.execute<{ id: string }>(sql`
    select id from rsvp_answers where wedding_id = ${scope.weddingId} and unit_id = ${entry.unitId} and recorded_at = now()
      and actor = ${actorLabel(scope.actor)} and inbound_id is null and event_id in (select jsonb_array_elements_text(${JSON.stringify(events)}::jsonb)::uuid)`);
  const ids = rows.map((row) => row.id);
  return {
    events,
    entry: { unitId: entry.unitId, answers: ids },
  };
}

/** Whether somebody lives in a household now. */
export async function livesThere(
  tx: Transaction,
  { weddingId }: Scope,
  { unitId, personId }: { unitId: string; personId: string },
): Promise<boolean> {
  const { rows } = await tx.execute(
    sql`select 1 from people where wedding_id = ${weddingId} and id = ${personId} and unit_id = ${unitId} and live`,
  );
  return rows.length > 0;
}
