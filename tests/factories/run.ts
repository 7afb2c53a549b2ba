import { SIMULATED_META, SIMULATED_TWILIO } from "@/db/seed/demo";
import { drain } from "@/jobs/drain";
import { inviteHouseholds } from "@/lib/invitations/commands/invite-households";
import { newId } from "@/lib/kernel/ids";
import { approveRun } from "@/lib/messaging/commands/approve-run";
import { connectSender } from "@/lib/messaging/commands/connect-sender";
import { createRun } from "@/lib/messaging/commands/create-run";
import { freezeRun } from "@/lib/messaging/commands/freeze-run";
import { rehearseRun } from "@/lib/messaging/commands/rehearse-run";
import { listTemplates } from "@/lib/messaging/queries/runs";
import { readTenant } from "@/lib/platform/transaction";
import { admin } from "@/tests/support/database";
import { importCsv, makeEvents, must, type TestWedding } from "./wedding";

/** A plain list of `n` families with one phone each; `from` shifts the numbers. */
export const familiesCsv = (n: number, from = 0): string =>
  `Name,Phone,Family,Side\n${Array.from({ length: n }, (_, i) => `Guest ${from + i},98${String(10_000_000 + from + i)},Family ${from + i},${i % 2 ? "bride" : "groom"}`).join("\n")}\n`;

export interface SendingWedding {
  senderId: string;
  templateId: string;
  events: string[];
}

/** Gives a wedding a sender on the simulator's number (taking it and its account from any other), a function, and invited families. */
export async function prepareSending(
  wedding: TestWedding,
  options: {
    csv: string;
    ratePerSecond?: number;
    events?: string[];
    provider?: "meta" | "twilio";
    template?: string;
  },
): Promise<SendingWedding> {
  await admin.query(
    "update senders set phone_number_id = '9' || substr(replace(id::text, '-', ''), 1, 18), business_account_id = id::text, state = 'stopped'",
  );
  const events = await makeEvents(wedding, options.events ?? ["Sangeet", "Wedding"]);
  await importCsv(wedding.ctx, options.csv);
  must(await inviteHouseholds(wedding.ctx, { audience: {}, eventIds: events }));
  const senderId = newId();
  must(
    await connectSender(wedding.ctx, {
      id: senderId,
      provider: options.provider,
      ...(options.provider === "twilio" ? SIMULATED_TWILIO : SIMULATED_META),
      ratePerSecond: options.ratePerSecond ?? 500,
    }),
  );
  await drain({ budgetMs: 10_000 });
  const templates = await readTenant(wedding.scope, (tx) => listTemplates(tx, wedding.scope));
  const wanted = options.template ?? "family_invitation";
  const template = templates.find((one) => one.language === "en" && one.name === wanted)!;
  return { senderId, templateId: template.id, events };
}

/** A run up to its approval. */
export async function approvedRun(
  wedding: TestWedding,
  sending: SendingWedding,
  wave = "first",
  more: { purpose?: string; endsAt?: string | null; changeId?: string; version?: number } = {},
): Promise<{ runId: string; recipients: number }> {
  const { ctx } = wedding;
  const runId = newId();
  must(
    await createRun(ctx, {
      id: runId,
      name: "Invitations",
      wave,
      senderId: sending.senderId,
      templateId: sending.templateId,
      audience: {},
    }),
  );
  if (more.purpose)
    await admin.query(
      `update send_runs set purpose = $2, ends_at = $3, change_id = $4,
        change_version = coalesce($5, (select event_version from event_changes where id = $4)) where id = $1`,
      [runId, more.purpose, more.endsAt, more.changeId ?? null, more.version ?? null],
    );
  must(await rehearseRun(ctx, { runId }));
  const frozen = must(await freezeRun(ctx, { runId }));
  must(await approveRun(ctx, { runId, hash: frozen.hash, typedCount: frozen.recipients }));
  return { runId, recipients: frozen.recipients };
}
