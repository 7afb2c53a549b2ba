import { notFound } from "next/navigation";
import { loadEntry } from "@/lib/access/loaders";
import { audienceFromAddress } from "@/lib/audience/rules/address";
import type { Audience } from "@/lib/audience/types";
import { loadSendingRules } from "@/lib/compliance/queries";
import { listEvents } from "@/lib/events/queries";
import { listTags } from "@/lib/guests/queries";
import { AppError } from "@/lib/kernel/errors";
import { isUuid } from "@/lib/kernel/ids";
import { formatPhone } from "@/lib/kernel/phone";
import { phonePlaces } from "@/lib/kernel/places";
import { readTenant } from "@/lib/platform/transaction";
import { requireWedding } from "@/lib/weddings/queries";
import { listRehearsed, rehearse } from "./queries/rehearsal";
import { countRunCountries, listRunCounts, listRunMessages } from "./queries/run-messages";
import { listPrices, listRuns, listSenders, listTemplates, requireRun } from "./queries/runs";
import { audienceWords } from "./rules/audience-words";
import { costOf, KNOWN_PRICES, priceOf } from "./rules/cost";
import { renderTemplate } from "./rules/render";

const SAMPLES = 4;
/** Once it is out, the numbers matter and two messages remind enough. */
const SAMPLES_SENT = 2;
const LISTED = 200;

/** Every run, newest first, with its counted numbers. */
export async function loadRuns(weddingId: string) {
  const { scope } = await loadEntry(weddingId);
  return readTenant(scope, async (tx) => {
    const runs = await listRuns(tx, scope);
    const counts = await listRunCounts(tx, scope);
    const events = await listEvents(tx, scope);
    return {
      zone: events[0]?.zone ?? "Asia/Kolkata",
      mayPrepare: scope.permissions.has("runs.prepare"),
      mayDecide: scope.permissions.has("runs.approve"),
      runs: runs.map((run) => ({
        id: run.id,
        name: run.name,
        wave: run.wave,
        state: run.state,
        stateReason: run.stateReason,
        recipients: run.recipients,
        templateName: run.templateName,
        audience: audienceWords(run.audience as Audience, events, runs),
        createdAt: run.createdAt.toISOString(),
        startedAt: run.startedAt?.toISOString() ?? null,
        buckets: counts.get(run.id)?.buckets ?? {},
        asOf: counts.get(run.id)?.asOf ?? null,
      })),
    };
  });
}

/** What a new run can be made of. */
export async function loadNewRun(weddingId: string, params: Record<string, string | string[] | undefined>) {
  const { scope } = await loadEntry(weddingId);
  if (!scope.permissions.has("runs.prepare")) return { may: false as const };
  const audience = audienceFromAddress(params);
  return readTenant(scope, async (tx) => {
    const runs = await listRuns(tx, scope);
    return {
      may: true as const,
      audience,
      events: (await listEvents(tx, scope)).map(({ id, name, invited }) => ({ id, name, invited })),
      tags: await listTags(tx, scope),
      waves: [...new Set(runs.map((run) => run.wave))],
      runs: runs.slice(0, 50).map(({ id, name }) => ({ id, name })),
      senders: (await listSenders(tx, scope)).map(({ id, displayNumber, state }) => ({
        id,
        displayNumber: formatPhone(displayNumber),
        state,
      })),
      templates: (await listTemplates(tx, scope)).map(({ syncedAt, ...template }) => template),
      hosts: (await requireWedding(tx, scope)).hosts,
    };
  });
}

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
  senderNumber: formatPhone(run.senderNumber),
  senderState: run.senderState,
  senderReason: run.senderReason,
  ratePerSecond: run.ratePerSecond,
  dailyLimit: run.dailyLimit,
  hosts: run.hosts,
});

/** One run at its step: what was rehearsed or frozen, who is left out and why, what is in doubt. */
export async function loadRun(weddingId: string, runId: string) {
  const { scope } = await loadEntry(weddingId);
  if (!isUuid(runId)) notFound();
  const seesNumbers = scope.permissions.has("guests.phones");
  return readTenant(scope, async (tx) => {
    const run = await requireRun(tx, scope, runId).catch((error: unknown) => {
      if (error instanceof AppError && error.code === "not_found") notFound();
      throw error;
    });
    const events = await listEvents(tx, scope);
    const frozen = run.frozenHash !== null;
    const rehearsed = run.state === "rehearsed";
    const number = (value: string | null) => (value && seesNumbers ? formatPhone(value) : null);
    const lines = frozen
      ? await listRunMessages(
          tx,
          scope,
          runId,
          ["queued", "calling", "accepted", "sent", "delivered", "read"],
          run.startedAt ? SAMPLES_SENT : SAMPLES,
        )
      : rehearsed
        ? await listRehearsed(tx, scope, run, { limit: SAMPLES, blocked: false })
        : [];
    const leftOut = frozen
      ? await listRunMessages(tx, scope, runId, ["blocked"], LISTED)
      : rehearsed
        ? await listRehearsed(tx, scope, run, { limit: LISTED, blocked: true })
        : [];
    const failed = frozen ? await listRunMessages(tx, scope, runId, ["failed"], LISTED) : [];
    const doubts = frozen ? await listRunMessages(tx, scope, runId, ["in_doubt"], LISTED) : [];
    const now = rehearsed ? await rehearse(tx, scope, run) : null;
    const counts = (await listRunCounts(tx, scope)).get(runId);
    const countries = now?.countries ?? (frozen ? await countRunCountries(tx, scope, runId) : []);
    return {
      run: { ...shownRun(run), audience: audienceWords(run.audience, events) },
      zone: events[0]?.zone ?? "Asia/Kolkata",
      buckets: counts?.buckets ?? {},
      asOf: counts?.asOf ?? null,
      cost: costOf(countries, run.category ?? run.templateCategory, await listPrices(tx, scope)),
      /** The rehearsal no longer holds: something changed since. */
      outdated: now !== null && now.hash !== run.rehearsalHash,
      reasons: now?.blocked ?? null,
      sample: lines.map((line) => ({
        unitId: line.unitId,
        household: line.household,
        number: number(line.destination),
        text: renderTemplate(run.templateBody, line.params),
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
      may: {
        prepare: scope.permissions.has("runs.prepare"),
        approve: scope.permissions.has("runs.approve"),
        send: scope.permissions.has("runs.send"),
        settle: scope.permissions.has("doubts.settle"),
      },
    };
  });
}

export type RunView = Awaited<ReturnType<typeof loadRun>>;

/** When and how often the wedding writes, and what that costs, for whoever may change it. */
export async function loadRulesPage(weddingId: string) {
  const { scope } = await loadEntry(weddingId);
  if (!scope.permissions.has("runs.approve")) return { may: false as const };
  return readTenant(scope, async (tx) => {
    const own = await listPrices(tx, scope);
    const { homeCountry } = await requireWedding(tx, scope);
    const all = [...new Set(phonePlaces().map((place) => place.country))].sort();
    return {
      may: true as const,
      rules: await loadSendingRules(tx, scope),
      prices: [
        ...own.map((one) => ({ ...one, own: true })),
        ...KNOWN_PRICES.filter((known) => priceOf(own, known.country, known.category) === known).map(
          (one) => ({
            ...one,
            own: false,
          }),
        ),
      ],
      countries: [homeCountry, ...all.filter((country) => country !== homeCountry)],
    };
  });
}
