import { Check, CircleHelp, Clock3, X } from "lucide-react";
import type { HouseholdPage, PageFunction } from "@/lib/rsvp/rules/household-page";
import type { PageWords } from "@/lib/rsvp/rules/page-text";

const SIGNS = { yes: Check, no: X, maybe: CircleHelp };
const LOOKS = { yes: "text-leaf-ink", no: "text-rose-ink", maybe: "text-amber-ink" };

const dayIn = (at: string, timeZone: string, { locale }: PageWords): string =>
  new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", month: "short", timeZone }).format(
    new Date(at),
  );

/** The household's functions with what the family sees of each; bare names and days while nothing is answered. */
export function StandingList({
  page,
  words,
  answered,
}: {
  page: HouseholdPage;
  words: PageWords;
  answered: boolean;
}) {
  return (
    <ul className="mt-2 divide-y divide-line rounded-md border border-line bg-surface px-4">
      {page.functions.map((event) => (
        <li key={event.id} className="py-1.5">
          <p className="flex flex-wrap items-baseline justify-between gap-x-3">
            <span className="font-medium">{event.name}</span>
            <span className="text-muted text-sm">
              {event.startsAt ? dayIn(event.startsAt, event.zone, words) : words.dateUnknown}
            </span>
          </p>
          {event.cancelled ? (
            <p className="text-rose-ink text-sm">{words.plan.cancelled(event.name)}</p>
          ) : answered ? (
            <Standing page={page} event={event} words={words} />
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** One function's answer in words, with the names where they were said and the waiting list where there is one. */
export function Standing({
  page,
  event,
  words,
}: {
  page: HouseholdPage;
  event: PageFunction;
  words: PageWords;
}) {
  const { answer, waiting } = event;
  if (!answer)
    return (
      <p className="flex items-center gap-1.5 text-slate-ink text-sm">
        <Clock3 aria-hidden="true" className="size-4 shrink-0" />
        {words.notAnswered}
      </p>
    );
  const Sign = SIGNS[answer.answer];
  const total = answer.adults + answer.children;
  const names = page.people.filter((one) => answer.people.includes(one.id)).map((one) => one.name);
  const unnamed = total - names.length;
  const who = [...names, ...(names.length > 0 && unnamed > 0 ? [words.andMore(unnamed)] : [])];
  const said = { no: words.notComing, maybe: words.notSure };
  return (
    <div className="text-sm">
      <p className={`flex items-center gap-1.5 font-medium ${LOOKS[answer.answer]}`}>
        <Sign aria-hidden="true" strokeWidth={2.5} className="size-4 shrink-0" />
        {answer.answer === "yes" ? words.coming(peopleOf(page, answer, words)) : said[answer.answer]}
      </p>
      {who.length > 0 ? <p className="text-muted">{who.join(", ")}</p> : null}
      {waiting > 0 ? <p className="text-amber-ink">{words.waiting(waiting, waiting >= total)}</p> : null}
    </div>
  );
}

/** "5 people (4 adults, 1 child)"; where children are not counted apart, people alone. */
export const peopleOf = (
  page: { apart: boolean },
  { adults, children }: { adults: number; children: number },
  words: PageWords,
): string => (page.apart ? words.people(adults, children) : words.people(adults + children, 0));
