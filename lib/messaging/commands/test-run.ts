import { sql } from "drizzle-orm";
import { z } from "zod";
import { sendRuns } from "@/db/schema/messaging";
import { actorLabel } from "@/lib/access/policy";
import { refuse } from "@/lib/kernel/result";
import { type Run, requireRun } from "@/lib/messaging/queries/runs";
import { unfilled } from "@/lib/messaging/rules/asks-more";
import { headerMissing } from "@/lib/messaging/rules/headers";
import { dispatchMessages } from "@/lib/messaging/topics";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { sendWritten, writeMessages } from "./write-messages";

const MOST = 5;
const MOST_A_DAY = 10;
const TESTABLE: readonly string[] = ["draft", "rehearsed", "frozen", "approved"];

/** A run like another, for these families alone. */
const testOf = (run: Run, id: string, units: readonly string[]) => ({
  id,
  name: `Test of ${run.name}`.slice(0, 80),
  purpose: "test" as const,
  wave: `test:${id}`,
  senderId: run.senderId,
  templateId: run.templateId,
  audience: { units },
  header: run.header,
  changeId: run.changeId,
  changeVersion: run.changeVersion,
  category: run.templateCategory,
});

/**
 * The message of a run, really sent, to a few families of one's own before it goes to all. A run of its own, through the
 * same gate, in a wave of its own: it keeps nobody from being invited later.
 */
export const testRun = defineCommand({
  name: "messaging.test-run",
  permission: "runs.send",
  input: z.object({
    id: z.uuid(),
    runId: z.uuid(),
    units: z
      .array(z.uuid())
      .min(1, "Choose at least one family.")
      .max(MOST, `Choose ${MOST} families at most.`),
  }),
  irreversible: "A message that has left cannot be called back.",
  async run({ tx, scope, now }, { id, runId, units }) {
    const run = await requireRun(tx, scope, runId);
    const open = unfilled(run);
    if (open) return open;
    const missing = headerMissing(run.templateHeader, run.header);
    if (missing) return refuse("header_missing", missing);
    if (!TESTABLE.includes(run.state))
      return refuse("wrong_state", "A test is for before the invite goes out.");
    const { rows: tests } = await tx.execute<{ n: number }>(sql`
      select count(*)::int as n from send_runs where wedding_id = ${scope.weddingId} and purpose = 'test' and created_at > now() - interval '1 day'`);
    if (tests[0]!.n >= MOST_A_DAY)
      return refuse(
        "too_many_tests",
        `${MOST_A_DAY} tests went out within a day. Please approve the invite instead.`,
      );
    const by = actorLabel(scope.actor);
    await tx
      .insert(sendRuns)
      .values({ ...testOf(run, id, units), weddingId: scope.weddingId, preparedBy: by });
    const test = await requireRun(tx, scope, id, true);
    const sent = await writeMessages(tx, scope, test);
    if (!sent || sent.recipients === 0)
      return refuse(
        "nobody_reachable",
        "None of these families can be written to now. Open a family to see why: no number, no invitation yet, or it asked not to be messaged.",
      );
    await sendWritten(tx, scope, id, { written: sent, now });
    return {
      result: { id, recipients: sent.recipients, blocked: sent.blocked },
      audit: [
        {
          action: "test",
          entity: "send_run",
          entityId: id,
          count: sent.recipients,
          payload: { of: runId, units },
        },
      ],
      topics: [
        enqueue(dispatchMessages, { weddingId: scope.weddingId, senderId: run.senderId }),
        enqueue(refreshProjections, { weddingId: scope.weddingId }),
      ],
      dirty: [{ kind: "run", key: id }],
    };
  },
});
