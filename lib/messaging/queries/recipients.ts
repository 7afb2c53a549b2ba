import { type SQL, sql } from "drizzle-orm";
import type { Scope } from "@/lib/access/types";
import { audienceCondition } from "@/lib/audience/queries";
import { answeredSince, asks, asksSilent } from "@/lib/audience/queries/asking";
import type { Audience } from "@/lib/audience/types";
import { verdictOf } from "@/lib/compliance/queries";
import { OPENING_RULES } from "@/lib/compliance/rules";
import { nameIn } from "@/lib/events/queries/words";
import { keptId } from "@/lib/guests/queries/index-keys";
import { phonePlaces } from "@/lib/kernel/places";
import { measureOf } from "@/lib/kernel/template-text";
import { BODY_MAX, type Fill, speaksOfFunctions } from "@/lib/messaging/rules/parameters";
import type { RunPurpose } from "@/lib/messaging/rules/runs";
import { asksOfCancelled } from "./called-off";
import { type News, newsFacts } from "./news";
import { tooLateToAnswer } from "./too-late";
import { linkLength } from "./too-long";

export interface RunFacts {
  id: string;
  wave: string;
  audience: Audience;
  templateApproved: boolean;
  /** As the provider calls it: "hi", "en_US". */
  templateLanguage: string;
  /** As the provider calls it: MARKETING, UTILITY. */
  templateCategory: string;
  /** ISO 3166 codes the sender may not write to. */
  blockedCountries: readonly string[];
  hosts: string;
  purpose: RunPurpose;
  /** The change it tells: then it speaks of that function alone. */
  news: News | null;
  /** Nothing leaves after this; null: whenever. */
  endsAt: Date | null;
  /** What the template's variables are filled with, in their order. */
  fills: readonly (Fill | null)[];
  templateBody: string;
  provider: "meta" | "twilio" | "wa_link";
}

/** One variable's value for a household; null stands for its own link, which is made when the message leaves. */
function filled(fill: Fill | null, { hosts, news, templateLanguage }: RunFacts): SQL {
  switch (fill?.kind) {
    case "family":
      return sql`left(unit.name, 100)`;
    case "hosts":
      return sql`${hosts}::text`;
    case "functions":
      return sql`invited.functions`;
    case "places":
      return spokenIn(templateLanguage) === "en"
        ? sql`(invited.adults + invited.children) || ' (' || concat_ws(', ',
        case when invited.adults > 0 then invited.adults || case invited.adults when 1 then ' adult' else ' adults' end end,
        case when invited.children > 0 then invited.children || case invited.children when 1 then ' child' else ' children' end end) || ')'`
        : // In any other language a number says it without a word of English.
          sql`(invited.adults + invited.children)::text`;
    case "deadline":
      return sql`coalesce(invited.deadline, '-')`;
    case "text":
      return sql`${fill.text}::text`;
    case "function":
      return sql`${news?.event ?? null}::text`;
    case "was":
    case "now":
    case "place":
      return sql`${news?.words[fill.kind] ?? null}::text`;
    default:
      return sql`null::text`;
  }
}

/** Whether the text, filled for a household, is longer than the provider takes; a relative's own phone takes any. */
function lengthFacts(run: RunFacts): { tooLong?: SQL } {
  if (run.provider === "wa_link") return {};
  const { fixed, times } = measureOf(run.templateBody);
  const values = run.fills.map(
    (fill, place) =>
      sql`${times[place] ?? 0}::int * coalesce(char_length(${filled(fill, run)}), ${linkLength()}::int)`,
  );
  return { tooLong: sql`${sql.join([sql`${fixed}::int`, ...values], sql` + `)} > ${BODY_MAX}` };
}

/** What keeps a household from a run that is for the silent, or for whoever gave one answer. */
const answerFacts = (scope: Scope, { purpose, audience }: RunFacts) => {
  const run = { purpose: sql`${purpose}::text`, audience: sql`${JSON.stringify(audience)}::jsonb` };
  return {
    functionCancelled: sql`${asksSilent(run.purpose, run.audience)} and ${asksOfCancelled(sql`${scope.weddingId}`, sql`${audience.event ?? null}::text`)}`,
    answered: answeredSince(run, sql`${scope.weddingId}::uuid`, sql`unit.id`),
  };
};

/** What besides keeps it from being reminded: it was never asked, or it is too late. */
const remindedFacts = (scope: Scope, { audience, endsAt }: RunFacts) => ({
  notAsked: sql`not exists (select 1 from asked where asked.unit_id = unit.id)`,
  deadlinePassed: sql`${isOver(endsAt)} or ${tooLateToAnswer(sql`${scope.weddingId}::uuid`, sql`unit.id`, sql`${audience.event ?? null}::uuid`)}`,
});

/** What keeps a household from the news of a change. */
const toldFacts = (scope: Scope, { news, endsAt }: RunFacts) => ({
  ...newsFacts({
    wedding: sql`${scope.weddingId}`,
    change: sql`${news?.changeId ?? null}`,
    version: sql`${news?.version ?? null}`,
    unit: sql`unit.id`,
  }),
  deadlinePassed: isOver(endsAt),
});

/** They ask whether a family comes, or show how that is going to be asked. */
const ASKING: readonly RunPurpose[] = ["invitation", "reminder", "test"];

/** The language a text is in, without the country it is spoken in. */
const spokenIn = (code: string): string => code.split("_", 1)[0]!;
const spoken = (code: string): SQL => sql`${spokenIn(code)}::text`;

const isOver = (endsAt: Date | null): SQL =>
  sql`coalesce(${endsAt?.toISOString() ?? null}::timestamptz <= now(), false)`;
/** A reminder to the silent is also for who was not sure and is to be asked again by now. */
const audienceOf = ({ purpose, audience }: RunFacts): Audience =>
  purpose === "reminder" && audience.answer === "none" ? { ...audience, answer: "open" } : audience;

/**
 * The common table expressions behind rehearsal, file and freeze: `recipient(unit_id, side, name, destination,
 * shared, country, content, reason)`, one row per household of the audience that is invited to something; of thanks, per household
 * that gave, invited or not. SQL gathers the facts, the gate's rules decide.
 */
export function recipientCtes(scope: Scope, run: RunFacts): SQL {
  const marketing = run.templateCategory === "MARKETING" ? sql`true` : sql`false`;
  return sql`
    went as (
      select u.id, fence.home_of(u.wedding_id, u.id) as root from guest_units u where u.wedding_id = ${scope.weddingId} and u.joined_into is not null
    ), unit as (
      select u.id, u.side, u.name, u.attested from guest_units u where ${audienceCondition(scope, audienceOf(run))}
    ), numbered as (
      select e.id, e.position, ${nameIn(spoken(run.templateLanguage))} as name, case when e.rsvp_deadline > now() then e.rsvp_deadline at time zone e.zone end as deadline,
        ${ASKING.includes(run.purpose) ? sql`coalesce(e.starts_at > now(), true)` : sql`true`} as ahead, 2::numeric ^ (row_number() over (order by e.position, e.id) - 1) as bit
      from events e where e.wedding_id = ${scope.weddingId} and ${run.news ? sql`e.id = ${run.news.eventId}` : sql`e.cancelled_at is null`}
    ), seats as materialized (
      -- Nobody is asked to what has begun, as long as something is still to come.
      select i.unit_id, coalesce(sum(n.bit) filter (where n.ahead), sum(n.bit)) as functions,
        coalesce(max(i.adults) filter (where n.ahead), max(i.adults)) as adults, coalesce(max(i.children) filter (where n.ahead), max(i.children)) as children
      from invitations i join numbered n on n.id = i.event_id where i.wedding_id = ${scope.weddingId} group by i.unit_id
    ), programme as materialized (
      -- Few sets of functions are asked to by all households: their words are made once for each.
      select s.functions as set, string_agg(n.name, ' · ' order by n.bit) as functions, jsonb_agg(n.id order by n.bit) as event_ids, ${spokenIn(run.templateLanguage) === "en" ? sql`to_char(min(n.deadline), 'FMDD FMMonth')` : sql`to_char(min(n.deadline), 'DD/MM/YYYY')`} as deadline
      from (select distinct functions from seats) s join numbered n on mod(div(s.functions, n.bit), 2) = 1 group by s.functions
    ), invited as (
      select s.unit_id, s.adults, s.children, p.functions, p.event_ids, p.deadline from seats s join programme p on p.set = s.functions
    ), ground as (
      -- A guest's own latest word, of the household or one that joined it, stands over the host's.
      select distinct on (coalesce(w.root, c.unit_id)) coalesce(w.root, c.unit_id) as unit_id, c.granted from consents c left join went w on w.id = c.unit_id
      where c.wedding_id = ${scope.weddingId} and c.basis = 'guest_reply' order by coalesce(w.root, c.unit_id), c.recorded_at desc, c.id desc
    ), proxied as (
      -- A household without a phone of its own: somebody else's is used, on that one's word.
      select distinct on (u.id) u.id as unit_id, p.id as person_id, d.value, d.fingerprint, coalesce(og.granted = 'yes', owner.attested) as vouched from guest_units u
      join people x on x.wedding_id = u.wedding_id and x.id = u.proxy_person_id
      join people p on p.wedding_id = x.wedding_id and p.id = ${keptId("x")} and p.live
      join person_identifiers d on d.wedding_id = p.wedding_id and d.person_id = p.id and d.kind = 'phone' and d.valid_to is null
      left join guest_units owner on owner.wedding_id = p.wedding_id and owner.id = p.unit_id
      left join ground og on og.unit_id = p.unit_id
      where u.wedding_id = ${scope.weddingId} and u.live and u.proxy_person_id is not null order by u.id, d.position, d.id
    ), address as materialized (
      (select distinct on (p.unit_id) p.unit_id, p.id as person_id, false as proxied, null::boolean as vouched, d.value, d.fingerprint, d.shared
      from people p join person_identifiers d on d.wedding_id = p.wedding_id and d.person_id = p.id and d.kind = 'phone' and d.valid_to is null
      where p.wedding_id = ${scope.weddingId} and p.live and p.unit_id not in (select unit_id from proxied)
      order by p.unit_id, p.contact_rank, p.id, d.position, d.id)
      union all select unit_id, person_id, true, vouched, value, fingerprint, true from proxied
    ), taken as (
      select distinct coalesce(w.root, m.unit_id) as unit_id from messages m left join went w on w.id = m.unit_id
      where m.wedding_id = ${scope.weddingId} and m.wave = ${run.wave} and m.run_id <> ${run.id}
        -- What failed or was called off lets a family be asked again, unless something speaks for delivery.
        and (m.state not in ('failed', 'blocked', 'cancelled') or m.attempts > 0 and exists (select 1 from message_attempts a join message_receipts c on c.wedding_id = a.wedding_id and c.attempt_id = a.id
          where a.wedding_id = m.wedding_id and a.message_id = m.id and c.status in ('delivered', 'read')))
    ), asked as (
      select distinct coalesce(w.root, m.unit_id) as unit_id from messages m
      join send_runs r on r.wedding_id = m.wedding_id and r.id = m.run_id and ${asks(sql`r`)} left join went w on w.id = m.unit_id
      where m.wedding_id = ${scope.weddingId} and m.kind = 'template' and m.state in ('accepted', 'sent', 'delivered', 'read', 'in_doubt') and m.run_id <> ${run.id}
    ), stopped as (
      -- By every identifier of whoever is written to: a stop may have come with an id and no number.
      select distinct d.person_id from suppressions s join person_identifiers d on d.wedding_id = s.wedding_id and d.fingerprint = s.fingerprint
      where s.wedding_id = ${scope.weddingId} and s.lifted_at is null and s.scope = 'all'
    ), unsubscribed as (
      select distinct d.person_id from suppressions s join person_identifiers d on d.wedding_id = s.wedding_id and d.fingerprint = s.fingerprint
      where s.wedding_id = ${scope.weddingId} and s.lifted_at is null and s.scope = 'marketing' and ${marketing}
    ), place as (
      select * from jsonb_to_recordset(${JSON.stringify(phonePlaces())}::jsonb) as p(prefix text, country text)
    ), held as (
      select h.fingerprint from contact_holds h where h.wedding_id = ${scope.weddingId} and h.until > now()
    ), crowded as (
      -- Several households of this run at a number that is only one's: the first of them is written to. No number is active twice
      -- unless one of the two is marked as shared, so the few that are marked tell which to look at.
      select a.unit_id, not bool_and(a.shared) over (partition by a.value) and row_number() over (partition by a.value order by a.unit_id) > 1 as late
      from address a join unit on unit.id = a.unit_id join seats s on s.unit_id = a.unit_id
      where not a.proxied and a.value in (select d.value from person_identifiers d where d.wedding_id = ${scope.weddingId} and d.kind = 'phone' and d.valid_to is null and d.shared)
    ), recipient as (
      select unit.id as unit_id, unit.side, unit.name, a.value as destination, coalesce(a.shared, false) as shared, n.country,
        jsonb_build_object('params', jsonb_build_array(${sql.join(
          run.fills.map((fill) => filled(fill, run)),
          sql`, `,
        )}), 'events', coalesce(invited.event_ids, '[]')) as content,
        ${verdictOf(OPENING_RULES, {
          hasAddress: sql`a.value is not null`,
          marketingStopped: sql`w.person_id is not null`,
          usMarketing: sql`n.country is not null and n.country = 'US' and ${marketing}`,
          countryBlocked: sql`n.country is not null and ${JSON.stringify(run.blockedCountries)}::jsonb ? n.country`,
          suppressed: sql`s.person_id is not null`,
          hasConsent: sql`coalesce(a.vouched, g.granted = 'yes', unit.attested) and (g.granted is null or g.granted = 'yes')`,
          templateApproved: run.templateApproved ? sql`true` : sql`false`,
          invitedInWave: sql`t.unit_id is not null`,
          ...lengthFacts(run),
          ...answerFacts(scope, run),
          ...(run.purpose === "reminder" ? remindedFacts(scope, run) : {}),
          ...(run.purpose === "change" ? toldFacts(scope, run) : {}),
          ...(run.purpose === "thanks" && speaksOfFunctions(run.fills)
            ? { notInvited: sql`invited.unit_id is null` }
            : {}),
          numberTaken: sql`coalesce(c.late, false)`,
          onHold: sql`h.fingerprint is not null`,
        })} as reason
      from unit
      ${run.purpose === "thanks" ? sql`left join` : sql`join`} invited on invited.unit_id = unit.id
      left join address a on a.unit_id = unit.id
      left join crowded c on c.unit_id = unit.id
      left join ground g on g.unit_id = unit.id
      left join taken t on t.unit_id = unit.id
      left join stopped s on s.person_id = a.person_id
      left join unsubscribed w on w.person_id = a.person_id
      -- The longest prefix that fits tells the country.
      left join place p5 on p5.prefix = left(a.value, 5)
      left join place p4 on p4.prefix = left(a.value, 4)
      left join place p3 on p3.prefix = left(a.value, 3)
      left join place p2 on p2.prefix = left(a.value, 2)
      cross join lateral (select coalesce(p5.country, p4.country, p3.country, p2.country) as country) n
      left join held h on h.fingerprint = a.fingerprint
    )`;
}

/** What is hashed of one row of `recipient`. */
export const recipientLine: SQL = sql`sha256(convert_to(concat_ws('|', unit_id::text, coalesce(destination, '-'), content::text, coalesce(reason, 'send')), 'UTF8'))`;

/** One line per row, in household order, hashed: the same for what was rehearsed and what was frozen. */
export const recipientsHash: SQL = sql`encode(sha256(coalesce(string_agg(line, ''::bytea order by unit_id), ''::bytea)), 'hex')`;
