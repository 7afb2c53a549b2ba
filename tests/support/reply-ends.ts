import { mintScope } from "@/lib/access/policy";
import { guestListCopy } from "@/lib/exports/queries";
import { listChat } from "@/lib/messaging/queries/chat";
import { inTenant, readTenant } from "@/lib/platform/transaction";
import { reconcileProjections } from "@/lib/reports/commands/reconcile-projections";
import { refreshProjections } from "@/lib/reports/commands/refresh-projections";
import { loadDashboardNumbers } from "@/lib/reports/queries";
import { rebuildAnswers } from "@/lib/rsvp/commands/rebuild-answers";
import { readGuestPage } from "@/lib/rsvp/queries/guest-page";
import { listToRead } from "@/lib/rsvp/queries/to-read";
import { familiesOf, job, rowsOf } from "@/tests/factories/campaign";
import { type Replies, sendAll } from "@/tests/factories/replies";
import { contextFor, must } from "@/tests/factories/wedding";
import { judgeSent, lookBefore } from "./campaign-laws";
import { heard, holds, judgeWords } from "./reply-laws";
import { standingOf } from "./reply-standing";
import { stoppedNow } from "./reply-stops";

/** What was held up comes, everything comes once more, what waits is sent; and then all that is shown is what was said. */
export async function finish(replies: Replies): Promise<void> {
  replies.log.push("at the end, everything comes, and comes again");
  for (const one of replies.held.splice(0)) await heard(replies, [one]);
  const before = await lookBefore(replies);
  before.stopped = await stoppedNow(replies);
  await rowsOf(
    replies,
    "update messages set next_at = now() where wedding_id = $1 and state = 'queued' and kind = 'reply'",
  );
  await sendAll(replies);
  await sendAll(replies);
  holds(await judgeSent(replies, before));
  for (let at = 0; at < replies.wrote.length; at += 40)
    await heard(replies, replies.wrote.slice(at, at + 40).toReversed());
  holds(await judgeNobodyLeft(replies));
  holds(await judgeReplies(replies));
  holds(await judgeStops(replies));
  holds(await judgeShown(replies));
  holds(await judgeReadAgain(replies));
}

/** Who asked something, or was asked and did not get the question, is somebody's to read. */
async function judgeNobodyLeft(replies: Replies): Promise<string[]> {
  const { scope } = replies.wedding;
  await rowsOf(
    replies,
    "update inbound_messages set recorded_at = recorded_at - interval '31 minutes' where wedding_id = $1 and outcome = 'asked_which'",
  );
  const { chats } = await readTenant(scope, (tx) => listToRead(tx, scope, 1_000));
  const waiting = new Set(chats.flatMap(({ messages }) => messages.map(({ id }) => id)));
  const rows = await rowsOf<{
    id: string;
    what: string;
    outcome: string;
    dealt: boolean;
    reply: string | null;
    reason: string | null;
    later: boolean;
    said: string | null;
  }>(
    replies,
    `select n.id, concat_ws(' ', n.text, n.outcome, n.reading->>'kind', m.state, m.reason) as what, n.outcome, n.read_by_human as dealt, m.state as reply, m.reason,
       exists (select 1 from inbound_messages l where l.wedding_id = n.wedding_id and l.from_identifier = n.from_identifier and l.id <> n.id and (l.provider_at, l.inbox_id, l.position) > (n.provider_at, n.inbox_id, n.position)) as later
     from inbound_messages n left join messages m on m.wedding_id = n.wedding_id and m.reply_to = n.provider_message_id where n.wedding_id = $1`,
  );
  return rows.flatMap((one) => {
    if (
      ["to_read", "unknown_sender", "asked_which"].includes(one.outcome) &&
      !one.dealt &&
      !waiting.has(one.id)
    )
      return [`is somebody's to read and nobody sees it: ${one.what}`];
    const lost = one.outcome === "prompted" && !one.later && !one.dealt && !waiting.has(one.id);
    if (lost && (one.reply === null || ["blocked", "failed", "in_doubt", "cancelled"].includes(one.reply)))
      return [`was to be asked something, was not, and nobody sees it: ${one.what}`];
    return [];
  });
}

/** What we say back goes to whoever wrote, and nobody else. */
async function judgeReplies(replies: Replies): Promise<string[]> {
  const rows = await rowsOf<{ what: string }>(
    replies,
    `select concat_ws(' ', n.text, 'of', n.from_identifier, 'is answered to', m.destination) as what from messages m
     join inbound_messages n on n.wedding_id = m.wedding_id and n.provider_message_id = m.reply_to where m.wedding_id = $1 and m.destination is distinct from n.from_identifier`,
  );
  return rows.map(({ what }) => what);
}

/** Whoever said STOP last is stopped by the number they wrote from, and nobody else is. */
async function judgeStops(replies: Replies): Promise<string[]> {
  if (replies.regrouped) return [];
  const stopped = await stoppedNow(replies);
  const rows = await rowsOf<{ value: string; shared: boolean; kept: boolean; any: boolean }>(
    replies,
    `select d.value, d.shared, s.id is not null as kept,
       exists (select 1 from person_identifiers o join suppressions x on x.wedding_id = o.wedding_id and x.fingerprint = o.fingerprint and x.lifted_at is null and x.reason = 'stop_word'
         where o.wedding_id = d.wedding_id and o.person_id = d.person_id and o.valid_to is null and (o.id = d.id or not o.shared and not d.shared)) as any
     from person_identifiers d left join suppressions s on s.wedding_id = d.wedding_id and s.fingerprint = d.fingerprint and s.lifted_at is null and s.reason = 'stop_word'
     where d.wedding_id = $1 and d.kind = 'phone' and d.valid_to is null`,
  );
  return rows.flatMap(({ value, any }) =>
    stopped.has(value) === any
      ? []
      : [
          any
            ? `${value} is stopped, and nobody there said STOP last`
            : `${value} said STOP, and is not stopped`,
        ],
  );
}

/** The board, the family's page, the vendor's file and the chat of the family show the same. */
async function judgeShown(replies: Replies): Promise<string[]> {
  const { scope } = replies.wedding;
  const wrong: string[] = await judgeWords(replies);
  must(await refreshProjections(job(replies, "reports.refresh"), { everything: true }));
  const found = must(await reconcileProjections(job(replies, "reports.reconcile"), {}));
  if (found.differences > 0) wrong.push(`counted otherwise: ${JSON.stringify(found.found)}`);
  const standing = await standingOf(replies);
  const { events } = await readTenant(scope, (tx) => loadDashboardNumbers(tx, scope));
  for (const event of events) {
    const mine = standing.filter((one) => one.event === event.id);
    const yes = mine.filter(({ said }) => typeof said === "number" && said > 0).length;
    const no = mine.filter(({ said }) => said === 0).length;
    const persons = mine.reduce((sum, { said }) => sum + (typeof said === "number" ? said : 0), 0);
    if (event.yes !== yes || event.no !== no || event.adults + event.children + event.waiting !== persons)
      wrong.push(
        `the board counts ${event.yes} yes, ${event.no} no, ${event.adults}+${event.children} and ${event.waiting} waiting of ${event.name}; said were ${yes}, ${no}, ${persons}`,
      );
    const sum = await inTenant(scope, async ({ tx }) => {
      const inner = guestListCopy(scope.weddingId, event.id)
        .replace(/^copy \(/, "")
        .replace(/\) to stdout[\s\S]*$/, "");
      const { rows } = await tx.execute<{ n: number }>(
        `select coalesce(sum("Adults" + "Children" + "Waiting"), 0)::int as n from (${inner}) f`,
      );
      return rows[0]!.n;
    });
    if (sum !== persons) wrong.push(`the file of ${event.name} has ${sum} persons, said were ${persons}`);
  }
  for (const family of await familiesOf(replies)) {
    const page = (await readTenant(scope, (tx) => readGuestPage(tx, scope, family.id)))!;
    for (const { id, name, answer } of page.functions) {
      const said = standing.find((one) => one.home === family.id && one.event === id)!.said;
      const shown =
        answer === null ? null : answer.answer === "maybe" ? "maybe" : answer.adults + answer.children;
      if (shown !== said)
        wrong.push(`the page of ${family.name} says ${shown} for ${name}, and it stands ${said}`);
    }
    const lines = new Set(
      (await readTenant(scope, (tx) => listChat(tx, scope, family.id))).map(({ id }) => id),
    );
    const theirs = await rowsOf<{ id: string; text: string }>(
      replies,
      `select id, text from inbound_messages where wedding_id = $1 and fence.home_of(wedding_id, unit_id) = $2
       union all select (array_agg(id order by id))[1], 'what they said on their page' from rsvp_answers where wedding_id = $1 and fence.home_of(wedding_id, unit_id) = $2 and channel = 'web' group by unit_id, answered_at`,
      family.id,
    );
    for (const { id, text } of theirs)
      if (!lines.has(id)) wrong.push(`the chat of ${family.name} does not show ${text}`);
  }
  return wrong;
}

/** Read again from the first message to the last nothing changes, where nobody moved since. */
async function judgeReadAgain(replies: Replies): Promise<string[]> {
  if (replies.regrouped) return [];
  const operator = contextFor(mintScope(replies.wedding.weddingId, { kind: "operator", name: "law" }));
  const { changed } = must(await rebuildAnswers(operator, {}));
  return changed > 0 ? [`read again, ${changed} answers are others`] : [];
}
