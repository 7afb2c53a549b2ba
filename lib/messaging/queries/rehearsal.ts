import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { roomToSort } from "@/lib/platform/statistics";
import { type RunFacts, recipientCtes, recipientLine, recipientsHash } from "./recipients";

export interface Rehearsal {
  hash: string;
  recipients: number;
  blocked: Record<string, number>;
  /** Of the recipients, by the country of their number. */
  countries: { country: string | null; messages: number }[];
}

/** What freezing would do now, without doing it: the hash of every message, how many go, who is left out and why. */
export async function rehearse(tx: Transaction, scope: Scope, run: RunFacts): Promise<Rehearsal> {
  await roomToSort(tx);
  const { rows } = await tx.execute<{
    hash: string;
    reasons: Record<string, number>;
    countries: Rehearsal["countries"];
  }>(sql`
    with ${recipientCtes(scope, run)}, kept as materialized (
      select unit_id, country, reason, ${recipientLine} as line from recipient
    )
    select (select ${recipientsHash} from kept) as hash,
      (select coalesce(jsonb_object_agg(reason, n), '{}') from (select coalesce(reason, 'send') as reason, count(*)::int as n from kept group by 1) r) as reasons,
      (select coalesce(jsonb_agg(jsonb_build_object('country', country, 'messages', n)), '[]') from (select country, count(*)::int as n from kept where reason is null group by 1) c) as countries`);
  const { send = 0, ...blocked } = rows[0]!.reasons;
  return { hash: rows[0]!.hash, recipients: send, blocked, countries: rows[0]!.countries };
}

export interface RehearsedMessage {
  unitId: string;
  household: string;
  destination: string | null;
  params: (string | null)[];
  reason: string | null;
}

/** The rehearsed messages themselves, in the order of the hash. */
export async function listRehearsed(
  tx: Transaction,
  scope: Scope,
  run: RunFacts,
  page: { limit: number; after?: string | undefined; blocked?: boolean },
): Promise<RehearsedMessage[]> {
  const { rows } = await tx.execute<{
    unit_id: string;
    name: string;
    destination: string | null;
    content: { params: (string | null)[] };
    reason: string | null;
  }>(sql`
    with ${recipientCtes(scope, run)}
    select unit_id, name, destination, content, reason from recipient
    where true ${page.after ? sql`and unit_id > ${page.after}` : sql``} ${page.blocked === undefined ? sql`` : page.blocked ? sql`and reason is not null` : sql`and reason is null`}
    order by unit_id limit ${page.limit}`);
  return rows.map((row) => ({
    unitId: row.unit_id,
    household: row.name,
    destination: row.destination,
    params: row.content.params,
    reason: row.reason,
  }));
}
