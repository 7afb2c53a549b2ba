import { sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import type { OwnerScope } from "@/lib/access/types";
import type { CardCounts, CardFace, CardReply, CardStep, HostCard, OwnAnswer } from "@/lib/cards/types";
import { isGuestLanguage } from "@/lib/kernel/languages";
import { LOOKS, type Look } from "@/lib/website/types";
import { stateOf } from "./rules/card-state";
import { fullerAddress } from "./rules/place-match";

/** Whose card an address is; deleted ones, too, so that their page can say so. */
export async function locateCard(slug: string): Promise<{ ownerId: string; cardId: string } | null> {
  const { rows } = await db().execute<{ owner_id: string; card_id: string }>(
    sql`select owner_id, card_id from fence.locate_card(${slug})`,
  );
  return rows[0] ? { ownerId: rows[0].owner_id, cardId: rows[0].card_id } : null;
}

interface Row extends Record<string, unknown> {
  id: string;
  slug: string;
  title: string;
  host_name: string;
  note: string | null;
  language: string;
  look: string;
  starts_at: Date | string;
  zone: string;
  place_name: string;
  address: string | null;
  map_url: string | null;
  found_address: string | null;
  found_map_url: string | null;
  latitude: number | null;
  longitude: number | null;
  party_size: number | null;
  provider: HostCard["provider"];
  provider_place_id: string | null;
  source_url: string | null;
  lookup: HostCard["lookup"];
  photo_key: string | null;
  photo_credit: string | null;
  is_private: boolean;
  token_version: number;
  answers_until: Date | string;
  closed_at: Date | string | null;
  deleted_at: Date | string | null;
  version: number;
  created_at: Date | string;
  now: Date | string;
}

const date = (value: Date | string): Date => new Date(value);
const dateOrNull = (value: Date | string | null): Date | null => (value === null ? null : new Date(value));

function faceOf(row: Row): CardFace {
  const times = {
    deletedAt: dateOrNull(row.deleted_at),
    closedAt: dateOrNull(row.closed_at),
    answersUntil: date(row.answers_until),
  };
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    hostName: row.host_name,
    note: row.note,
    language: isGuestLanguage(row.language) ? row.language : "en",
    look: (LOOKS as readonly string[]).includes(row.look) ? (row.look as Look) : "motia",
    startsAt: date(row.starts_at).toISOString(),
    zone: row.zone,
    placeName: row.place_name,
    address: fullerAddress(row.address, row.found_address),
    mapUrl: row.map_url ?? row.found_map_url,
    isPrivate: row.is_private,
    photoKey: row.photo_key,
    photoCredit: row.photo_credit,
    answersUntil: times.answersUntil.toISOString(),
    state: stateOf(times, date(row.now)),
  };
}

/** A card as its page shows it, with the version its private link must have. */
export async function findFace(
  tx: Transaction,
  cardId: string,
): Promise<(CardFace & { tokenVersion: number }) | null> {
  const { rows } = await tx.execute<Row>(sql`select *, now() as now from cards where id = ${cardId}`);
  return rows[0] ? { ...faceOf(rows[0]), tokenVersion: rows[0].token_version } : null;
}

export async function findOwnAnswer(
  tx: Transaction,
  cardId: string,
  deviceHash: string,
): Promise<OwnAnswer | null> {
  const { rows } = await tx.execute<OwnAnswer & Record<string, unknown>>(
    sql`select name, answer, note from card_responses where card_id = ${cardId} and device_hash = ${deviceHash}`,
  );
  return rows[0] ? { name: rows[0].name, answer: rows[0].answer, note: rows[0].note } : null;
}

type Tally = Row & { come: string; maybe: string; out: string; opens: string };

const hostRows = (tx: Transaction, scope: OwnerScope, cardId: string | null) =>
  tx.execute<Tally>(sql`
    select c.*, now() as now, coalesce(r.come, 0) as come, coalesce(r.maybe, 0) as maybe, coalesce(r.out, 0) as out, coalesce(e.opens, 0) as opens
    from cards c
    left join lateral (
      select count(*) filter (where answer = 'in') as come, count(*) filter (where answer = 'maybe') as maybe,
        count(*) filter (where answer = 'out') as out
      from card_responses r where r.owner_id = c.owner_id and r.card_id = c.id
    ) r on true
    left join lateral (
      select count(*) as opens from card_events e where e.owner_id = c.owner_id and e.card_id = c.id and e.kind = 'open'
    ) e on true
    where c.owner_id = ${scope.ownerId} ${cardId === null ? sql`and c.deleted_at is null` : sql`and c.id = ${cardId}`}
    order by c.created_at desc limit 500`);

const hostCardOf = (row: Tally): HostCard => ({
  ...faceOf(row),
  own: { address: row.address, mapUrl: row.map_url },
  in: Number(row.come),
  maybe: Number(row.maybe),
  out: Number(row.out),
  opens: Number(row.opens),
  latitude: row.latitude,
  longitude: row.longitude,
  partySize: row.party_size,
  provider: row.provider,
  sourceUrl: row.source_url,
  lookup: row.lookup,
  tokenVersion: row.token_version,
  version: row.version,
  createdAt: date(row.created_at).toISOString(),
});

/** A host's cards, the newest first; deleted ones are not among them. */
export const listCards = async (tx: Transaction, scope: OwnerScope): Promise<HostCard[]> =>
  (await hostRows(tx, scope, null)).rows.map(hostCardOf);

/** One of the host's own cards, a deleted one too. */
export async function findCard(tx: Transaction, scope: OwnerScope, cardId: string): Promise<HostCard | null> {
  const { rows } = await hostRows(tx, scope, cardId);
  return rows[0] ? hostCardOf(rows[0]) : null;
}

export async function listReplies(tx: Transaction, scope: OwnerScope, cardId: string): Promise<CardReply[]> {
  const { rows } = await tx.execute<{
    id: string;
    name: string;
    answer: CardReply["answer"];
    note: string | null;
    at: Date | string;
  }>(sql`
    select id, name, answer, note, answered_at as at from card_responses
    where owner_id = ${scope.ownerId} and card_id = ${cardId} order by answered_at desc, id desc limit 5000`);
  return rows.map(({ at, ...reply }) => ({ ...reply, answeredAt: date(at).toISOString() }));
}

export async function countSteps(tx: Transaction, scope: OwnerScope): Promise<CardCounts> {
  const { rows } = await tx.execute<{ step: CardStep; succeeded: string; tried: string }>(sql`
    select step, coalesce(sum(count) filter (where outcome = 'succeeded'), 0) as succeeded, sum(count) as tried from card_counts
    where owner_id = ${scope.ownerId} group by step`);
  const counts: CardCounts = {
    parse: { succeeded: 0, tried: 0 },
    create: { succeeded: 0, tried: 0 },
    enrich: { succeeded: 0, tried: 0 },
  };
  for (const row of rows) counts[row.step] = { succeeded: Number(row.succeeded), tried: Number(row.tried) };
  return counts;
}

/** What a job has to look up; null where the card is gone or deleted. */
export async function findLookup(tx: Transaction, cardId: string) {
  const { rows } = await tx.execute<Row>(
    sql`select *, now() as now from cards where id = ${cardId} and deleted_at is null`,
  );
  const row = rows[0];
  if (!row) return null;
  return {
    face: faceOf(row),
    asked: { placeName: row.place_name, address: row.address },
    lookup: row.lookup,
    provider: row.provider,
    providerPlaceId: row.provider_place_id,
    sourceUrl: row.source_url,
    latitude: row.latitude,
    longitude: row.longitude,
  };
}
