import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { drain } from "@/jobs/drain";
import { mergePeople } from "@/lib/guests/commands/merge-people";
import { shareIdentifier } from "@/lib/guests/commands/share-identifier";
import { inviteHouseholds } from "@/lib/invitations/commands/invite-households";
import { newId } from "@/lib/kernel/ids";
import { approveRun } from "@/lib/messaging/commands/approve-run";
import { createRun } from "@/lib/messaging/commands/create-run";
import { freezeRun } from "@/lib/messaging/commands/freeze-run";
import { rehearseRun } from "@/lib/messaging/commands/rehearse-run";
import { startRun } from "@/lib/messaging/commands/steer-run";
import { approvedRun, familiesCsv, prepareSending, type SendingWedding } from "@/tests/factories/run";
import { makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";
import { readLedger, sentTwice } from "@/tests/support/ledger";
import { startProvider, type TestProvider } from "@/tests/support/provider";
import { QUIET_GUESTS, stateCounts } from "./judge";

let provider: TestProvider;
let wedding: TestWedding;
beforeAll(async () => {
  provider = await startProvider(5);
});
afterAll(() => provider.close());
beforeEach(async () => {
  await provider.control("POST", "reset");
  await provider.control("POST", "config", QUIET_GUESTS);
  wedding = await makeWedding();
});

const prepare = (csv: string) => prepareSending(wedding, { csv });
const send = () => provider.waitIdle(() => drain({ budgetMs: 5_000 }));

async function draft(sending: SendingWedding): Promise<string> {
  const id = newId();
  must(
    await createRun(wedding.ctx, {
      id,
      name: "Invitations",
      wave: "first",
      senderId: sending.senderId,
      templateId: sending.templateId,
      audience: {},
    }),
  );
  must(await rehearseRun(wedding.ctx, { runId: id }));
  return id;
}

describe("one message each", () => {
  it("when two tabs approve and start the same run at once", async () => {
    const runId = await draft(await prepare(familiesCsv(20)));
    const frozen = await Promise.all([freezeRun(wedding.ctx, { runId }), freezeRun(wedding.ctx, { runId })]);
    const { hash } = must(frozen.find((one) => one.ok)!);
    const approve = () => approveRun(wedding.ctx, { runId, hash, typedCount: 20 });
    expect((await Promise.all([approve(), approve()])).filter((one) => one.ok)).toHaveLength(1);
    const started = await Promise.all([startRun(wedding.ctx, { runId }), startRun(wedding.ctx, { runId })]);
    expect(started.filter((one) => one.ok)).toHaveLength(1);
    await send();
    const ledger = await readLedger(provider);
    expect(ledger).toHaveLength(20);
    expect(sentTwice(ledger)).toEqual([]);
  });

  it("when two tabs make the same invitation and do everything at once", async () => {
    const sending = await prepare(familiesCsv(20, 1_000));
    const tab = async () => {
      const runId = await draft(sending);
      const frozen = await freezeRun(wedding.ctx, { runId });
      if (!frozen.ok) return;
      await approveRun(wedding.ctx, { runId, hash: frozen.value.hash, typedCount: frozen.value.recipients });
      await startRun(wedding.ctx, { runId });
    };
    await Promise.all([tab(), tab()]);
    await send();
    const ledger = await readLedger(provider);
    expect(ledger).toHaveLength(20);
    expect(sentTwice(ledger)).toEqual([]);
  });

  it("to each of four households on one phone, once a human has said that they share it", async () => {
    const phone = `98${String(10_002_000)}`;
    const four = ["Asha,Sharma", "Balbir,Singh", "Chitra,Rao", "Dev,Patel"].map((name) => {
      const [first, family] = name.split(",");
      return `${first} ${family},${phone},${family}`;
    });
    const sending = await prepare(`Name,Phone,Family\n${four.join("\n")}\n`);
    must(await shareIdentifier(wedding.ctx, { kind: "phone", value: `+91${phone}` }));
    must(await inviteHouseholds(wedding.ctx, { audience: {}, eventIds: sending.events }));
    const { runId, recipients } = await approvedRun(wedding, sending);
    expect(recipients).toBe(4);
    must(await startRun(wedding.ctx, { runId }));
    await Promise.all([send(), drain({ budgetMs: 3_000 })]);
    const ledger = await readLedger(provider);
    expect(ledger.map(({ to }) => to)).toEqual(Array(4).fill(`+91${phone}`));
    const { rows } = await admin.query(
      "select count(distinct m.unit_id)::int as units, count(*)::int as n from message_attempts a join messages m on m.id = a.message_id where a.id = any($1::uuid[])",
      [ledger.map(({ opaque }) => opaque)],
    );
    expect(rows[0]).toEqual({ units: 4, n: 4 });
    expect(await stateCounts(runId)).toEqual({ read: 4 });
  });

  it("when two households become one after freezing, before the run starts or while it sends", async () => {
    const sending = await prepare(familiesCsv(40, 3_000));
    const { runId } = await approvedRun(wedding, sending);
    const { rows } = await admin.query<{ id: string; value: string }>(
      "select p.id, d.value from people p join person_identifiers d on d.person_id = p.id and d.kind = 'phone' where p.wedding_id = $1 order by d.value",
      [wedding.weddingId],
    );
    const merge = async (first: number) =>
      must(await mergePeople(wedding.ctx, { keptId: rows[first]!.id, goneId: rows[first + 1]!.id }));
    await merge(0);
    await admin.query("update senders set rate_per_second = 20 where id = $1", [sending.senderId]);
    must(await startRun(wedding.ctx, { runId }));
    const sent = drain({ budgetMs: 6_000 });
    const pairs = [10, 20, 30, 38];
    const merged: { first: number; at: number }[] = [];
    for (const first of pairs) {
      await merge(first);
      merged.push({ first, at: Date.now() });
    }
    await sent;
    await send();
    const ledger = await readLedger(provider);
    expect(sentTwice(ledger)).toEqual([]);
    const reached = new Set(ledger.map(({ to }) => to));
    const ofPair = (first: number) => [first, first + 1].filter((i) => reached.has(rows[i]!.value)).length;
    expect(ofPair(0)).toBe(1);
    // What was out when the two became one cannot be called back; after that only one of them is written to.
    for (const { first, at } of merged) {
      const times = ledger
        .filter(({ to }) => to === rows[first]!.value || to === rows[first + 1]!.value)
        .map((row) => row.at);
      expect(times.length).toBeGreaterThan(0);
      if (times.length === 2) expect(Math.max(...times) - at).toBeLessThan(1_000);
    }
    expect(Object.keys(await stateCounts(runId)).sort()).toEqual(["cancelled", "read"]);
  });
});
