import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { drain } from "@/jobs/drain";
import { listConsents } from "@/lib/compliance/queries/ledger";
import { startRun } from "@/lib/messaging/commands/steer-run";
import { readTenant } from "@/lib/platform/transaction";
import { approvedRun, prepareSending } from "@/tests/factories/run";
import { makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { startProvider, type TestProvider } from "@/tests/support/provider";

let provider: TestProvider;
let wedding: TestWedding;
const PHONE = "919876540077";

beforeAll(async () => {
  provider = await startProvider(53);
});
afterAll(() => provider.close());
beforeEach(async () => {
  await provider.quiet();
  wedding = await makeWedding();
});

const settle = () => provider.waitIdle(() => drain({ budgetMs: 5_000 }));
const says = async (text: string) => {
  await provider.control("POST", `phones/${PHONE}/type`, { text });
  await settle();
};
const ledger = async () =>
  (await readTenant(wedding.scope, (tx) => listConsents(tx, wedding.scope, { limit: 100 }))).map(
    ({ basis, granted, evidence }) => ({ basis, granted, said: JSON.parse(evidence ?? "{}").said ?? null }),
  );

it("keeps the hosts' word per list, and the guest's own from the first answer to the stop, with the words", async () => {
  const sending = await prepareSending(wedding, {
    csv: `Name,Phone,Family\nAsha,+${PHONE},Mehta\n`,
  });
  const { runId } = await approvedRun(wedding, sending);
  must(await startRun(wedding.ctx, { runId }));
  await settle();
  expect(await ledger()).toEqual([{ basis: "host_attestation", granted: "yes", said: null }]);
  await says("1");
  await says("what is the dress code?");
  await says("3");
  expect((await ledger()).slice(1)).toEqual([{ basis: "guest_reply", granted: "yes", said: "1" }]);
  await says("STOP");
  await says("stop");
  expect((await ledger()).slice(2)).toEqual([{ basis: "guest_reply", granted: "withdrawn", said: "STOP" }]);
  const again = await approvedRun(wedding, sending, "second").catch(() => null);
  expect(again?.recipients ?? 0).toBe(0);
});
