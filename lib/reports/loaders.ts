import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { loadEntry } from "@/lib/access/loaders";
import { requireEvent } from "@/lib/events/queries";
import { AppError } from "@/lib/kernel/errors";
import { isUuid } from "@/lib/kernel/ids";
import { readTenant } from "@/lib/platform/transaction";
import { listDifferences } from "@/lib/rsvp/queries/differences";
import { listTextChoices, listToRead } from "@/lib/rsvp/queries/to-read";
import { requireWedding } from "@/lib/weddings/queries";
import { accountFor, type Behind, listBehind, loadDashboardNumbers, loadFirstSteps } from "./queries";
import { readStamp } from "./queries/stamp";

const may = (permissions: ReadonlySet<string>) => ({
  read: permissions.has("inbox.read"),
  sendText: permissions.has("runs.send") && permissions.has("inbox.answer"),
  record: permissions.has("answers.record"),
  settle: permissions.has("doubts.settle"),
  send: permissions.has("runs.prepare"),
  invite: permissions.has("invitations.edit"),
  plan: permissions.has("events.edit"),
  edit: permissions.has("guests.edit"),
  importGuests: permissions.has("guests.import"),
});

export type May = ReturnType<typeof may>;

/** Today: the live numbers as they are now, and how far a new wedding has come. */
export async function loadToday(weddingId: string) {
  const { scope } = await loadEntry(weddingId);
  const [wedding, dashboard, steps] = await readTenant(scope, async (tx) => [
    await requireWedding(tx, scope),
    await loadDashboardNumbers(tx, scope),
    await loadFirstSteps(tx, scope),
  ]);
  const skipped = (await cookies()).get(`first-run-${weddingId}`)?.value.split(".") ?? [];
  return { wedding, dashboard, steps, skipped, may: may(scope.permissions) };
}

/** The board of all functions, what only a person can read, and the account of everything received. */
export async function loadAnswers(weddingId: string) {
  const { scope } = await loadEntry(weddingId);
  const mine = may(scope.permissions);
  const [wedding, dashboard, messages, toRead, texts] = await readTenant(scope, async (tx) => [
    await requireWedding(tx, scope),
    await loadDashboardNumbers(tx, scope),
    await accountFor(tx, scope, "message"),
    mine.read ? await listToRead(tx, scope, 50) : { chats: [], total: 0 },
    mine.sendText ? await listTextChoices(tx, scope) : [],
  ]);
  return { zone: wedding.zone, dashboard, messages, toRead, texts, may: mine };
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
  return { zone: wedding.zone, ...found, stamp, may: may(scope.permissions) };
}

export const FAMILIES_PER_PAGE = 50;

/** The families behind one number. */
export async function loadBehind(
  weddingId: string,
  eventId: string,
  ask: { which: Behind; search: string; page: number },
) {
  const { scope } = await loadEntry(weddingId);
  if (!isUuid(eventId)) notFound();
  try {
    return await readTenant(scope, async (tx) => {
      const event = await requireEvent(tx, scope, eventId);
      const dashboard = await loadDashboardNumbers(tx, scope);
      const found = await listBehind(tx, scope, eventId, {
        which: ask.which,
        search: ask.search,
        limit: FAMILIES_PER_PAGE,
        offset: (ask.page - 1) * FAMILIES_PER_PAGE,
      });
      const numbers = dashboard.events.find((one) => one.id === eventId);
      return { event, numbers, asOf: dashboard.asOf, ...found, may: may(scope.permissions) };
    });
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
}
