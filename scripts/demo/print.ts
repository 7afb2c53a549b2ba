import type { DemoReport } from "./types";

const pad = (text: string | number, width: number) => String(text).padStart(width);

/** The report as a table for a person. */
export function printTable(report: DemoReport): void {
  const out = (line = "") => process.stdout.write(`${line}\n`);
  out();
  out(
    `  ${report.imported.rows} rows read: ${report.imported.people} people in ${report.imported.units} families (${report.imported.invalid} refused, ${report.imported.conflicts} to decide)`,
  );
  const blocked = Object.entries(report.run.blocked).map(([code, n]) => `${n} ${code}`);
  out(
    `  ${report.run.recipients} invitations sent${blocked.length > 0 ? `, left out: ${blocked.join(", ")}` : ""}; ${report.provider.duplicates} sent twice; ${report.run.in_doubt} in doubt`,
  );
  out(
    `  ${report.answers.inbound} replies: ${report.answers.applied} applied, ${report.answers.ignored} ignored, ${report.answers.quarantined} for a human`,
  );
  if (report.answers.on_web > 0)
    out(`  ${report.answers.in_chat} families answered in the chat, ${report.answers.on_web} on their page`);
  if (report.runs.length > 1)
    out(`  invited in ${report.runs.map((run) => `${run.language} (${run.recipients})`).join(", ")}`);
  out();
  out(
    `  ${"function".padEnd(12)}${["asked", "yes", "maybe", "no", "silent", "adults", "children"].map((name) => pad(name, 10)).join("")}`,
  );
  for (const e of report.events) {
    out(
      `  ${e.name.padEnd(12)}${[e.invited, e.yes, e.maybe, e.no, e.pending, e.adults, e.children].map((n) => pad(n, 10)).join("")}`,
    );
  }
  out();
  out(
    `  milliseconds: ${Object.entries(report.timings_ms)
      .map(([name, ms]) => `${name} ${ms}`)
      .join(", ")}`,
  );
  out(
    `  a reply is on the dashboard after ${report.latency_ms.reply_to_dashboard_p50} ms (half of them), ${report.latency_ms.reply_to_dashboard_p95} ms (95 of 100)`,
  );
  out(
    `  export: ${report.export.rows} rows, ${report.export.bytes} bytes, sha256 ${report.export.sha256.slice(0, 16)}…`,
  );
  out();
  out(
    report.ok
      ? "  ok: the dashboards and the simulator's ledger agree."
      : `  NOT ok: ${report.problems.join("; ")}`,
  );
}
