import { notFound, redirect } from "next/navigation";
import type { Transaction } from "@/db/client";
import { loadEntry } from "@/lib/access/loaders";
import type { Scope } from "@/lib/access/types";
import { listHouseholds, requireHousehold } from "@/lib/audience/queries/households";
import { audienceFromAddress, pageFromAddress, sortFromAddress } from "@/lib/audience/rules/address";
import type { Audience } from "@/lib/audience/types";
import { listEvents } from "@/lib/events/queries";
import { listBatches } from "@/lib/imports/queries";
import { suggestHouseholds } from "@/lib/imports/rules/households";
import { AppError } from "@/lib/kernel/errors";
import { isUuid } from "@/lib/kernel/ids";
import { formatPhone } from "@/lib/kernel/phone";
import { listChat } from "@/lib/messaging/queries/chat";
import { inSlices } from "@/lib/platform/in-slices";
import { readTenant, sqlState } from "@/lib/platform/transaction";
import { countGuests, listDecidedSuggestions, listLoneHouseholds, listTags, listViews } from "./queries";
import { type ComparedPerson, loadCompared, MOST_PEOPLE } from "./queries/duplicates";
import {
  findHome,
  listHouseholdHistory,
  listMemberDetails,
  listMerges,
  loadFamilyDetails,
} from "./queries/household";
import { searchGuests } from "./queries/search";
import { listTakenOff } from "./queries/taken-off";
import { candidatePairs, keyed } from "./rules/candidate-pairs";
import { likelyOf, likestFirst } from "./rules/likely-pairs";

/** The latest lists, to choose families by. */
const LISTS = 200;

export const PAGE_SIZE = 50;

/** The list of families for an address, with what its filters offer. */
export async function loadGuests(weddingId: string, params: Record<string, string | string[] | undefined>) {
  const { scope } = await loadEntry(weddingId);
  const audience: Audience = audienceFromAddress(params);
  const page = pageFromAddress(params);
  const sort = sortFromAddress(params);
  return readTenant(scope, async (tx) => {
    const found = await listHouseholds(tx, scope, audience, {
      sort,
      limit: PAGE_SIZE,
      offset: (page - 1) * PAGE_SIZE,
    });
    const events = await listEvents(tx, scope);
    return {
      ...found,
      rows: found.rows.map((row) => ({ ...row, phone: row.phone ? formatPhone(row.phone) : null })),
      page,
      sort,
      audience,
      events: events.map((event) => ({
        id: event.id,
        name: event.name,
        invited: event.invited,
        startsAt: event.startsAt?.toISOString() ?? null,
        zone: event.zone,
      })),
      tags: await listTags(tx, scope),
      views: await listViews(tx, scope),
      lists: (await listBatches(tx, scope, { typed: false, limit: LISTS, offset: 0 })).flatMap(
        ({ id, fileName, state }) => (state === "done" ? [{ id, name: fileName }] : []),
      ),
      all: await countGuests(tx, scope),
      readAt: new Date().toISOString(),
      may: {
        invite: scope.permissions.has("invitations.edit"),
        import: scope.permissions.has("guests.import"),
        phones: scope.permissions.has("guests.phones"),
        edit: scope.permissions.has("guests.edit"),
      },
    };
  });
}

/**
 * One family with its people, invitations and chat. One that went into another leads there, one that was taken off the list
 * is only named; else a plain "not there".
 */
export async function loadHousehold(weddingId: string, unitId: string) {
  const { scope } = await loadEntry(weddingId);
  if (!isUuid(unitId)) notFound();
  const found = await readTenant(scope, async (tx) => {
    const household = await requireHousehold(tx, scope, unitId).catch((error: unknown) => {
      if (error instanceof AppError && error.code === "not_found") return null;
      throw error;
    });
    if (!household)
      return {
        page: null,
        home: await findHome(tx, scope, unitId),
        off: (await listTakenOff(tx, scope, { unitId, limit: PAGE_SIZE, offset: 0 })).entries,
        zone: await weddingZone(tx, scope),
      };
    const events = await listEvents(tx, scope);
    const [mayReadChat, mayReadHistory] = [
      scope.permissions.has("inbox.read"),
      scope.permissions.has("history.read"),
    ];
    const page = {
      household: {
        ...household,
        ...(await loadFamilyDetails(tx, scope, unitId)),
        people: withDetails(household.people, await listMemberDetails(tx, scope, unitId)),
      },
      merges: await listMerges(tx, scope, unitId),
      history: mayReadHistory ? await listHouseholdHistory(tx, scope, unitId) : null,
      events: events.map((event) => ({
        id: event.id,
        name: event.name,
        startsAt: event.startsAt?.toISOString() ?? null,
        zone: event.zone,
        venueName: event.venueName,
      })),
      zone: events[0]?.zone ?? HOME_ZONE,
      chat: mayReadChat ? await listChat(tx, scope, unitId) : null,
      may: {
        edit: scope.permissions.has("guests.edit"),
        add: scope.permissions.has("guests.import"),
        sides: scope.side === "all" ? ["both", "bride", "groom"] : ["both", scope.side],
        invite: scope.permissions.has("invitations.edit"),
        phones: scope.permissions.has("guests.phones"),
        record: scope.permissions.has("answers.record"),
      },
    };
    return { page, home: null, off: [], zone: page.zone };
  });
  if (found.page) return { ...found.page, off: null };
  if (found.home) redirect(`/weddings/${weddingId}/guests/${found.home}`);
  if (found.off.length === 0) notFound();
  return { off: found.off, zone: found.zone, mayEdit: scope.permissions.has("guests.edit") };
}

/** Who was taken off the guest list. */
export async function loadTakenOff(weddingId: string, params: Record<string, string | string[] | undefined>) {
  const { scope } = await loadEntry(weddingId);
  const page = pageFromAddress(params);
  const found = await readTenant(scope, async (tx) => ({
    ...(await listTakenOff(tx, scope, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE })),
    zone: await weddingZone(tx, scope),
  }));
  return { ...found, page, mayEdit: scope.permissions.has("guests.edit") };
}

const HOME_ZONE = "Asia/Kolkata";
const weddingZone = async (tx: Transaction, scope: Scope): Promise<string> =>
  (await listEvents(tx, scope))[0]?.zone ?? HOME_ZONE;

/** Members with what their page needs; a number is both as stored and as people read it. */
function withDetails(
  people: Awaited<ReturnType<typeof requireHousehold>>["people"],
  details: Awaited<ReturnType<typeof listMemberDetails>>,
) {
  const byId = new Map(details.map((one) => [one.id, one]));
  return people.flatMap(({ id, name, ageBand, emails }) => {
    const more = byId.get(id);
    if (!more) return [];
    const phones = more.phones.map((phone) => ({ ...phone, shown: formatPhone(phone.value) }));
    return [{ ...more, id, name, ageBand, emails, phones }];
  });
}

/** Guests to choose from while a dialog is open. */
export async function findGuests(scope: Scope, query: string, of: "people" | "families") {
  return readTenant(scope, (tx) => searchGuests(tx, scope, { query: query.slice(0, 100), of }));
}

/** Who may be one family: same surname, same address, and nobody has decided yet. */
export async function loadSuggestions(weddingId: string) {
  const { scope } = await loadEntry(weddingId);
  const mayDecide = scope.permissions.has("guests.edit");
  const duplicates = await findDuplicates(scope);
  return readTenant(scope, async (tx) => {
    const lone = await listLoneHouseholds(tx, scope);
    const decided = await listDecidedSuggestions(tx, scope);
    const byPerson = new Map(lone.map((row) => [row.id, row]));
    const open = suggestHouseholds(
      lone.map(({ id, name, address, side }) => ({ id, name, address: address ?? "", side })),
    ).filter((suggestion) => !decided.has(suggestion.key) && suggestion.personIds.length <= 50);
    return {
      mayDecide,
      duplicates,
      suggestions: open.map(({ key, personIds }) => {
        const members = personIds.map((id) => byPerson.get(id)!);
        return {
          key,
          address: members[0]!.address ?? "",
          side: members[0]!.side,
          members: members.map(({ unitId, name }) => ({ unitId, name })),
        };
      }),
    };
  });
}

const STATEMENT_CANCELLED = "57014";
/** A few milliseconds of comparing. */
const COMPARED_AT_ONCE = 200;

/**
 * Pairs who may be one person, the likest first, without those a human called two. For a human to decide, never applied
 * by itself. Null when looking took too long; `all` is false when there are more people than are compared at once.
 */
export async function findDuplicates(scope: Scope) {
  const read = readTenant(
    scope,
    async (tx) => ({
      people: [...(await loadCompared(tx, scope)).values()],
      decided: await listDecidedSuggestions(tx, scope),
    }),
    { timeoutMs: 5_000 },
  );
  const seen = await read.catch((error: unknown) => {
    if (sqlState(error) === STATEMENT_CANCELLED) return null;
    throw error;
  });
  if (!seen) return null;
  // Compared after the transaction: seconds of arithmetic must not hold a connection.
  const people = await inSlices(seen.people, COMPARED_AT_ONCE, (some) => some.map(keyed));
  const likely = await inSlices(candidatePairs(people), COMPARED_AT_ONCE, (some) =>
    likelyOf(some, seen.decided),
  );
  return {
    pairs: likely.sort(likestFirst).map((pair) => ({
      ...pair,
      a: placeOf(scope, pair.a),
      b: placeOf(scope, pair.b),
    })),
    all: seen.people.length < MOST_PEOPLE,
  };
}

const placeOf = (scope: Scope, { id, name, unitId, family, side, phones }: ComparedPerson) => ({
  id,
  name,
  unitId,
  family,
  side,
  phone: phones[0] && scope.permissions.has("guests.phones") ? formatPhone(phones[0]) : null,
});
