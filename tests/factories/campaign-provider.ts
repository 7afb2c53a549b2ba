import { newId } from "@/lib/kernel/ids";
import { claimMessages } from "@/lib/messaging/commands/claim-messages";
import { finishRuns } from "@/lib/messaging/commands/finish-runs";
import { moveRun } from "@/lib/messaging/commands/move-run";
import { openRelayed } from "@/lib/messaging/commands/open-relayed";
import { reopenRelayed } from "@/lib/messaging/commands/reopen-relayed";
import { resumeSender } from "@/lib/messaging/commands/resume-sender";
import { settleDoubt } from "@/lib/messaging/commands/settle-doubt";
import { settleRelayed } from "@/lib/messaging/commands/settle-relayed";
import { storeTemplates } from "@/lib/messaging/commands/store-templates";
import { updateSenderHealth } from "@/lib/messaging/commands/update-sender-health";
import { updateTemplate } from "@/lib/messaging/commands/update-template";
import type { RestrictionType } from "@/lib/messaging/ports";
import { listRelayed } from "@/lib/messaging/queries/relay";
import { readTenant } from "@/lib/platform/transaction";
import { job, note, rowsOf, runsOf, send, told } from "./campaign";
import { PEOPLE_ACTS } from "./campaign-people";
import { type Act, at } from "./campaign-steps";
import { must } from "./wedding";

/** A process has claimed and dies. */
const crash: Act = async (campaign, { n }) => {
  const { senderId } = campaign.sending;
  await claimMessages(job(campaign, "messaging.dispatch"), { senderId, limit: 1 + (n % 3) });
  campaign.log.push("a drain dies with what it has claimed");
};

const FAULTS = [
  { rates: { reset_after: 0.6 }, webhooks: { withhold: true } },
  { rates: { reset_before: 0.4, reset_after: 0.3 } },
  { rates: { "131026": 0.5, "130429": 0.3 } },
  { webhooks: { duplicate: 0.7, disorder: 0.5 } },
  { rates: { http500: 0.3, "131049": 0.3, "132015": 0.2 } },
];
const trouble: Act = async (campaign, { a }) => {
  await campaign.provider.control("POST", "faults", at(FAULTS, a));
  campaign.log.push(`sent, in trouble ${a % FAULTS.length}`);
  await send(campaign);
  await campaign.provider.control("DELETE", "faults");
};

const doubt: Act = async (campaign, { a, n }) => {
  const doubts = await rowsOf<{ id: string }>(
    campaign,
    "select id from messages where wedding_id = $1 and state = 'in_doubt' order by created_at, destination, id",
  );
  const one = at(doubts, a);
  if (!one) return;
  const decision = n % 2 ? "send_again" : "leave";
  const done = await settleDoubt(campaign.wedding.ctx, { messageId: one.id, decision });
  if (note(campaign, `a doubt: ${decision}`, done).ok) campaign.decided.add(one.id);
};

const template: Act = async (campaign, { a }) => {
  const change = at(
    [{ status: "PAUSED" }, { status: "APPROVED" }, { category: "UTILITY" }, { category: "MARKETING" }],
    a,
  )!;
  await updateTemplate(told(campaign), {
    inboxId: newId(),
    key: newId(),
    senderId: campaign.sending.senderId,
    name: "family_invitation",
    language: "en",
    ...change,
  });
  campaign.log.push(`the template: ${JSON.stringify(change)}`);
};

const number: Act = async (campaign, { a }) => {
  const { senderId } = campaign.sending;
  const restricted = (type: RestrictionType) => ({ restrictions: [{ type, until: null }] });
  const word = at(
    [
      restricted("RESTRICTED_BIZ_INITIATED_MESSAGING"),
      restricted("RESTRICTED_CUSTOMER_INITIATED_MESSAGING"),
      { stopped: "DISABLED" },
      { stopped: null },
      { stopped: null },
    ],
    a,
  )!;
  if ("stopped" in word && word.stopped === null && a % 8 > 3) {
    note(campaign, "the number goes on", await resumeSender(campaign.wedding.ctx, { senderId }));
    return;
  }
  await updateSenderHealth(told(campaign), { inboxId: newId(), key: newId(), senderId, ...word });
  campaign.log.push(`the number: ${JSON.stringify(word)}`);
};

/** What a paused run has left goes out by a relative's phone, or by the number again. */
const move: Act = async (campaign, { a }) => {
  const { sending, relay, wedding } = campaign;
  const paused = (await runsOf(campaign)).filter((run) => run.state === "paused");
  const run = at(paused, a);
  if (!run) return;
  const to = run.senderId === relay.senderId ? sending : relay;
  const done = await moveRun(wedding.ctx, {
    runId: run.id,
    senderId: to.senderId,
    templateId: to.templateId,
  });
  note(campaign, `a paused run goes to ${to === relay ? "a relative" : "the number"}`, done);
  return done.ok ? done.value.undo : null;
};

/** A relative opens one of their messages, and mostly says what became of it. */
const byHand: Act = async (campaign, { a, b, n }) => {
  const { senderId } = campaign.relay;
  const ctx = job(campaign, "messaging.relay");
  const listed = await readTenant(ctx.scope, (tx) => listRelayed(tx, ctx.scope, senderId));
  const one = at(
    listed.filter(({ state }) => ["queued", "calling", "sent"].includes(state)),
    a,
  );
  if (!one) return;
  const { messageId } = one;
  if (one.state === "queued") must(await claimMessages(ctx, { senderId, limit: 1, messageId }));
  else if (one.state === "calling" && b % 3 === 0)
    note(
      campaign,
      `a relative opens ${one.household} again`,
      await reopenRelayed(ctx, { senderId, messageId }),
    );
  if (one.state !== "sent")
    note(campaign, `a relative opens ${one.household}`, await openRelayed(ctx, { senderId, messageId }));
  const outcome = at(["sent", "sent", "not_sent", "unreachable", null] as const, n);
  if (!outcome) return;
  const [attempt] = await rowsOf<{ id: string | null }>(
    campaign,
    "select last_attempt_id as id from messages where wedding_id = $1 and id = $2",
    messageId,
  );
  const done = await settleRelayed(ctx, { senderId, messageId, outcome });
  if (note(campaign, `a relative: ${one.household} ${outcome}`, done).ok && outcome !== "sent" && attempt?.id)
    campaign.notSent.add(attempt.id);
  await finishRuns(ctx, { senderId });
};

/** The provider has other words of our text by now. */
const reword: Act = async (campaign, { n }) => {
  if (n % 3 > 0) return;
  const [template] = await rowsOf<Parameters<typeof storeTemplates>[1]["templates"][number]>(
    campaign,
    `select provider_id as "providerId", name, language, category, status, body || ' Please.' as body, parameters, header, footer, buttons, url_button as "urlButton", slots, quality, rejected_reason as "rejectedReason"
     from templates where wedding_id = $1 and id = '${campaign.sending.templateId}'`,
  );
  const { senderId } = campaign.sending;
  must(await storeTemplates(job(campaign, "messaging.sync"), { senderId, templates: [template!] }));
  campaign.log.push("the text is another one");
};

/** Somebody does something while messages are on their way out. */
const MEANWHILE = ["merge", "join", "split", "moveTo", "off", "enter", "lift"];
const race: Act = async (campaign, step) => {
  const act = at(MEANWHILE, step.a + step.b)!;
  campaign.log.push(`sent, and meanwhile: ${act}`);
  const [, way] = await Promise.all([
    send(campaign),
    new Promise((resolve) => setTimeout(resolve, step.n * 4)).then(() =>
      PEOPLE_ACTS[act]![1](campaign, step),
    ),
  ]);
  if (way) campaign.undos.push(way);
};

export const PROVIDER_ACTS: Record<string, [often: number, act: Act]> = {
  crash: [1, crash],
  trouble: [2, trouble],
  doubt: [3, doubt],
  template: [1, template],
  reword: [1, reword],
  number: [1, number],
  move: [2, move],
  byHand: [3, byHand],
  race: [3, race],
};
