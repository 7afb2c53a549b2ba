import pg from "pg";
import { DemoClient } from "@/scripts/demo/client";
import { runLoop } from "@/scripts/demo/loop";
import { createProgress } from "@/scripts/stack/progress";
import type { Stack } from "@/scripts/stack/stack";
import { type Figure, quantile, round, timed } from "./measure";

/** From a guest's tap to the dashboard's answer that shows it, in a whole run; and how soon jobs begin after their commit. */
export async function reply(stack: Stack): Promise<Figure> {
  const client = new DemoClient(stack);
  const report = await runLoop({
    stack,
    client,
    progress: createProgress(true),
    guests: 600,
    seed: 5,
    contacts: undefined,
    startMs: 0,
  });
  if (!report.ok) throw new Error(report.problems.join("; "));
  const admin = new pg.Client({ connectionString: stack.adminUrl });
  await admin.connect();
  try {
    const floors: number[] = [];
    for (let i = 0; i < 200; i++) {
      floors.push(
        await timed(async () => {
          await admin.query("insert into rate_limits values ($1, now())", [`bench:${i}`]);
          await admin.query("select * from rate_limits where key = $1", [`bench:${i}`]);
        }),
      );
    }
    const { rows } = await admin.query<{ ms: number }>(
      "select extract(epoch from started_on - created_on)::float8 * 1000 as ms from pgboss.job where started_on is not null and name in ('imports.read-file', 'imports.commit-batch', 'exports.generate')",
    );
    const floor = quantile(floors, 0.95);
    const { reply_to_dashboard_p50: p50, reply_to_dashboard_p95: p95 } = report.latency_ms;
    return {
      value: p95,
      floor: round(floor),
      ratio_to_floor: round(p95 / floor, 0),
      goal: "p95 under 1000 ms (must: under 5000)",
      unit: "ms",
      n: report.answers.inbound,
      p50_ms: p50,
      job_start_ms: rows.map((row) => round(row.ms, 0)),
      freeze_ms: report.timings_ms.freeze,
      send_ack_ms: report.timings_ms.ack,
    };
  } finally {
    await admin.end();
  }
}
