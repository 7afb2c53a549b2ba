import { type SQL, sql } from "drizzle-orm";
import { preparedShape } from "@/db/client";
import { answeredSince } from "@/lib/audience/queries/asking";
import { loadSendingRules, quietCountries, type SendingRules, verdictOf } from "@/lib/compliance/queries";
import { HALTS, OPENING_RULES, REPLY_RULES, type ReasonCode, WAITS } from "@/lib/compliance/rules";
import { keptId } from "@/lib/guests/queries/index-keys";
import { claimInput } from "@/lib/messaging/inputs";
import type { OutgoingContent } from "@/lib/messaging/ports";
import { speaksOfCancelled } from "@/lib/messaging/queries/called-off";
import { answersNobody, awaitsFile, sendsNoUtility } from "@/lib/messaging/queries/dispatch";
import { newsFacts } from "@/lib/messaging/queries/news";
import { uninvitedSince } from "@/lib/messaging/queries/still-invited";
import { tooLateToAnswer } from "@/lib/messaging/queries/too-late";
import { type ClaimedTemplate, contentOf, type FrozenContent } from "@/lib/messaging/rules/content";
import { defineCommand, type Outcome } from "@/lib/platform/command";
import { env } from "@/lib/platform/env";
import { linkTokens } from "./guest-links";
import { lockCaps, openingBudget, writtenBefore } from "./opening-budget";

export interface ClaimedMessage {
  attemptId: string;
  messageId: string;
  destination: string;
  content: OutgoingContent;
}

type ClaimedRow = {
  attempt_id: string;
  message_id: string;
  destination: string;
  kind: "template" | "reply";
  content: FrozenContent | OutgoingContent;
  template: ClaimedTemplate | null;
};

const codes = (reasons: readonly ReasonCode[]): SQL =>
  sql`(${sql.join(
    reasons.map((reason) => sql`${reason}`),
    sql`, `,
  )})`;
const LATER = codes([...WAITS, ...HALTS]);

/** Whether a household had as many openings as the wedding's own rules allow; what is out, or may be, counts. */
function overCap({ perDay, perWeek }: SendingRules): SQL {
  const reached = (most: number, interval: string): SQL => sql`(
    select count(*) from messages o join message_attempts a on a.wedding_id = o.wedding_id and a.id = o.last_attempt_id
    join send_runs r on r.wedding_id = o.wedding_id and r.id = o.run_id and r.purpose <> 'test'
    where o.wedding_id = m.wedding_id and o.unit_id in (select fence.family_of(m.wedding_id, fence.home_of(m.wedding_id, m.unit_id))) and o.id <> m.id and o.kind = 'template' and a.state <> 'failed'
      and a.started_at > now() - ${interval}::interval) >= ${most}`;
  const caps = [
    ...(perDay === null ? [] : [reached(perDay, "1 day")]),
    ...(perWeek === null ? [] : [reached(perWeek, "7 days")]),
  ];
  // Two of one claim do not see each other's attempts: the second waits for the next claim.
  const second = sql`row_number() over (partition by m.kind, ${HOME} order by m.next_at, m.id) > 1`;
  return caps.length === 0 ? sql`false` : sql`(${sql.join([second, ...caps], sql` or `)})`;
}

/** The household of the message, or the one it went into; worked out first, for no index is reached by a function. */
const HOME = sql`homed.home`;

const NEWS = newsFacts({
  wedding: sql`m.wedding_id`,
  change: sql`r.change_id`,
  version: sql`r.change_version`,
  unit: HOME,
});

/** A call ends after ten seconds; one that is not settled after this long has lost its process and is a doubt. */
const STALE_AFTER = "30 seconds";

/**
 * Claims due messages of one sender and commits an attempt for each BEFORE any call is made. Replies go first. The gate
 * is asked again, for what may have changed since the freeze; who is refused becomes `blocked` here.
 */
export const claimMessages = defineCommand({
  name: "messaging.claim",
  permission: "jobs.run",
  input: claimInput,
  irreversible: "A claim is settled by the provider's answer, a receipt, or a human.",
  async run({ tx, scope, now }, { senderId, limit, messageId }): Promise<Outcome<ClaimedMessage[]>> {
    const one = messageId ? sql`and q.id = ${messageId}` : sql``;
    const rules = await loadSendingRules(tx, scope);
    if (rules.perDay !== null || rules.perWeek !== null) await lockCaps(tx, scope);
    const budget = await openingBudget(tx, scope, senderId);
    const { rows } = await preparedShape<
      ClaimedRow & { run_id: string | null; unit_id: string; reason: string | null }
    >(
      tx,
      "claim",
      sql`
      with sender as (
        select s.id, s.state, ${answersNobody} as mute, ${sendsNoUtility} as no_utility from senders s where s.wedding_id = ${scope.weddingId} and s.id = ${senderId} and s.state <> 'stopped'
      ), reply as (
        select m.id from messages m
        where m.wedding_id = ${scope.weddingId} and exists (select 1 from sender where not mute) and m.run_id is null and m.state = 'queued' and m.sender_id = ${senderId} and m.next_at <= now()
        order by m.next_at, m.id limit ${limit} for update skip locked
      ), campaign as (
        select m.id from send_runs r cross join lateral (
          select q.id from messages q
          where q.wedding_id = r.wedding_id and q.run_id = r.id and q.state = 'queued' and q.next_at <= now() ${one}
          order by q.next_at, q.id limit ${limit} for update skip locked
        ) m
        where r.wedding_id = ${scope.weddingId} and exists (select 1 from sender where state = 'active' and not (no_utility and coalesce(r.category, '') = 'UTILITY')) and r.sender_id = ${senderId} and r.state = 'sending'
          and not ${awaitsFile}
        limit greatest(0, ${limit}::int - (select count(*)::int from reply))
      ), due as (select id from reply union all select id from campaign),
      homed as materialized (
        select s.*, case when s.live then false else not exists (select 1 from guest_units g where g.wedding_id = ${scope.weddingId} and g.id = s.home and g.live) end as off,
          (select ${keptId("x")} from guest_units g join people x on x.wedding_id = g.wedding_id and x.id = g.proxy_person_id
          where g.wedding_id = ${scope.weddingId} and g.id = s.home) as proxy
        from (
          select m.id, h.live, case when h.live then m.unit_id else fence.home_of(m.wedding_id, m.unit_id) end as home
          from due join messages m on m.wedding_id = ${scope.weddingId} and m.id = due.id left join guest_units h on h.wedding_id = m.wedding_id and h.id = m.unit_id
          offset 0
        ) s
      ), gated as (
        select m.*, case when t.id is not null then jsonb_build_object('providerId', t.provider_id, 'name', t.name, 'language', t.language, 'parameters', t.parameters,
            'buttons', t.buttons, 'urlButton', t.url_button, 'slots', t.slots, 'header', case when t.header->>'format' <> 'TEXT' then r.header end) end as template,
          homed.off or coalesce(u.known, false) as known, coalesce(u.everything, false) as suppressed, coalesce(u.marketing, false) and coalesce(t.category = 'MARKETING', false) as marketing_stopped,
          coalesce(m.country = 'US' and t.category = 'MARKETING', false) as us_marketing,
          coalesce(n.blocked_countries ? m.country, false) as country_blocked,
          coalesce(r.category is null or t.category = r.category, true) as category_as_approved,
          ${speaksOfCancelled(sql`${scope.weddingId}`)} as function_cancelled,
          ${answeredSince({ purpose: sql`r.purpose`, audience: sql`r.audience` }, sql`m.wedding_id`, HOME)} or coalesce(r.purpose = 'change', false) and ${NEWS.answered} as answered,
          coalesce(r.purpose = 'change', false) and ${NEWS.newsOutdated} as news_outdated,
          coalesce(r.purpose = 'change', false) and ${NEWS.notComing} as not_coming,
          -- Whoever is off the guest list is invited to nothing, whatever else may speak against the message.
          homed.off or ${uninvitedSince(HOME)} as not_invited,
          coalesce(r.ends_at <= now(), false) or coalesce(r.purpose = 'reminder', false) and ${tooLateToAnswer(sql`${scope.weddingId}::uuid`, HOME, sql`(r.audience->>'event')::uuid`)} as deadline_passed,
          q.until as quiet_until, ${overCap(rules)} as over_cap,
          row_number() over (partition by m.kind order by m.next_at, m.id) > ${budget.day?.left ?? limit} as over_limit,
          ${budget.hour ? sql`not ${writtenBefore(sql`m`)} and row_number() over (partition by m.kind, ${writtenBefore(sql`m`)} order by m.next_at, m.id) > ${budget.hour.left}` : sql`false`} as over_hour,
          exists (select 1 from contact_holds h join person_identifiers d on d.wedding_id = h.wedding_id and d.fingerprint = h.fingerprint
            where h.wedding_id = m.wedding_id and h.until > now() and d.kind = 'phone' and d.value = m.destination) as held,
          -- A household that stands by itself is looked up here: the function, which follows joins and proxies, took 2 ms a message.
          homed.off or case when h.live and h.proxy_person_id is null and not exists (select 1 from guest_units j where j.wedding_id = m.wedding_id and j.joined_into = m.unit_id)
            then coalesce((select c.granted = 'yes' from consents c where c.wedding_id = m.wedding_id and c.unit_id = m.unit_id and c.basis = 'guest_reply'
              order by c.recorded_at desc, c.id desc limit 1), h.attested)
            else fence.consented(m.wedding_id, m.unit_id) end as consented,
          coalesce(t.status = 'APPROVED', false) as approved,
          exists (select 1 from contact_windows w where w.wedding_id = m.wedding_id and w.sender_id = m.sender_id and w.destination = m.destination
            and w.last_inbound_at > now() - interval '24 hours') as window_open
        from homed join messages m on m.wedding_id = ${scope.weddingId} and m.id = homed.id
        left join send_runs r on r.wedding_id = m.wedding_id and r.id = m.run_id
        left join templates t on t.wedding_id = r.wedding_id and t.id = r.template_id
        left join senders n on n.wedding_id = m.wedding_id and n.id = ${senderId}
        left join guest_units h on h.wedding_id = m.wedding_id and h.id = m.unit_id
        left join jsonb_to_recordset(${JSON.stringify(quietCountries(rules.quiet, now))}::jsonb) as q(country text, until timestamptz) on q.country = m.country
        -- By the number itself, and by whatever else is known of whoever has it; it is theirs as long as somebody of the
        -- household has it, or whoever is written to for them.
        left join lateral (
          select bool_or(s.scope = 'all') as everything, bool_or(s.scope = 'marketing') as marketing,
            bool_or(d.valid_to is null and w.live and (w.unit_id = homed.home or w.id = homed.proxy)) as known from person_identifiers d
          join people w on w.wedding_id = d.wedding_id and w.id = d.person_id
          join person_identifiers o on o.wedding_id = d.wedding_id and o.person_id = d.person_id and (o.id = d.id or o.valid_to is null and d.valid_to is null)
          left join suppressions s on s.wedding_id = o.wedding_id and s.fingerprint = o.fingerprint and s.lifted_at is null
          where d.wedding_id = m.wedding_id and d.kind = 'phone' and d.value = m.destination) u on true
      ), verdict as (
        select g.*, case when g.kind = 'reply'
          then ${verdictOf(REPLY_RULES, { suppressed: sql`g.suppressed`, windowOpen: sql`g.window_open` })}
          else ${verdictOf(OPENING_RULES, {
            hasAddress: sql`g.known`,
            suppressed: sql`g.suppressed`,
            hasConsent: sql`g.consented`,
            templateApproved: sql`g.approved`,
            categoryAsApproved: sql`g.category_as_approved`,
            functionCancelled: sql`g.function_cancelled`,
            marketingStopped: sql`g.marketing_stopped`,
            usMarketing: sql`g.us_marketing`,
            countryBlocked: sql`g.country_blocked`,
            notInvited: sql`g.not_invited`,
            newsOutdated: sql`g.news_outdated`,
            notComing: sql`g.not_coming`,
            answered: sql`g.answered`,
            deadlinePassed: sql`g.deadline_passed`,
            onHold: sql`g.held`,
            overLimit: sql`g.over_limit`,
            overHour: sql`g.over_hour`,
            overCap: sql`g.over_cap`,
            quietNow: sql`g.quiet_until is not null`,
          })} end as verdict
        from gated g
      ), called as (
        update messages m set state = 'calling', sender_id = ${senderId}, attempts = m.attempts + 1, last_attempt_id = uuidv7(), next_at = now() + ${STALE_AFTER}::interval
        from verdict v where m.wedding_id = v.wedding_id and m.id = v.id and v.verdict is null
        returning m.id, m.wedding_id, m.side, m.attempts, m.last_attempt_id
      ), refused as (
        -- What a human wanted sent again, and may have gone out before, is a doubt as it was.
        update messages m set (state, reason) = (
          select case when count(*) > 0 then 'in_doubt' else 'blocked' end, case when count(*) > 0 then 'NO_ANSWER' else v.verdict end
          from message_attempts a where a.wedding_id = m.wedding_id and a.message_id = m.id and a.state <> 'failed')
        from verdict v where m.wedding_id = v.wedding_id and m.id = v.id and v.verdict is not null and v.verdict not in ${LATER}
        returning m.id
      ), waiting as (
        -- What passes by itself is waited for; what is wrong with the message waits for a human, who finds the run paused.
        update messages m set next_at = case v.verdict when 'QUIET_HOURS' then v.quiet_until when 'DAILY_LIMIT' then ${budget.day?.freeAt ?? null}::timestamptz
          when 'NEW_PER_HOUR' then greatest(now() + interval '5 seconds', ${budget.hour?.freeAt ?? null}::timestamptz) else now() + interval '1 hour' end
        from verdict v where m.wedding_id = v.wedding_id and m.id = v.id and v.verdict in ${LATER}
        returning m.id
      ), halted as (
        update send_runs r set state = 'paused', state_reason = case v.verdict when 'CATEGORY_CHANGED' then 'template:CATEGORY' when 'FUNCTION_CANCELLED' then 'function:CANCELLED' else 'template:NOT_APPROVED' end
        from verdict v where r.wedding_id = v.wedding_id and r.id = v.run_id and v.verdict in ${codes(HALTS)} and r.state = 'sending'
        returning r.id
      ), attempt as (
        insert into message_attempts (id, wedding_id, message_id, side, number)
        select last_attempt_id, wedding_id, id, side, attempts from called returning id
      )
      select c.last_attempt_id as attempt_id, v.id as message_id, v.destination, v.kind, v.content, v.template, v.run_id, v.unit_id, v.verdict as reason
      from verdict v left join called c on c.id = v.id
      where (select count(*) from attempt) + (select count(*) from refused) + (select count(*) from waiting) + (select count(*) from halted) >= 0`,
    );
    if (rows.length === 0) return { unchanged: [] };
    const claimed = rows.filter((row) => row.reason === null);
    const tokens = await linkTokens(
      tx,
      scope,
      claimed.filter(wantsLink).map((row) => row.unit_id),
    );
    const refused = rows.filter((row) => row.reason !== null);
    return {
      result: claimed.map((row) => toClaimed(row, tokens.get(row.unit_id))),
      audit: [
        {
          action: "claim",
          entity: "message",
          count: rows.length,
          payload: {
            attempts: claimed.map((row) => row.attempt_id),
            refused: refused.map((row) => ({ message: row.message_id, reason: row.reason })),
          },
        },
      ],
      topics: [],
      dirty: refused.flatMap((row) =>
        row.run_id
          ? [
              { kind: "run" as const, key: row.run_id },
              { kind: "unit" as const, key: row.unit_id },
            ]
          : [],
      ),
    };
  },
});

/** Whether a message carries the household's own link, which is made only now. */
const wantsLink = ({ kind, content, template }: ClaimedRow): boolean =>
  kind === "template" &&
  ((content as FrozenContent).params.includes(null) || template?.urlButton?.variable === true);

const toClaimed = (row: ClaimedRow, token: string | undefined): ClaimedMessage => ({
  attemptId: row.attempt_id,
  messageId: row.message_id,
  destination: row.destination,
  content:
    row.kind === "reply"
      ? (row.content as OutgoingContent)
      : contentOf(row.message_id, row.content as FrozenContent, row.template!, {
          token: token ?? "",
          address: `${env().APP_URL.replace(/\/$/, "")}/g/${token ?? ""}`,
        }),
});
