import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { writeContactsCsv } from "@/db/seed/generate-guests";
import { drain } from "@/jobs/drain";
import { createLink } from "@/lib/exports/commands/create-link";
import { requestExport } from "@/lib/exports/commands/request-export";
import { listExports } from "@/lib/exports/queries";
import { inviteHouseholds } from "@/lib/invitations/commands/invite-households";
import { newId } from "@/lib/kernel/ids";
import { approveRun } from "@/lib/messaging/commands/approve-run";
import { connectSender } from "@/lib/messaging/commands/connect-sender";
import { createRun } from "@/lib/messaging/commands/create-run";
import { freezeRun } from "@/lib/messaging/commands/freeze-run";
import { rehearseRun } from "@/lib/messaging/commands/rehearse-run";
import { startRun } from "@/lib/messaging/commands/steer-run";
import { listTemplates } from "@/lib/messaging/queries/runs";
import { hashToken, newToken } from "@/lib/platform/tokens";
import { readTenant } from "@/lib/platform/transaction";
import { accountFor, loadDashboardNumbers } from "@/lib/reports/queries";
import { importCsv, makeEvents, makeWedding, must } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";
import { startProvider, type TestProvider } from "@/tests/support/provider";

let provider: TestProvider;
const timings = { sent: [1, 5], delivered: [1, 10], read: [1, 10], reply: [5, 60] };

beforeAll(async () => {
  provider = await startProvider(7);
});
afterAll(() => provider.close());

type Case = [name: string, config: { weights?: object; faults?: object }];

/** These two kinds are among the first case's as well. */
const ALONE: Case[] = [
  ["guests who come with fewer", { weights: { yes_fewer: 100 } }],
  ["guests who change their mind", { weights: { changes_mind: 100 } }],
];

it.each<Case>([
  ...(process.env.LONG_FORMS ? [["every kind of guest", {}] satisfies Case, ...ALONE] : []),
  [
    "every kind of guest in disorder, each webhook twice",
    { faults: { webhooks: { duplicate: 0.5, disorder: 0.5 } } },
  ],
])(
  "carries 150 people from the list to the numbers, and the ledger agrees: %s",
  async (_name, { faults, ...config }) => {
    await provider.control("POST", "reset");
    await provider.control("POST", "config", { timings, throughputPerSecond: 5_000, ...config });
    if (faults) await provider.control("POST", "faults", faults);
    const wedding = await makeWedding();
    await disconnectOthers();
    const { ctx, scope } = wedding;
    const file = path.join(await mkdtemp(path.join(tmpdir(), "parinaya-")), "contacts.csv");
    await writeContactsCsv(file, { guests: 150, seed: 7 });
    await importCsv(ctx, await readFile(file));
    const events = await makeEvents(wedding, ["Mehndi", "Sangeet", "Wedding", "Reception"]);
    must(await inviteHouseholds(ctx, { audience: {}, eventIds: [events[2]!, events[3]!] }));
    must(await inviteHouseholds(ctx, { audience: { side: "bride" }, eventIds: [events[0]!] }));
    must(await inviteHouseholds(ctx, { audience: { side: "groom" }, eventIds: [events[1]!] }));

    const senderId = newId();
    must(
      await connectSender(ctx, {
        id: senderId,
        phoneNumberId: "100000000000001",
        businessAccountId: "200000000000001",
        displayNumber: "+911234567890",
        ratePerSecond: 500,
      }),
    );
    await drain({ budgetMs: 10_000 });
    const templates = await readTenant(scope, (tx) => listTemplates(tx, scope));
    const template = templates.find((one) => one.language === "en")!;
    expect(template.status).toBe("APPROVED");

    const runId = newId();
    must(
      await createRun(ctx, {
        id: runId,
        name: "Invitations",
        senderId,
        templateId: template.id,
        audience: {},
      }),
    );
    const rehearsal = must(await rehearseRun(ctx, { runId }));
    const frozen = must(await freezeRun(ctx, { runId }));
    expect(frozen.hash).toBe(rehearsal.hash);
    must(await approveRun(ctx, { runId, hash: frozen.hash, typedCount: frozen.recipients }));
    must(await startRun(ctx, { runId }));
    await provider.waitIdle(() => drain({ budgetMs: 5_000 }));

    const summary = await provider.control<{ recipients: number; duplicates: number; inbound: number }>(
      "GET",
      "ledger/summary",
    );
    expect(summary).toMatchObject({ recipients: frozen.recipients, duplicates: 0 });
    const expected = await provider.control<{ events: { name: string; invited: number }[] }>(
      "GET",
      "expected",
    );
    const dashboard = await readTenant(scope, (tx) => loadDashboardNumbers(tx, scope));
    const shown = dashboard.events.map((e) => ({
      name: e.name,
      invited: e.asked,
      yes: e.yes,
      no: e.no,
      maybe: e.maybe,
      pending: e.asked - e.yes - e.no - e.maybe,
      adults: e.adults,
      children: e.children,
    }));
    const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
    expect(shown.sort(byName)).toEqual(expected.events.sort(byName));
    const account = await readTenant(scope, (tx) => accountFor(tx, scope, "message"));
    expect(account).toMatchObject({ received: summary.inbound, parked: 0 });
    expect(account.applied + account.ignored + account.quarantined).toBe(summary.inbound);

    const exportId = newId();
    must(await requestExport(ctx, { id: exportId, eventId: events[2]! }));
    await drain({ budgetMs: 10_000 });
    must(
      await createLink(ctx, {
        exportId,
        tokenHash: hashToken(newToken()),
        label: "Caterer",
        expiresInHours: 24,
      }),
    );
    const [made] = await readTenant(scope, (tx) => listExports(tx, scope));
    expect(made).toMatchObject({
      state: "ready",
      rows: dashboard.events.find((e) => e.name === "Wedding")!.invited,
    });
  },
);

/** A number belongs to one wedding; each case here brings its own wedding for the simulator's one number. */
async function disconnectOthers(): Promise<void> {
  await admin.query("update senders set phone_number_id = id::text, state = 'stopped'");
}
