import { readTenant } from "@/lib/platform/transaction";
import { answerOnWeb } from "@/lib/rsvp/commands/answer-on-web";
import { recordAnswer } from "@/lib/rsvp/commands/record-answer";
import { readGuestPage } from "@/lib/rsvp/queries/guest-page";
import { readAnswerForm } from "@/lib/rsvp/rules/answer-form";
import { type HouseholdPage, lineKey, standingLine } from "@/lib/rsvp/rules/household-page";
import { judgeAccount } from "@/tests/support/reply-account";
import { freshAnswers, holds } from "@/tests/support/reply-laws";
import { standingOf } from "@/tests/support/reply-standing";
import { as, familiesOf, note, rowsOf } from "./campaign";
import { PEOPLE_ACTS } from "./campaign-people";
import { at } from "./campaign-steps";
import { post, type Replies, sendAll, type Wrote, wrote } from "./replies";
import type { ReplyAct } from "./replies-guests";
import { asText } from "./replies-said";

/** A family opens its page, and sends it at once, or later, from an older one: a second phone, another tab. */
export const page: ReplyAct = async (replies, { a, b, n }) => {
  const family = at(await familiesOf(replies), a);
  if (!family) return;
  const guest = as(replies, { kind: "guest", unitId: family.id });
  const open = await readTenant(guest.scope, (tx) => readGuestPage(tx, guest.scope, family.id));
  if (!open) throw new Error(`${family.name} has no page`);
  const fields = open.functions.flatMap((event, place): [string, string][] => {
    const line = standingLine(open, event);
    const choice =
      place % 2 === b % 2 ? at(["all", "none", "maybe", "some"], b + place)! : (line.choice ?? "");
    return [
      [`shown:${event.id}`, lineKey(line)],
      [`answer:${event.id}`, choice],
      ...(choice === "some" ? [[`more:${event.id}`, String(1 + (b % 6))] as [string, string]] : []),
      ...(choice === "some" ? [[`adults:${event.id}`, "0"] as [string, string]] : []),
    ];
  });
  replies.forms.push({ unitId: family.id, fields });
  if (n % 3 === 0) {
    replies.log.push(`${family.name} opens its page`);
    return;
  }
  const sent = n % 3 === 1 ? { unitId: family.id, fields } : at(replies.forms, b)!;
  const { lines } = readAnswerForm(new URLSearchParams(sent.fields));
  if (lines.length === 0) return;
  const before = await standingOf(replies);
  const done = await answerOnWeb(as(replies, { kind: "guest", unitId: sent.unitId }), { said: lines });
  note(replies, `a page is sent: ${lines.map(({ choice }) => choice).join(", ")}`, done);
  const home = await homeOf(replies, sent.unitId);
  const after = await standingOf(replies);
  const changed = before.flatMap((one) => {
    const now = after.find(({ home: unit, event }) => unit === one.home && event === one.event);
    const line = one.home === home && done.ok && lines.find(({ eventId }) => eventId === one.event);
    const meant =
      line &&
      { all: seatsOf(open, one.event, sent.unitId === family.id), none: 0, maybe: "maybe", some: null }[
        line.choice
      ];
    if (!line)
      return now?.said === one.said
        ? []
        : [`a page that says nothing of it changed ${one.name} from ${one.said} to ${now?.said}`];
    return meant === null || meant === undefined || now?.said === meant
      ? []
      : [`a page says ${meant} for ${one.name}, and it stands ${now?.said}`];
  });
  holds(changed);
  const wrong = (await freshAnswers(replies)).flatMap((one) =>
    one.seats === null || one.persons > one.seats
      ? [`by its page ${one.name} has ${one.persons} of ${one.seats} places`]
      : [],
  );
  holds(wrong);
};

const seatsOf = ({ functions }: HouseholdPage, event: string, mine: boolean): number | null => {
  const seats = mine ? functions.find(({ id }) => id === event)?.seats : undefined;
  return seats ? seats.adults + seats.children : null;
};

const homeOf = async (replies: Replies, unitId: string): Promise<string | null> =>
  (await rowsOf<{ id: string | null }>(replies, "select fence.home_of($1, $2) as id", unitId))[0]!.id;

/** At one moment: a message, another of the same family, a page, an entry of a parent, and whatever else. */
export const atOnce: ReplyAct = async (replies, { a, b, n }) => {
  const family = at(await familiesOf(replies), a);
  if (!family) return;
  const phones = family.people.flatMap(({ phone }) => phone ?? []);
  const texts = ["Sangeet 1", "yes", "no", "some of us", "2", "STOP", "that was wrong", "Mehndi no"];
  const batch = phones.flatMap((phone, place) => [
    write(phone, at(texts, b + place)!),
    write(phone, at(texts, b + n)!),
  ]);
  replies.wrote.push(...batch);
  replies.log.push(
    `at once, ${family.name}: ${batch.map(({ words }) => words).join(", ")}, a page, an entry, and ${n % 2 ? "a split or join" : "a send"}`,
  );
  const { ctx } = replies.wedding;
  const guest = as(replies, { kind: "guest", unitId: family.id });
  if (n % 2) replies.regrouped = true;
  await Promise.all([
    post(replies, batch),
    answerOnWeb(guest, { said: "everything" }),
    recordAnswer(ctx, { unitId: family.id, eventIds: replies.sending.events, answer: "maybe" }),
    n % 2 ? PEOPLE_ACTS[n % 3 ? "join" : "split"]![1](replies, { act: "", a, b, n }) : sendAll(replies),
  ]);
  for (const one of batch) {
    one.delivered = true;
    if (one.words === '"STOP"')
      replies.stops.set(one.phone!, Math.max(replies.stops.get(one.phone!) ?? 0, one.at));
  }
  holds(await judgeAccount(replies, batch));
  await freshAnswers(replies);
};

const write = (phone: string, text: string): Wrote =>
  wrote(phone, { sense: "open", raw: asText("meta", text), words: JSON.stringify(text) });
