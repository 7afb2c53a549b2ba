import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { linkIdentifiersInput } from "@/lib/guests/inputs";
import {
  type Claim,
  type ClaimDraft,
  claimKey,
  type Identifier,
  matchKey,
  storedKeys,
} from "@/lib/guests/rules/claim";
import { defineCommand } from "@/lib/platform/command";
import { fingerprint } from "@/lib/platform/tokens";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { lockIdentity, resolvePeople } from "./resolve-people";
import { MARKETING, OWN_WORD, settleStops, type ToldStop, UNDELIVERED } from "./settle-stops";

type Told = Pick<Identifier, "kind" | "value">;
type Link = { told: Told[]; left: Told[]; at: string };

/**
 * What the provider knows of guests: that a number and an id are one person's, or that somebody moved from one to
 * another. A claim like any other, so it is decided by the same rules; an id never becomes a number. Whoever is not to
 * be messaged stays so under the new number.
 */
export const linkIdentifiers = defineCommand({
  name: "guests.link-identifiers",
  permission: "webhooks.apply",
  input: linkIdentifiersInput,
  irreversible: "What the provider told is a fact; a human can merge and take apart on top of it.",
  timeoutMs: 60_000,
  async run({ tx, scope }, { links }) {
    const news = await unknownLinks(tx, scope, links as Link[]);
    if (news.length === 0) return { unchanged: { linked: 0 } };
    await lockIdentity(tx, scope);
    const claims = await storeLinks(tx, scope, news);
    const { dirty } = await resolvePeople(tx, scope, { claims });
    await carryStops(tx, scope, news);
    return {
      result: { linked: claims.length },
      audit: [
        {
          action: "link",
          entity: "identifier",
          count: claims.length,
          payload: { claims: claims.map((one) => one.id) },
        },
      ],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty,
    };
  },
});

const stored = (one: Told) => storedKeys(matchKey(one));
const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`;

/** Links that say something new about somebody who is known; a stranger's id is nobody's yet. */
async function unknownLinks(tx: Transaction, scope: Scope, links: readonly Link[]): Promise<Link[]> {
  const keys = [...new Set(links.flatMap(({ told, left }) => [...told, ...left].flatMap(stored)))];
  const { rows } = await tx.execute<{ key: string; person_id: string; active: boolean }>(sql`
    select i.kind || ':' || i.value as key, i.person_id, i.valid_to is null as active
    from (select split_part(k, ':', 1) as kind, substr(k, strpos(k, ':') + 1) as value from jsonb_array_elements_text(${json(keys)}) as k) w
    join person_identifiers i on i.wedding_id = ${scope.weddingId} and i.kind = w.kind and i.value = w.value and not i.shared
    join people p on p.wedding_id = i.wedding_id and p.id = i.person_id and p.live`);
  const known = new Set(rows.map((row) => row.key));
  const active = new Set(rows.filter((row) => row.active).map((row) => row.key));
  const has = (set: ReadonlySet<string>, one: Told) => stored(one).some((key) => set.has(key));
  return links.filter(({ told, left }) => {
    if (left.length > 0) return left.some((one) => has(known, one));
    return told.some((one) => has(active, one)) && told.some((one) => !has(active, one));
  });
}

async function storeLinks(tx: Transaction, scope: Scope, links: readonly Link[]): Promise<Claim[]> {
  const drafts = links.map(
    ({ told, left, at }): ClaimDraft => ({
      outcome: "ready",
      name: { full: "" },
      phones: [],
      emails: [],
      tags: [],
      problems: [],
      told,
      ...(left.length > 0 ? { left, at } : {}),
    }),
  );
  const made = new Map(drafts.map((draft) => [claimKey(draft, "both", null), draft]));
  const { rows } = await tx.execute<{
    id: string;
    key: string;
    person_id: string | null;
    former_person_id: string | null;
  }>(sql`
    insert into claims (wedding_id, key, kind, side, draft, rows)
    select ${scope.weddingId}, key, 'provider', 'both', draft, 1 from jsonb_to_recordset(${json([...made].map(([key, draft]) => ({ key, draft })))}) as r(key text, draft jsonb)
    on conflict (wedding_id, key) do update set rows = 1 returning id, key, person_id, former_person_id`);
  return rows.map((row) => ({
    id: row.id,
    key: row.key,
    kind: "provider",
    side: "both",
    home: null,
    draft: made.get(row.key)!,
    attested: false,
    personId: row.person_id,
    formerPersonId: row.former_person_id,
  }));
}

/** Do-Not-Message is kept by identifier: who leaves a number takes it along to the next, and what they let come again. */
async function carryStops(tx: Transaction, scope: Scope, links: readonly Link[]): Promise<void> {
  const print = (one: Told) =>
    stored(one).map((key) => {
      const at = key.indexOf(":");
      return fingerprint(key.slice(0, at), key.slice(at + 1)).toString("hex");
    });
  const pairs = links.flatMap(({ told, left }) => {
    const all = [...told, ...left];
    return all.flatMap((from) =>
      told
        .filter((to) => to !== from)
        .flatMap((to) => print(from).flatMap((old) => print(to).map((next) => ({ old, next })))),
    );
  });
  await tx.execute(sql`
    insert into suppressions (wedding_id, fingerprint, key_id, scope, reason, source)
    select distinct on (r.next, s.scope, s.reason) s.wedding_id, r.next, s.key_id, s.scope, s.reason, s.source
    from (select decode(old, 'hex') as old, decode(next, 'hex') as next from jsonb_to_recordset(${json(pairs)}) as p(old text, next text) offset 0) r
    join suppressions s on s.wedding_id = ${scope.weddingId} and s.fingerprint = r.old and s.lifted_at is null
      and s.reason = 'family'
    on conflict do nothing`);
  for (const ground of [OWN_WORD, MARKETING, UNDELIVERED]) {
    const { rows: told } = await tx.execute<ToldStop & { [column: string]: unknown }>(sql`
      select r.next as print, case when s.lifted_at is null then 'stop' else 'resume' end as value, coalesce(s.lifted_at, s.created_at) as at
      from (select decode(old, 'hex') as old, next from jsonb_to_recordset(${json(pairs)}) as p(old text, next text) offset 0) r
      join suppressions s on s.wedding_id = ${scope.weddingId} and s.fingerprint = r.old and s.scope = ${ground.scope} and s.reason = ${ground.reason}`);
    await settleStops(tx, scope, ground, told);
  }
}
