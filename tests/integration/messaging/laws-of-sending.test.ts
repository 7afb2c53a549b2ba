import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { drain } from "@/jobs/drain";
import { sweep } from "@/jobs/sweep";
import { setSendingRules } from "@/lib/compliance/commands/set-sending-rules";
import { newId } from "@/lib/kernel/ids";
import { claimMessages } from "@/lib/messaging/commands/claim-messages";
import { finishRuns } from "@/lib/messaging/commands/finish-runs";
import { resumeSender } from "@/lib/messaging/commands/resume-sender";
import { settleRelayed } from "@/lib/messaging/commands/settle-relayed";
import { resumeRun, startRun, stopRun } from "@/lib/messaging/commands/steer-run";
import { updateSenderHealth } from "@/lib/messaging/commands/update-sender-health";
import { updateTemplate } from "@/lib/messaging/commands/update-template";
import { listRelayed } from "@/lib/messaging/queries/relay";
import { readTenant } from "@/lib/platform/transaction";
import { type Campaign, job, note, rowsOf, runsOf, startCampaign, told } from "@/tests/factories/campaign";
import { PEOPLE_ACTS } from "@/tests/factories/campaign-people";
import { PROVIDER_ACTS } from "@/tests/factories/campaign-provider";
import { allSteps, RUN_ACTS, type Step, storiesOf, undo } from "@/tests/factories/campaign-steps";
import { must } from "@/tests/factories/wedding";
import { judgeEnd, judgeSent, judgeWaiting, lookBefore, stateOf } from "@/tests/support/campaign-laws";
import { startProvider, type TestProvider } from "@/tests/support/provider";

const CASES = Number(process.env.LAW_CASES ?? 2);
const SEED = Number(process.env.LAW_SEED ?? Date.now() % 1_000_000);
const STEPS = Number(process.env.LAW_STEPS ?? 20);
const ACTS = { ...RUN_ACTS, ...PROVIDER_ACTS, ...PEOPLE_ACTS };

let provider: TestProvider;
beforeAll(async () => {
  provider = await startProvider(61);
});
afterAll(() => provider.close());

const holds = (wrong: readonly string[]) => expect(wrong).toEqual([]);

/** One step, and every law that can be asked after it. */
async function take(campaign: Campaign, step: Step): Promise<void> {
  const atOnce = (step.a + step.b) % 4 === 0;
  const before = await lookBefore(campaign);
  const state = atOnce ? await stateOf(campaign) : null;
  const way = await ACTS[step.act]![1](campaign, step);
  holds(await judgeSent(campaign, before));
  if (!way) return;
  if (!atOnce) {
    campaign.undos.push(way);
    return;
  }
  const done = await undo(campaign, way);
  if (done.ok) expect(await stateOf(campaign)).toBe(state);
}

/** Everything that stands still goes on, a day passes, and all that can leave does. */
async function finish(campaign: Campaign): Promise<void> {
  const { wedding, sending } = campaign;
  const { senderId } = sending;
  const event = () => ({ inboxId: newId(), key: newId(), senderId });
  await updateSenderHealth(told(campaign), { ...event(), stopped: null });
  await resumeSender(wedding.ctx, { senderId });
  for (const change of [{ status: "APPROVED" }, { category: "MARKETING" }])
    await updateTemplate(told(campaign), {
      ...event(),
      name: "family_invitation",
      language: "en",
      ...change,
    });
  must(
    await setSendingRules(wedding.ctx, { quiet: null, perDay: null, perWeek: null, secondApprover: false }),
  );
  await rowsOf(campaign, "update contact_holds set until = now() where wedding_id = $1");
  for (let round = 0; round < 3; round++) {
    for (const { id, state } of await runsOf(campaign))
      if (state === "approved" || state === "paused")
        note(
          campaign,
          `at the end, ${state} goes on`,
          await (state === "paused" ? resumeRun : startRun)(wedding.ctx, { runId: id }),
        );
    const before = await lookBefore(campaign);
    await rowsOf(
      campaign,
      "update messages set next_at = now() where wedding_id = $1 and state in ('queued', 'calling') and sender_id in (select id from senders where provider <> 'wa_link')",
    );
    await sweep();
    await provider.waitIdle(() => drain({ budgetMs: 5_000 }));
    await finishByHand(campaign);
    holds(await judgeSent(campaign, before));
    if ((await judgeWaiting(campaign)).length === 0) return;
  }
}

async function finishByHand(campaign: Campaign): Promise<void> {
  const { senderId } = campaign.relay;
  const ctx = job(campaign, "messaging.relay");
  for (const { messageId, state } of await readTenant(ctx.scope, (tx) =>
    listRelayed(tx, ctx.scope, senderId),
  )) {
    if (state === "queued") await claimMessages(ctx, { senderId, limit: 1, messageId });
    if (state === "queued" || state === "calling")
      await settleRelayed(ctx, { senderId, messageId, outcome: "sent" });
  }
  await finishRuns(ctx, { senderId });
}

it(
  `a campaign sends nothing twice, nothing to whom it must not, and loses nothing (seed ${SEED}, ${CASES} cases)`,
  async () => {
    await fc.assert(
      fc.asyncProperty(storiesOf(ACTS, STEPS), async (story) => {
        const campaign = await startCampaign(provider);
        try {
          for (const step of allSteps(story)) await take(campaign, step);
          await finish(campaign);
          holds(await judgeWaiting(campaign));
          for (const { id, state } of await runsOf(campaign))
            if (!["done", "stopped"].includes(state)) await stopRun(campaign.wedding.ctx, { runId: id });
          await provider.waitIdle(() => drain({ budgetMs: 5_000 }));
          holds(await judgeEnd(campaign));
        } catch (error) {
          if (error instanceof Error) error.message += `\n${campaign.log.join("\n")}`;
          throw error;
        }
      }),
      { numRuns: CASES, seed: SEED, endOnFailure: true },
    );
  },
  60_000 + CASES * 20_000,
);
