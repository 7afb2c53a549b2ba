import type { DemoClient } from "./client";
import type { BatchStatus, Live, Summary } from "./loop";
import type { DemoReport, EventNumbers } from "./types";

interface Facts {
  client: DemoClient;
  seed: number;
  batch: BatchStatus;
  run: { id: string; hash: string; recipients: number; blocked: Record<string, number> };
  exported: { rows: number; bytes: number; sha256: string; matches: boolean };
  latency: { p50: number; p95: number };
  peakMb: number;
  timings: DemoReport["timings_ms"];
}

/** Compares what the product shows with what the simulator's ledger alone expects. */
export async function makeReport({
  client,
  seed,
  batch,
  run,
  exported,
  latency,
  peakMb,
  timings,
}: Facts): Promise<DemoReport> {
  const summary = await client.simulator<Summary>("GET", "ledger/summary");
  const { events: expected } = await client.simulator<{ events: EventNumbers[] }>("GET", "expected");
  const live = await client.get<Live>("dashboard");
  const accounting = await client.get<{ message: Record<string, number>; people: number; units: number }>(
    "accounting",
  );
  const buckets = live.runs.find((one) => one.id === run.id)?.buckets ?? {};
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
    run: {
      recipients: run.recipients,
      blocked: run.blocked,
      hash: run.hash,
      in_doubt: buckets.in_doubt ?? 0,
    },
    provider: { accepted: summary.accepted, recipients: summary.recipients, duplicates: summary.duplicates },
    statuses: summary.statuses,
    answers: {
      inbound: summary.inbound,
      applied: message.applied,
      ignored: message.ignored,
      quarantined: message.quarantined,
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
