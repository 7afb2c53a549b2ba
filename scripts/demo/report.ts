import { createHash } from "node:crypto";
import type { DemoClient } from "./client";
import { byFunction } from "./one-function";
import type { PreparedRun } from "./runs";
import type { BatchStatus, DemoReport, EventNumbers, Live, Summary } from "./types";
import type { WebGuests } from "./web-guests";

interface Facts {
  client: DemoClient;
  seed: number;
  batch: BatchStatus;
  runs: PreparedRun[];
  web: WebGuests;
  exported: { rows: number; bytes: number; sha256: string; matches: boolean };
  latency: { p50: number; p95: number };
  peakMb: number;
  timings: DemoReport["timings_ms"];
}

/** Several counts by name as one. */
function summed(all: readonly Record<string, number>[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const one of all) for (const [name, n] of Object.entries(one)) sum[name] = (sum[name] ?? 0) + n;
  return sum;
}

/** The runs of all languages as one. */
function together(runs: readonly PreparedRun[]) {
  const hashes = runs.map((run) => run.hash);
  return {
    recipients: runs.reduce((sum, run) => sum + run.recipients, 0),
    blocked: summed(runs.map((run) => run.blocked)),
    hash: hashes.length === 1 ? hashes[0]! : createHash("sha256").update(hashes.join()).digest("hex"),
  };
}

/** Compares what the product shows with what the simulator's ledger alone expects. */
export async function makeReport({
  client,
  seed,
  batch,
  runs,
  web,
  exported,
  latency,
  peakMb,
  timings,
}: Facts): Promise<DemoReport> {
  const summary = await client.simulator<Summary>("GET", "ledger/summary");
  const simulated = await client.simulator<{ events: EventNumbers[] }>("GET", "expected");
  const expected = byFunction(web.expected(simulated.events));
  const run = together(runs);
  const live = await client.get<Live>("dashboard");
  const accounting = await client.get<{
    message: Record<string, number>;
    people: number;
    units: number;
    channels: Record<string, number>;
  }>("accounting");
  const ids = new Set(runs.map((one) => one.id));
  const buckets = summed(live.runs.filter((one) => ids.has(one.id)).map((one) => one.buckets));
  const events = live.events.map(({ name, invited, asked, yes, no, maybe, adults, children }) => ({
    name,
    invited: asked,
    yes,
    no,
    maybe,
    pending: asked - yes - no - maybe,
    adults,
    children,
    unreached: invited - asked,
  }));
  const byName = <T extends { name: string }>(rows: T[]) =>
    [...rows].sort((a, b) => (a.name < b.name ? -1 : 1));
  const message = accounting.message as Record<
    "received" | "applied" | "ignored" | "quarantined" | "parked",
    number
  >;
  const settled = Object.keys(buckets).every((bucket) =>
    /^(delivered|read|failed|blocked|in_doubt)/.test(bucket),
  );
  const problems = [
    ...(JSON.stringify(
      byName(events.filter((event) => event.invited > 0).map(({ unreached: _, ...rest }) => rest)),
    ) === JSON.stringify(byName(expected))
      ? []
      : ["events differ from what the ledger expects"]),
    ...(summary.duplicates === 0 ? [] : ["a household was sent to twice"]),
    ...(message.applied + message.ignored + message.quarantined === summary.inbound && message.parked === 0
      ? []
      : ["inbound messages are not all accounted for"]),
    ...(settled ? [] : ["a message has no end"]),
    ...web.problems.map((problem) => `a page was not answered: ${problem}`),
    ...((accounting.channels.web ?? 0) === web.said.size
      ? []
      : ["answers on pages and households that gave one differ"]),
    ...(exported.matches ? [] : ["the download is not the file that was made"]),
  ];
  const { created, matched, refused, conflict } = batch.outcomes;
  return {
    ok: problems.length === 0,
    seed,
    imported: {
      rows: created + matched + refused + conflict,
      people: accounting.people,
      units: accounting.units,
      invalid: refused,
      conflicts: conflict,
    },
    run: { ...run, in_doubt: buckets.in_doubt ?? 0 },
    runs: runs.map(({ language, recipients }) => ({ language, recipients })),
    provider: { accepted: summary.accepted, recipients: summary.recipients, duplicates: summary.duplicates },
    statuses: summary.statuses,
    answers: {
      inbound: summary.inbound,
      applied: message.applied,
      ignored: message.ignored,
      quarantined: message.quarantined,
      on_web: accounting.channels.web ?? 0,
      in_chat: accounting.channels.whatsapp ?? 0,
    },
    events: byName(events),
    expected: byName(expected),
    export: { rows: exported.rows, bytes: exported.bytes, sha256: exported.sha256 },
    timings_ms: timings,
    latency_ms: { reply_to_dashboard_p50: latency.p50, reply_to_dashboard_p95: latency.p95 },
    memory_mb: { web_peak: peakMb },
    problems,
  };
}
