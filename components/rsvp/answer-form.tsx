import { FunctionAnswer } from "@/components/rsvp/function-answer";
import { Standing } from "@/components/rsvp/standing-list";
import { formatInZone } from "@/components/shared/format-time";
import { TimeInZone } from "@/components/shared/time-in-zone";
import { Button } from "@/components/ui/button";
import {
  type FormLine,
  type HouseholdPage,
  keptFor,
  type PageFunction,
} from "@/lib/rsvp/rules/household-page";
import type { PageLanguage } from "@/lib/rsvp/rules/page-words";

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
 * are, the list above has said so once.
 */
export function AnswerForm({ page, language, action, sent, problem }: AnswerFormProps) {
  const { words } = language;
  const standing = page.functions.filter((event) => !event.cancelled);
  const open = standing.some((event) => !event.closed);
  return (
    <form method="post" action={action} autoComplete="off" className="grid gap-4">
      <input type="hidden" name="lang" value={language.code} />
      {standing.map((event) => (
        <section
          key={event.id}
          id={`f-${event.id}`}
          className="grid gap-3 rounded-md border border-line bg-surface p-4 sm:p-5"
        >
          <Details page={page} event={event} language={language} />
          {!open ? null : event.closed ? (
            <>
              <Standing page={page} event={event} words={words} />
              <p className="text-muted text-sm">{words.closed(page.hosts)}</p>
            </>
          ) : (
            <FunctionAnswer
              page={page}
              event={event}
              words={words}
              sent={sent.find((line) => line.eventId === event.id)}
              problem={problem?.eventId === event.id ? problem.words : undefined}
            />
          )}
        </section>
      ))}
      {open ? (
        <Button type="submit" variant="primary" size="lg" wide>
          {words.send}
        </Button>
      ) : null}
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
  const { most } = keptFor(page, event);
  return (
    <div>
      <h3 className="font-semibold text-henna-ink text-lg">{event.name}</h3>
      {event.startsAt ? (
        <p>
          <TimeInZone at={event.startsAt} zone={event.zone} locale={words.locale} />
        </p>
      ) : null}
      {event.venue ? (
        <p className="text-muted">
          {event.venue}
          {event.address ? `, ${event.address}` : ""}
        </p>
      ) : null}
      <p className="text-muted text-sm">
        {words.places(most)}.
        {event.deadline && !event.closed && new Date(event.deadline).getTime() > Date.now()
          ? ` ${words.answerBy(formatInZone(event.deadline, event.zone, "day", words.locale))}`
          : null}
      </p>
    </div>
  );
}
