import { afterAll, beforeAll, expect, it } from "vitest";
import { figures } from "@/tests/support/figures";
import { readLedger, sentTwice } from "@/tests/support/ledger";
import { startProvider, type TestProvider } from "@/tests/support/provider";
import { pick, seeded } from "@/tests/support/seeded";
import { spawnTs } from "@/tests/support/spawn";
import { buryTheDead, decideDoubts, doubtsNamed, judge, startSending } from "./judge";

const DEATHS = Number(process.env.FAULT_DEATHS ?? 3);
const SEED = Number(process.env.FAULT_SEED ?? 1);
/** More than the dead can use up. */
const HOUSEHOLDS = DEATHS * 24 + 30;
const LANES = 2;
/** tests/support/fault-points.ts says what each is. */
const POINTS = ["answer", "record", "commit"] as const;

let provider: TestProvider;
beforeAll(async () => {
  provider = await startProvider(SEED);
});
afterAll(() => provider.close());

it(`death between the provider's answer and our commit, ${DEATHS} times (seed ${SEED}), sends nobody twice and loses nobody`, async () => {
  const next = seeded(SEED);
  const sending = await startSending(provider, { households: HOUSEHOLDS, ratePerSecond: 60 });
  const deaths: Record<string, number> = { answer: 0, record: 0, commit: 0 };
  const total = () => Object.values(deaths).reduce((sum, n) => sum + n, 0);
  const misfires: string[] = [];
  let begun = 0;
  const lane = async () => {
    while (begun < DEATHS) {
      begun++;
      const point = pick(next, POINTS);
      const after = 1 + Math.floor(next() * (point === "answer" ? 8 : 3));
      const victim = spawnTs("tests/support/drain-process.ts", {
        FOREVER: "1",
        BUDGET_MS: "20000",
        META_GRAPH_URL: provider.url,
        FAULT_POINT: point,
        FAULT_AFTER: String(after),
      });
      const late = setTimeout(() => victim.child.kill("SIGTERM"), 120_000);
      await victim.exited;
      clearTimeout(late);
      // Only its own SIGKILL counts; one that a busy machine kept from coming to its point makes room for another.
      if (victim.child.signalCode !== "SIGKILL") {
        misfires.push(victim.lines.at(-1) ?? "");
        expect(misfires.length, misfires.join("\n")).toBeLessThan(3 + DEATHS / 10);
        begun--;
        continue;
      }
      deaths[point]!++;
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  expect(total()).toBe(DEATHS);
  const before = await judge(provider, sending.runId);
  await provider.waitIdle(buryTheDead, 300_000);

  const { accepted, twice, lost, unfinished, doubts } = await judge(provider, sending.runId);
  expect({ twice, lost, unfinished }).toEqual({ twice: [], lost: [], unfinished: 0 });
  expect(doubts.filter((one) => one.inLedger)).toEqual([]);
  const { again, left } = await decideDoubts(sending, doubts);
  await provider.waitIdle(buryTheDead, 300_000);
  const after = await readLedger(provider);
  expect(sentTwice(after)).toEqual([]);
  expect(new Set(after.map(({ to }) => to)).size).toBe(HOUSEHOLDS - left.size);
  figures("kill-unrecorded", {
    seed: SEED,
    true_process_deaths: total(),
    ...deaths,
    not_come_to_their_point: misfires.length,
    households: HOUSEHOLDS,
    accepted_when_the_last_one_died: before.accepted,
    accepted,
    lost: lost.length,
    sent_twice: twice.length,
    doubts_named: await doubtsNamed(sending.wedding.weddingId),
    doubts_for_a_human: doubts.length,
    sent_again_by_a_human: again.size,
    left_by_a_human: left.size,
  });
}, 3_600_000);
