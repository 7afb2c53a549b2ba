import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { takesPlace } from "@/lib/events/queries";
import { keptId } from "@/lib/guests/queries/index-keys";
import { isFound, searchTerms } from "@/lib/guests/queries/search";
import { hasAnswered } from "./queries/answered";
import { asks } from "./queries/asking";
import { thanksArrived } from "./queries/thanked";
import type { Audience } from "./types";

/**
 * The one resolver: a condition on `guest_units u` that the preview, the check and the freeze all use, so that they
 * cannot differ.
 */
export function audienceCondition(scope: Scope, audience: Audience): SQL {
  const { side, tag, event, answer, language, list, change, gift, lacks, search, units } = audience;
  return sql.join(
    [
      sql`u.wedding_id = ${scope.weddingId} and u.live`,
      ...(side ? [sql`u.side = ${side}`] : []),
      ...(language ? [sql`u.language = ${language}`] : []),
      ...(tag
        ? [
            sql`exists (select 1 from unit_tags t where t.wedding_id = u.wedding_id and t.unit_id = u.id and t.tag = ${tag})`,
          ]
        : []),
      ...(event
        ? [
            sql`exists (select 1 from invitations i where i.wedding_id = u.wedding_id and i.unit_id = u.id and i.event_id = ${event})`,
          ]
        : []),
      ...(answer ? [answerCondition(answer, event)] : []),
      ...(list ? [listCondition(scope, list)] : []),
      ...(change ? [changeCondition(scope, change)] : []),
      ...(gift ? [giftCondition(scope, gift)] : []),
      ...(lacks ? [LACKS[lacks]] : []),
      ...contactConditions(scope, audience),
      ...(search ? [isFound(sql`u.id`, scope, searchTerms(scope, search))] : []),
      ...(units
        ? [sql`u.id in (select jsonb_array_elements_text(${JSON.stringify(units)}::jsonb)::uuid)`]
        : []),
    ],
    sql` and `,
  );
}

/** Somebody who lives there is spoken of by a row of the list that still counts. */
const listCondition = (scope: Scope, list: string): SQL => sql`u.id in (
  select p.unit_id from import_rows r
  join claims c on c.wedding_id = r.wedding_id and c.id = r.claim_id
  join people k on k.wedding_id = c.wedding_id and k.id = c.person_id
  join people p on p.wedding_id = k.wedding_id and p.id = ${keptId("k")} and p.live
  where r.wedding_id = ${scope.weddingId} and r.batch_id = ${list} and r.outcome <> 'undone')`;

/** Whom a change concerns: they said they come, or may, when it was otherwise. A cancelled function concerns all of them. */
const changeCondition = (scope: Scope, change: string): SQL => sql`u.id in (
  select c.unit_id from event_changes x
  join rsvp_current c on c.wedding_id = x.wedding_id and c.event_id = x.event_id and c.answer in ('yes', 'maybe')
    and (c.answered_at <= x.changed_at or (x.after->>'cancelled')::boolean)
  where x.wedding_id = ${scope.weddingId} and x.id = ${change})`;

/** Who gave, by the book of gifts; what one that joined a household gave is the household's. */
const giftCondition = (scope: Scope, gift: NonNullable<Audience["gift"]>): SQL => sql`u.id in (
  select fence.home_of(g.wedding_id, g.unit_id) from gifts g
  where g.wedding_id = ${scope.weddingId} and g.unit_id is not null and g.removed_at is null ${gift === "not_thanked" ? sql`and not ${thanksArrived("g")}` : sql``})`;

const LACKS: Record<NonNullable<Audience["lacks"]>, SQL> = {
  invitation: sql`not exists (select 1 from invitations i where i.wedding_id = u.wedding_id and i.unit_id = u.id and ${takesPlace(sql`i.wedding_id`, sql`i.event_id`)})`,
  number: sql`not exists (select 1 from people p join person_identifiers d on d.wedding_id = p.wedding_id and d.person_id = p.id
      and d.kind = 'phone' and d.valid_to is null where p.wedding_id = u.wedding_id and p.unit_id = u.id and p.live)
    and not exists (select 1 from people x join person_identifiers d on d.wedding_id = x.wedding_id and d.person_id = ${keptId("x")}
      and d.kind = 'phone' and d.valid_to is null where x.wedding_id = u.wedding_id and x.id = u.proxy_person_id)`,
};

/** What was sent before to the household or to one that went into it. Subqueries of ids, each worked out once. */
function contactConditions(scope: Scope, { reachedFewer, silentDays, notInRun, event }: Audience): SQL[] {
  const sent = sql`messages m
    join send_runs r on r.wedding_id = m.wedding_id and r.id = m.run_id
    left join (
      select g.id, fence.home_of(g.wedding_id, g.id) as root from guest_units g where g.wedding_id = ${scope.weddingId} and g.joined_into is not null
    ) went on went.id = m.unit_id`;
  const home = sql`coalesce(went.root, m.unit_id)`;
  const mine = sql`m.wedding_id = ${scope.weddingId}`;
  return [
    ...(reachedFewer
      ? [
          sql`u.id not in (select ${home} from ${sent} where ${mine} and m.kind = 'template' and r.purpose <> 'test' and m.state in ('delivered', 'read') group by 1 having count(*) >= ${reachedFewer})`,
        ]
      : []),
    ...(silentDays === undefined
      ? []
      : [
          sql`u.id in (select ${home} from ${sent}
            join message_receipts c on c.wedding_id = m.wedding_id and c.attempt_id = m.last_attempt_id and c.status = 'read'
            where ${mine} and m.kind = 'template' and ${asks(sql`r`)} and c.provider_at <= now() - make_interval(days => ${silentDays}))`,
          answerCondition("open", event),
        ]),
    ...(notInRun
      ? [
          sql`u.id not in (select ${home} from ${sent} where ${mine} and m.run_id = ${notInRun} and m.state not in ('blocked', 'cancelled'))`,
        ]
      : []),
  ];
}

function answerCondition(answer: NonNullable<Audience["answer"]>, event: string | undefined): SQL {
  const current = sql`select 1 from rsvp_current c where c.wedding_id = u.wedding_id and c.unit_id = u.id ${event ? sql`and c.event_id = ${event}` : sql``}`;
  if (answer === "none" || answer === "open") {
    const replied =
      answer === "none"
        ? sql`exists (${current} ${event ? sql`` : sql`and ${takesPlace(sql`c.wedding_id`, sql`c.event_id`)}`})`
        : hasAnswered(sql`u.wedding_id`, sql`u.id`, event ? sql`${event}::uuid` : null);
    return sql`exists (select 1 from invitations i where i.wedding_id = u.wedding_id and i.unit_id = u.id ${event ? sql`and i.event_id = ${event}` : sql`and ${takesPlace(sql`i.wedding_id`, sql`i.event_id`)}`})
      and not ${replied}`;
  }
  return sql`exists (${current} and c.answer = ${answer})`;
}

/** How many households the question names. */
export async function countAudience(tx: Transaction, scope: Scope, audience: Audience): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(
    sql`select count(*)::int as n from guest_units u where ${audienceCondition(scope, audience)}`,
  );
  return rows[0]!.n;
}

/** Which households the question names now, to name the same ones again later; at most as many as an audience may list. */
export async function listAudienceUnits(
  tx: Transaction,
  scope: Scope,
  audience: Audience,
  limit = 20_000,
): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(
    sql`select u.id from guest_units u where ${audienceCondition(scope, audience)} order by u.id limit ${limit}`,
  );
  return rows.map((row) => row.id);
}
