import { sql } from "drizzle-orm";
import type { z } from "zod";
import { prepared } from "@/db/client";
import { recordOutcomesInput } from "@/lib/messaging/inputs";
import { classify, isAmbiguous } from "@/lib/messaging/rules/failures";
import { dispatchMessages } from "@/lib/messaging/topics";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { applyFailures, type Failure } from "./apply-failures";

/** Records what the provider answered to a batch of calls, in one transaction. A faster webhook is never overwritten. */
export const recordOutcomes = defineCommand({
  name: "messaging.record",
  permission: "jobs.run",
  input: recordOutcomesInput,
  irreversible: "What a provider answered is a fact.",
  async run({ tx, scope, now }, { senderId, outcomes: given }) {
    const outcomes = given.map(hideAmbiguous);
    const rows = outcomes.map(({ attemptId, messageId, outcome }) => ({
      attempt: attemptId,
      message: messageId,
      kind: outcome.kind,
      provider: outcome.kind === "accepted" ? outcome.providerId : null,
      code: outcome.kind === "refused" ? outcome.code : null,
      class: outcome.kind === "refused" ? classify(outcome.code) : null,
      detail: outcome.kind === "accepted" ? null : outcome.detail.slice(0, 500),
    }));
    const { rows: touched } = await prepared<{ run_id: string | null; unit_id: string }>(
      tx,
      "outcomes",
      sql`
      with outcome as (
        select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as o(attempt uuid, message uuid, kind text, provider text, code int, class text, detail text)
      ), attempt as (
        update message_attempts a set
          provider_id = coalesce(a.provider_id, o.provider),
          state = case when o.kind = 'accepted' and a.rank < 1 then 'accepted' when o.kind = 'refused' then 'failed' else a.state end,
          rank = case when o.kind = 'accepted' and a.rank < 1 then 1 when o.kind = 'refused' then 5 else a.rank end,
          error_code = coalesce(a.error_code, o.code), error_class = coalesce(a.error_class, o.class), error_detail = coalesce(a.error_detail, o.detail),
          error_at = case when o.kind = 'refused' then coalesce(a.error_at, now()) else a.error_at end,
          settled_at = case when o.kind = 'unknown' then a.settled_at else now() end
        from outcome o where a.wedding_id = ${scope.weddingId} and a.id = o.attempt
        returning a.id, a.state, o.kind
      )
      update messages m set
        state = case when o.kind = 'unknown' and a.state = 'calling' then 'in_doubt' when o.kind = 'refused' then m.state else a.state end,
        reason = case when o.kind = 'unknown' and a.state = 'calling' then 'NO_ANSWER' else m.reason end
      from outcome o join attempt a on a.id = o.attempt
      -- Not by IN: the planner would read the whole index of what is out for each of them, as it was empty at the freeze.
      where m.wedding_id = ${scope.weddingId} and m.id = o.message and m.last_attempt_id = o.attempt
        and case m.state when 'calling' then true when 'in_doubt' then true else false end
      returning m.run_id, m.unit_id`,
    );
    const failures = outcomes.flatMap(({ attemptId, outcome }): Failure[] =>
      outcome.kind === "refused"
        ? [
            {
              attemptId,
              code: outcome.code,
              at: now.toISOString(),
              retryAfterSeconds: outcome.retryAfterSeconds,
              async: false,
            },
          ]
        : [],
    );
    await applyFailures(tx, scope, failures);
    return {
      result: null,
      audit: [{ action: "outcome", entity: "message", count: outcomes.length, payload: rows }],
      topics: [
        enqueue(refreshProjections, { weddingId: scope.weddingId }),
        // A retry must be looked at again when it is due, whether or not this dispatch is still running then.
        ...(failures.length > 0
          ? [
              enqueue(
                dispatchMessages,
                { weddingId: scope.weddingId, senderId },
                { startAfter: new Date(now.getTime() + 2_000) },
              ),
            ]
          : []),
      ],
      dirty: touched.flatMap((row) => [
        { kind: "unit" as const, key: row.unit_id },
        ...(row.run_id ? [{ kind: "run" as const, key: row.run_id }] : []),
      ]),
    };
  },
});

type Outcome = z.output<typeof recordOutcomesInput>["outcomes"][number];

function hideAmbiguous(one: Outcome): Outcome {
  if (one.outcome.kind !== "refused" || !isAmbiguous(one.outcome)) return one;
  return { ...one, outcome: { kind: "unknown", detail: `${one.outcome.code} ${one.outcome.detail}` } };
}
