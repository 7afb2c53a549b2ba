import { loadEntry } from "@/lib/access/loaders";
import { audienceFromAddress } from "@/lib/audience/rules/address";
import type { Audience } from "@/lib/audience/types";
import { loadSendingRules } from "@/lib/compliance/queries";
import { listEvents } from "@/lib/events/queries";
import { listTags } from "@/lib/guests/queries";
import { formatPhone } from "@/lib/kernel/phone";
import { phonePlaces } from "@/lib/kernel/places";
import { readTenant } from "@/lib/platform/transaction";
import { requireWedding } from "@/lib/weddings/queries";
import { listReplyDoubts, listRunCounts } from "./queries/run-messages";
import { listPrices, listRuns, listSenders, listTemplates } from "./queries/runs";
import { audienceWords } from "./rules/audience-words";
import { KNOWN_PRICES, priceOf } from "./rules/cost";

/** What stands for a wave that a human did not name. */
const WAVE_WORDS: Partial<Record<string, string>> = {
  reminder: "reminder",
  test: "test",
  change: "change of plan",
  thanks: "thanks",
};

const DOUBTS_SHOWN = 100;

/** Every run, newest first, with its counted numbers; and the doubts that belong to no run. */
export async function loadRuns(weddingId: string) {
  const { scope } = await loadEntry(weddingId);
  return readTenant(scope, async (tx) => {
    const runs = await listRuns(tx, scope);
    const counts = await listRunCounts(tx, scope);
    const events = await listEvents(tx, scope);
    const seesNumbers = scope.permissions.has("guests.phones");
    const doubts = scope.permissions.has("inbox.read") ? await listReplyDoubts(tx, scope, DOUBTS_SHOWN) : [];
    return {
      zone: events[0]?.zone ?? "Asia/Kolkata",
      mayPrepare: scope.permissions.has("runs.prepare"),
      maySettle: scope.permissions.has("doubts.settle"),
      doubts: doubts.map(({ destination, ...one }) => ({
        ...one,
        number: destination && seesNumbers ? formatPhone(destination) : null,
      })),
      runs: runs.map((run) => ({
        id: run.id,
        name: run.name,
        wave: WAVE_WORDS[run.purpose] ?? run.wave,
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
      waves: [...new Set(runs.filter((run) => run.purpose === "invitation").map((run) => run.wave))],
      runs: runs.slice(0, 50).map(({ id, name }) => ({ id, name })),
      senders: (await listSenders(tx, scope)).map(({ id, displayNumber, label, state }) => ({
        id,
        displayNumber: label ?? formatPhone(displayNumber),
        state,
      })),
      templates: (await listTemplates(tx, scope)).map(({ syncedAt, ...template }) => template),
      hosts: (await requireWedding(tx, scope)).hosts,
    };
  });
}

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
