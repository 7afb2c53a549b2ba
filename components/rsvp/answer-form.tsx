import { FunctionAnswer } from "@/components/rsvp/function-answer";
import { Standing } from "@/components/rsvp/standing-list";
import { Typed } from "@/components/website/told";
import {
  type FormLine,
  type HouseholdPage,
  keptFor,
  type PageFunction,
} from "@/lib/rsvp/rules/household-page";
import type { PageLanguage } from "@/lib/rsvp/rules/page-words";
import { momentOf, shortDay } from "@/lib/website/rules/site-time";
import { siteWords } from "@/lib/website/rules/site-words";

export type AnswerFormProps = {
  page: HouseholdPage;
  language: PageLanguage;
  action: string;
  sent: readonly FormLine[];
  /** Which function was refused, and why. */
  problem: { eventId: string; words: string } | null;
};

/**
 * Every function with its own question, sent together; those past their date are shown and cannot be answered. Where all
 * are, the list above has said so once. The page's script shows one question at a time.
 */
export function AnswerForm({ page, language, action, sent, problem }: AnswerFormProps) {
  const { words } = language;
  const standing = page.functions.filter((event) => !event.cancelled);
  const open = standing.some((event) => !event.closed);
  return (
    <form
      method="post"
      action={action}
      autoComplete="off"
      className="answers"
      data-next={words.next}
      data-back={words.previous}
      data-step={words.step("{n}", "{all}")}
    >
      <input type="hidden" name="lang" value={language.code} />
      {standing.map((event) => (
        <section
          key={event.id}
          id={`f-${event.id}`}
          className={event.closed ? "card" : "card question"}
          {...(problem?.eventId === event.id ? { "data-problem": "" } : {})}
        >
          <Details page={page} event={event} language={language} />
          {!open ? null : event.closed ? (
            <>
              <Standing page={page} event={event} language={language} />
              <p className="quiet small">{words.closed(page.hosts)}</p>
            </>
          ) : (
            <FunctionAnswer
              page={page}
              event={event}
              language={language}
              sent={sent.find((line) => line.eventId === event.id)}
              problem={problem?.eventId === event.id ? problem.words : undefined}
            />
          )}
        </section>
      ))}
      {open ? <button type="submit">{words.send}</button> : null}
    </form>
  );
}

function Details({
  page,
  event,
  language,
}: {
  page: HouseholdPage;
  event: PageFunction;
  language: PageLanguage;
}) {
  const { words } = language;
  const site = siteWords(language.code);
  const { most } = keptFor(page, event);
  const when = event.startsAt ? momentOf(event.startsAt, event.zone, words.locale) : null;
  const asked = event.deadline && !event.closed && new Date(event.deadline).getTime() > Date.now();
  return (
    <div>
      <h3>
        <Typed text={event.name} around={language.code} />
      </h3>
      {when && event.startsAt ? (
        <p>
          <time dateTime={event.startsAt}>
            {shortDay(event.startsAt, event.zone, words.locale)}, <bdi>{when.time}</bdi>{" "}
            <bdi className="zone">{when.zone}</bdi>
          </time>
        </p>
      ) : null}
      {event.venue ? (
        <p className="quiet">
          <Typed text={[event.venue, event.address].filter(Boolean).join(", ")} around={language.code} />
        </p>
      ) : null}
      {event.mapUrl ? (
        <p>
          <a className="map" href={event.mapUrl} rel="noopener noreferrer nofollow">
            {site.map}
            <span className="sr">
              : <Typed text={event.venue ?? event.name} around={language.code} />
            </span>
          </a>
        </p>
      ) : null}
      {event.dress ? (
        <p>
          <b>{site.dress}:</b> <Typed text={event.dress} around={language.code} />
        </p>
      ) : null}
      {event.note ? (
        <p className="quiet lines">
          <Typed text={event.note} around={language.code} />
        </p>
      ) : null}
      <p className="quiet small">
        {words.places(most)}
        {asked && event.deadline
          ? ` · ${words.answerBy(shortDay(event.deadline, event.zone, words.locale))}`
          : null}
      </p>
    </div>
  );
}
