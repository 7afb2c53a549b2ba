import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { closeDatabase } from "@/db/client";
import { seedDemo } from "@/db/seed/demo";
import { writeContactsCsv } from "@/db/seed/generate-guests";
import { newId } from "@/lib/kernel/ids";
import { stopBoss } from "@/lib/platform/boss";
import { hashToken, newToken } from "@/lib/platform/tokens";
import type { Progress } from "../stack/progress";
import type { Stack } from "../stack/stack";
import type { DemoClient } from "./client";
import { LatencyProbe } from "./latency";
import { watchMemory } from "./memory";
import { makeReport } from "./report";
import { chooseWebGuests, prepareRuns } from "./runs";
import type { BatchStatus, DemoReport, Live, Summary } from "./types";
import { WebGuests } from "./web-guests";

export interface LoopOptions {
  stack: Stack;
  client: DemoClient;
  progress: Progress;
  guests: number;
  seed: number;
  provider?: "meta" | "twilio";
  contacts: string | undefined;
  /** What the households speak; each is invited in its own. */
  languages?: readonly string[];
  /** How many of them answer on their page, from 0 to 1. */
  webShare?: number;
  startMs: number;
  /** Called while messages are going out; the fault tests kill things here. */
  onSending?: () => Promise<void>;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const started = performance.now();
  return [await work(), Math.round(performance.now() - started)];
}

/** People in, invitations out, answers back, numbers out: once, and judged by the simulator's ledger. */
export async function runLoop(options: LoopOptions): Promise<DemoReport> {
  const { stack, client, progress, seed, languages = ["en"], webShare = 0 } = options;
  await progress.step("demo wedding", () => seedDemo(new Date(), options.provider));
  await stopBoss();
  await closeDatabase();
  await stack.tick();
  await client.simulator("POST", "config", { seed });
  await client.signIn("owner");
  const file = await contactsFile(options);

  const [batch, importMs] = await timed(() => progress.step("import", () => importList(client, file)));
  const [, inviteMs] = await timed(() => progress.step("invitations", () => inviteAll(client)));
  const [runs, freezeMs] = await timed(() =>
    progress.step("rehearse, freeze, approve", () => prepareRuns(client, languages, webShare > 0)),
  );
  const web = new WebGuests(client, seed);
  if (webShare > 0) await chooseWebGuests(client, web, runs, webShare);
  const probe = new LatencyProbe(client);
  const memory = watchMemory(() => stack.web().process.pid);
  probe.start();
  const [, ackMs] = await timed(() =>
    Promise.all(runs.map((run) => client.command("messaging.start-run", { runId: run.id }))),
  );
  const ids = new Set(runs.map((run) => run.id));
  const [, sendMs] = await timed(() =>
    progress.step("send", async () => {
      await options.onSending?.();
      await waitForLive(
        client,
        (live) => live.runs.filter((one) => ids.has(one.id) && one.state === "done").length === runs.length,
      );
    }),
  );
  const [, settleMs] = await timed(() =>
    progress.step("answers", async () => {
      await web.answer();
      await settle(client, stack);
    }),
  );
  const latency = await probe.stop();
  const [exported, exportMs] = await timed(() => progress.step("export", () => exportList(client)));
  return makeReport({
    client,
    seed,
    batch,
    runs,
    web,
    exported,
    latency,
    peakMb: memory.stop(),
    timings: {
      start: Math.round(options.startMs),
      import: importMs,
      invite: inviteMs,
      freeze: freezeMs,
      ack: ackMs,
      send: sendMs,
      settle: settleMs,
      export: exportMs,
    },
  });
}

async function contactsFile({ contacts, guests, seed, stack, languages = [] }: LoopOptions): Promise<string> {
  if (contacts) {
    if (!existsSync(contacts)) throw new Error(`There is no file ${contacts}.`);
    return contacts;
  }
  const file = path.join(stack.env.OBJECT_STORE_DIR!, "..", `contacts-${guests}-${seed}.csv`);
  await writeContactsCsv(file, { guests, seed, languages });
  return file;
}

async function importList(client: DemoClient, file: string): Promise<BatchStatus & { batchId: string }> {
  const { size } = await stat(file);
  const upload = await client.request(
    "POST",
    `imports?name=${encodeURIComponent(path.basename(file))}`,
    Readable.toWeb(createReadStream(file)) as never,
    {
      "content-type": "text/csv",
      "content-length": String(size),
    },
  );
  if (!upload.ok)
    throw new Error(`The upload was refused: ${((await upload.json()) as { title: string }).title}`);
  const { batchId } = (await upload.json()) as { batchId: string };
  const read = await waitForBatch(client, batchId, ["staged"]);
  await client.command("imports.commit", {
    batchId,
    grouping: read.householdColumn ? "column" : "each",
    attested: true,
  });
  return { batchId, ...(await waitForBatch(client, batchId, ["done"])) };
}

async function waitForBatch(
  client: DemoClient,
  batchId: string,
  states: readonly string[],
): Promise<BatchStatus> {
  for (;;) {
    const status = await client.get<BatchStatus>(`imports/${batchId}`);
    if (status.state === "failed") throw new Error(`The list was refused: ${status.failure}`);
    if (states.includes(status.state)) return status;
    await pause(60);
  }
}

/** Eight functions, each with its own list, as a family would draw it. */
async function inviteAll(client: DemoClient): Promise<void> {
  const { events } = await client.get<Live>("dashboard");
  const named = (...names: string[]) =>
    events.filter((event) => names.includes(event.name)).map((event) => event.id);
  await client.command("invitations.invite", { audience: {}, eventIds: named("Wedding", "Reception") });
  await client.command("invitations.invite", {
    audience: { side: "bride" },
    eventIds: named("Mehndi", "Haldi"),
  });
  await client.command("invitations.invite", {
    audience: { side: "groom" },
    eventIds: named("Tilak", "Baraat"),
  });
  await client.command("invitations.invite", {
    audience: { side: "both" },
    eventIds: named("Roka", "Mehndi", "Haldi", "Sangeet", "Tilak", "Baraat"),
  });
  await client.command("invitations.invite", {
    audience: { side: "bride", tag: "Family" },
    eventIds: named("Roka", "Sangeet"),
  });
}

async function waitForLive(client: DemoClient, until: (live: Live) => boolean): Promise<Live> {
  for (;;) {
    const live = await client.get<Live>("dashboard").catch(() => null);
    if (live && until(live)) return live;
    await pause(150);
  }
}

/** Nothing is open: the guests are silent, the inbox is read, the projections are fresh, every message has an end. */
async function settle(client: DemoClient, stack: Stack): Promise<void> {
  for (let quiet = 0; quiet < 3; ) {
    const [summary, live] = await Promise.all([
      client.simulator<Summary>("GET", "ledger/summary"),
      client.get<Live>("dashboard").catch(() => null),
    ]);
    const open =
      live?.runs
        .flatMap((run) => Object.entries(run.buckets))
        .filter(([bucket]) => ["queued", "calling", "accepted", "sent"].includes(bucket)) ?? [];
    quiet = summary.idle && live?.arriving === 0 && live.replying === 0 && open.length === 0 ? quiet + 1 : 0;
    if (summary.idle && quiet === 0) await stack.tick();
    await pause(quiet > 0 ? 100 : 250);
  }
}

async function exportList(
  client: DemoClient,
): Promise<{ rows: number; bytes: number; sha256: string; matches: boolean }> {
  const { events } = await client.get<Live>("dashboard");
  const id = newId();
  await client.command("exports.request", {
    id,
    eventId: events.find((event) => event.name === "Wedding")!.id,
  });
  const token = newToken();
  type File = { id: string; state: string; rows: number; bytes: number; sha256: string };
  let file: File | undefined;
  while (file?.state !== "ready") {
    file = (await client.get<{ files: File[] }>("exports")).files.find((one) => one.id === id);
    await pause(60);
  }
  await client.command("exports.create-link", {
    exportId: id,
    tokenHash: hashToken(token),
    label: "Caterer",
    expiresInHours: 72,
  });
  const download = await client.download(token);
  const sha256 = createHash("sha256").update(download).digest("hex");
  return {
    rows: file.rows,
    bytes: download.length,
    sha256,
    matches: sha256 === file.sha256 && download.length === file.bytes,
  };
}
