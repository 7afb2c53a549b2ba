import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import type { Transaction } from "@/db/client";
import { loadEntry } from "@/lib/access/loaders";
import type { Scope } from "@/lib/access/types";
import { requireEvent } from "@/lib/events/queries";
import { AppError } from "@/lib/kernel/errors";
import { isUuid } from "@/lib/kernel/ids";
import { readTenant } from "@/lib/platform/transaction";
import { countToConfirm } from "@/lib/rsvp/queries/confirm-again";
import { listDifferences } from "@/lib/rsvp/queries/differences";
import { listTextChoices, listToRead } from "@/lib/rsvp/queries/to-read";
import { requireWedding } from "@/lib/weddings/queries";
import { accountFor, loadDashboardNumbers, loadFirstSteps } from "./queries";
import { type Behind, listBehind } from "./queries/behind";
import { readWish } from "./queries/digests";
import { loadFeed } from "./queries/feed";
import { listNumberDates } from "./queries/number-dates";
import { countOpenWork } from "./queries/open-work";
import { lastReconciliation } from "./queries/reconciliation";
import { loadAnswerSeries } from "./queries/series";
import { readStamp } from "./queries/stamp";
import { mayOf } from "./rules/day-facts";

/** Today: the live numbers as they are now, and how far a new wedding has come. */
export async function loadToday(weddingId: string) {
  const { scope } = await loadEntry(weddingId);
  const [wedding, dashboard, steps, dates, series, wish, open] = await readTenant(scope, async (tx) => [
    await requireWedding(tx, scope),
    await loadDashboardNumbers(tx, scope),
    await loadFirstSteps(tx, scope),
    await listNumberDates(tx, scope),
    await loadAnswerSeries(tx, scope, null),
    await readWish(tx, scope),
    await countOpenWork(tx, scope),
  ]);
  const skipped = (await cookies()).get(`first-run-${weddingId}`)?.value.split(".") ?? [];
  return { wedding, dashboard, steps, dates, series, wish, open, skipped, may: mayOf(scope.permissions) };
}

/** The board of all functions, how the answers came, what only a person can read, and the account of everything received. */
export async function loadAnswers(weddingId: string, ask: { over: string | undefined; reading: boolean }) {
  const { scope } = await loadEntry(weddingId);
  const mine = mayOf(scope.permissions);
  const reading = ask.reading && mine.read;
  return readTenant(scope, async (tx) => {
    const wedding = await requireWedding(tx, scope);
    const dashboard = await loadDashboardNumbers(tx, scope);
    const over = dashboard.events.find((one) => one.id === ask.over)?.id ?? null;
    return {
      zone: wedding.zone,
      dashboard,
      over,
      messages: await accountFor(tx, scope, "message"),
      compared: await lastReconciliation(tx, scope),
      series: reading ? [] : await loadAnswerSeries(tx, scope, over),
      toRead: reading ? await listToRead(tx, scope, 50) : null,
      texts: reading && mine.sendText ? await listTextChoices(tx, scope) : [],
      may: mine,
    };
  });
}

const DIFFER_AT_ONCE = 100;

/** Families whose members say different things, each voice beside the other. */
export async function loadDifferences(weddingId: string) {
  const { scope } = await loadEntry(weddingId);
  const [wedding, found, stamp] = await readTenant(scope, async (tx) => [
    await requireWedding(tx, scope),
    await listDifferences(tx, scope, DIFFER_AT_ONCE),
    await readStamp(tx, scope),
  ]);
  return { zone: wedding.zone, ...found, stamp, may: mayOf(scope.permissions) };
}

const FEED_AT_ONCE = 50;

/** What happened, newest first. */
export async function loadActivity(weddingId: string, before: string | undefined) {
  const { scope } = await loadEntry(weddingId);
  const [wedding, feed, stamp] = await readTenant(scope, async (tx) => [
    await requireWedding(tx, scope),
    await loadFeed(tx, scope, { limit: FEED_AT_ONCE, before: before ?? null }),
    await readStamp(tx, scope),
  ]);
  return { zone: wedding.zone, ...feed, earlier: before !== undefined, stamp, may: mayOf(scope.permissions) };
}

export const FAMILIES_PER_PAGE = 50;

/** Reads what belongs to one function; one that is not there is a plain "not there". */
async function ofFunction<T>(
  weddingId: string,
  eventId: string,
  read: (tx: Transaction, scope: Scope, event: Awaited<ReturnType<typeof requireEvent>>) => Promise<T>,
): Promise<T> {
  const { scope } = await loadEntry(weddingId);
  if (!isUuid(eventId)) notFound();
  try {
    return await readTenant(scope, async (tx) => read(tx, scope, await requireEvent(tx, scope, eventId)));
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
}

/** The families behind one number. */
export const loadBehind = (
  weddingId: string,
  eventId: string,
  ask: { which: Behind; diet: string; search: string; page: number },
) =>
  ofFunction(weddingId, eventId, async (tx, scope, event) => {
    const dashboard = await loadDashboardNumbers(tx, scope);
    const found = await listBehind(tx, scope, eventId, {
      which: ask.which,
      diet: ask.diet,
      search: ask.search,
      limit: FAMILIES_PER_PAGE,
      offset: (ask.page - 1) * FAMILIES_PER_PAGE,
    });
    const numbers = dashboard.events.find((one) => one.id === eventId);
    const { asOf, arriving } = dashboard;
    const confirm = await countToConfirm(tx, scope, event.id);
    return { event, numbers, confirm, asOf, arriving, ...found, may: mayOf(scope.permissions) };
  });

/** One function on one sheet of paper, for whoever cooks: persons, what they eat, and as of when. No names. */
export const loadSheet = (weddingId: string, eventId: string) =>
  ofFunction(weddingId, eventId, async (tx, scope, event) => {
    const dashboard = await loadDashboardNumbers(tx, scope);
    return {
      wedding: await requireWedding(tx, scope),
      event,
      numbers: dashboard.events.find((one) => one.id === eventId),
      asOf: dashboard.asOf,
      arriving: dashboard.arriving,
      /** A side's own people see their side's numbers alone. */
      side: scope.side,
      date: (await listNumberDates(tx, scope)).find((one) => one.eventId === eventId) ?? null,
      may: mayOf(scope.permissions),
    };
  });
