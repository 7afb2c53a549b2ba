import { notFound } from "next/navigation";
import type { Transaction } from "@/db/client";
import { loadEntry } from "@/lib/access/loaders";
import type { Scope } from "@/lib/access/types";
import { addressOfAudience } from "@/lib/audience/rules/address";
import { listEvents } from "@/lib/events/queries";
import { AppError } from "@/lib/kernel/errors";
import { isUuid } from "@/lib/kernel/ids";
import { formatPhone } from "@/lib/kernel/phone";
import { listLateJoiners } from "@/lib/messaging/queries/late-joiners";
import { listRehearsed, rehearse } from "@/lib/messaging/queries/rehearsal";
import { countRunCountries, listRunCounts, listRunMessages } from "@/lib/messaging/queries/run-messages";
import { listPrices, requireRun } from "@/lib/messaging/queries/runs";
import { countOpened } from "@/lib/messaging/queries/senders";
import { countOff } from "@/lib/messaging/queries/still-invited";
import { announcedCategory } from "@/lib/messaging/rules/announced";
import { audienceWords } from "@/lib/messaging/rules/audience-words";
import { costOf } from "@/lib/messaging/rules/cost";
import { renderTemplate, wholeMessage } from "@/lib/messaging/rules/render";
import { readTenant } from "@/lib/platform/transaction";
import { listOtherSenders } from "./other-senders";

const SAMPLES = 4;
/** Once it is out, the numbers matter and two messages remind enough. */
const SAMPLES_SENT = 2;
const LISTED = 200;
const LATE_LISTED = 60;

type Loaded = Awaited<ReturnType<typeof requireRun>>;

/** What the page shows of a run; dates as text. */
const shownRun = (run: Loaded) => ({
  id: run.id,
  name: run.name,
  wave: run.wave,
  state: run.state,
  stateReason: run.stateReason,
  rehearsalHash: run.rehearsalHash,
  frozenHash: run.frozenHash,
  recipients: run.recipients,
  blocked: run.blocked,
  rehearsedAt: run.rehearsedAt?.toISOString() ?? null,
  startedAt: run.startedAt?.toISOString() ?? null,
  finishedAt: run.finishedAt?.toISOString() ?? null,
  templateName: run.templateName,
  templateLanguage: run.templateLanguage,
  templateBody: run.templateBody,
  templateButtons: run.templateButtons,
  templateStatus: run.templateStatus,
  purpose: run.purpose,
  news: run.news && { changeId: run.news.changeId, eventId: run.news.eventId },
  provider: run.provider,
  templateHeader: run.templateHeader,
  templateFooter: run.templateFooter,
  templateUrlButton: run.templateUrlButton,
  header: run.header,
  senderNumber: run.senderLabel ?? formatPhone(run.senderNumber),
  senderState: run.senderState,
  ratePerSecond: run.ratePerSecond,
  dailyLimit: run.dailyLimit,
  newPerHour: run.newPerHour,
  category: run.category ?? run.templateCategory,
  nextCategory: announcedCategory(
    { category: run.category ?? run.templateCategory, announced: run.templateAnnounced },
    new Date(),
  ),
  hosts: run.hosts,
});

const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((all, n) => all + n, 0);

/** One run at its step: what was rehearsed or frozen, who is left out and why, what is in doubt. */
export async function loadRun(weddingId: string, runId: string) {
  const { scope } = await loadEntry(weddingId);
  if (!isUuid(runId)) notFound();
  return readTenant(scope, async (tx) => {
    const run = await requireRun(tx, scope, runId).catch((error: unknown) => {
      if (error instanceof AppError && error.code === "not_found") notFound();
      throw error;
    });
    const events = await listEvents(tx, scope);
    const frozen = run.frozenHash !== null;
    const rehearsed = run.state === "rehearsed";
    const now = rehearsed ? await rehearse(tx, scope, run) : null;
    const counts = (await listRunCounts(tx, scope)).get(runId);
    const off = run.state === "frozen" || run.state === "approved" ? await countOff(tx, scope, runId) : 0;
    const late =
      frozen && run.purpose === "invitation"
        ? await listLateJoiners(tx, scope, run, LATE_LISTED)
        : { families: 0, listed: [] };
    const countries = now?.countries ?? (frozen ? await countRunCountries(tx, scope, runId) : []);
    return {
      run: {
        ...shownRun(run),
        // What is shown of a rehearsal is as things are now; its numbers are no older than its families.
        ...(now ? { recipients: now.recipients, blocked: sum(now.blocked) } : {}),
        audience: audienceWords(run.audience, events),
      },
      zone: events[0]?.zone ?? "Asia/Kolkata",
      buckets: counts?.buckets ?? {},
      asOf: counts?.asOf ?? null,
      usedToday: run.dailyLimit === null ? 0 : await countOpened(tx, scope, run.senderId),
      cost: costOf(countries, run.category ?? run.templateCategory, await listPrices(tx, scope)),
      /** The rehearsal no longer holds: something changed since. */
      outdated: now !== null && now.hash !== run.rehearsalHash,
      reasons: now?.blocked ?? null,
      off,
      late: { ...late, address: addressOfAudience({ ...run.audience, notInRun: run.id }) },
      others: run.state === "paused" ? await listOtherSenders(tx, scope, run) : [],
      ...(await readFamilies(tx, scope, run)),
      may: {
        prepare: scope.permissions.has("runs.prepare"),
        approve: scope.permissions.has("runs.approve"),
        send: scope.permissions.has("runs.send"),
        settle: scope.permissions.has("doubts.settle"),
      },
    };
  });
}

/** The families of a run: some as a sample, who is left out, who was not reached, who is in doubt. */
async function readFamilies(tx: Transaction, scope: Scope, run: Loaded) {
  const seesNumbers = scope.permissions.has("guests.phones");
  const frozen = run.frozenHash !== null;
  const rehearsed = run.state === "rehearsed";
  const number = (value: string | null) => (value && seesNumbers ? formatPhone(value) : null);
  const lines = frozen
    ? await listRunMessages(
        tx,
        scope,
        run.id,
        ["queued", "calling", "accepted", "sent", "delivered", "read"],
        run.startedAt ? SAMPLES_SENT : SAMPLES,
      )
    : rehearsed
      ? await listRehearsed(tx, scope, run, { limit: SAMPLES, blocked: false })
      : [];
  const leftOut = frozen
    ? await listRunMessages(tx, scope, run.id, ["blocked"], LISTED)
    : rehearsed
      ? await listRehearsed(tx, scope, run, { limit: LISTED, blocked: true })
      : [];
  const failed = frozen ? await listRunMessages(tx, scope, run.id, ["failed"], LISTED) : [];
  const doubts = frozen ? await listRunMessages(tx, scope, run.id, ["in_doubt"], LISTED) : [];
  return {
    sample: lines.map((line) => ({
      unitId: line.unitId,
      household: line.household,
      number: number(line.destination),
      text: wholeMessage(
        { header: run.templateHeader, footer: run.templateFooter },
        renderTemplate(run.templateBody, line.params),
      ),
    })),
    leftOut: leftOut.map(({ unitId, household, reason }) => ({ unitId, household, reason: reason ?? "" })),
    failed: failed.map(({ unitId, household, reason }) => ({
      unitId,
      household,
      reason: reason ?? "UNKNOWN",
    })),
    doubts: doubts.map(({ messageId, unitId, household, destination }) => ({
      messageId,
      unitId,
      household,
      number: number(destination),
    })),
  };
}

export type RunView = Awaited<ReturnType<typeof loadRun>>;
