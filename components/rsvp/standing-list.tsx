import { Sign } from "@/components/rsvp/sign";
import { Typed } from "@/components/website/told";
import type { HouseholdPage, PageFunction } from "@/lib/rsvp/rules/household-page";
import type { PageWords } from "@/lib/rsvp/rules/page-text";
import type { PageLanguage } from "@/lib/rsvp/rules/page-words";
import { shortDay } from "@/lib/website/rules/site-time";

/** The household's functions with what the family sees of each; bare names and days while nothing is answered. */
export function StandingList({
  page,
  language,
  answered,
}: {
  page: HouseholdPage;
  language: PageLanguage;
  answered: boolean;
}) {
  const { code, words } = language;
  return (
    <ul className="standing">
      {page.functions.map((event) => (
        <li key={event.id}>
          <p className="row">
            <b>
              <Typed text={event.name} around={code} />
            </b>
            <span className="when">
              {event.startsAt ? shortDay(event.startsAt, event.zone, words.locale) : words.dateUnknown}
            </span>
          </p>
          {event.cancelled ? (
            <p className="flag">{words.plan.cancelled(event.name)}</p>
          ) : answered ? (
            <Standing page={page} event={event} language={language} />
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
  language,
}: {
  page: HouseholdPage;
  event: PageFunction;
  language: PageLanguage;
}) {
  const { code, words } = language;
  const { answer, waiting } = event;
  if (!answer)
    return (
      <p className="stand open">
        <Sign kind="open" />
        {words.notAnswered}
      </p>
    );
  const total = answer.adults + answer.children;
  const names = page.people.filter((one) => answer.people.includes(one.id)).map((one) => one.name);
  const unnamed = total - names.length;
  const said = { no: words.notComing, maybe: words.notSure };
  return (
    <>
      <p className={`stand ${answer.answer}`}>
        <Sign kind={answer.answer} />
        {answer.answer === "yes" ? words.coming(peopleOf(page, answer, words)) : said[answer.answer]}
      </p>
      {names.length > 0 ? (
        <p className="quiet small">
          <Typed text={names.join(", ")} around={code} />
          {unnamed > 0 ? ` ${words.andMore(unnamed)}` : null}
        </p>
      ) : null}
      {waiting > 0 ? <p className="small wait">{words.waiting(waiting, waiting >= total)}</p> : null}
    </>
  );
}

/** "5 people (4 adults, 1 child)"; where children are not counted apart, people alone. */
export const peopleOf = (
  page: { apart: boolean },
  { adults, children }: { adults: number; children: number },
  words: PageWords,
): string => (page.apart ? words.people(adults, children) : words.people(adults + children, 0));
