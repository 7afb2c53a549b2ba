import { Typed } from "@/components/website/told";
import type { GuestLanguage } from "@/lib/kernel/languages";
import { browserHint } from "@/lib/rsvp/rules/calendar-words";
import type { PageWords } from "@/lib/rsvp/rules/page-text";

export interface CalendarPlan {
  /** A calendar that follows this address moves what moves, by itself. */
  feed: string;
  file: string;
  /** Links are null where a function has no day, or does not take place. */
  functions: readonly {
    id: string;
    name: string;
    google: string | null;
    file: string | null;
    cancelled: boolean;
  }[];
}

/** A household's functions into its calendar: Google's first, a file for every other one, or all of them at once. */
export function CalendarLinks({
  plan,
  words,
  language,
}: {
  plan: CalendarPlan;
  words: PageWords["plan"];
  language: GuestLanguage;
}) {
  const dated = plan.functions.filter((one) => one.google ?? one.file);
  if (dated.length === 0) return null;
  return (
    <details className="card fold" id="calendar">
      <summary>{words.calendar}</summary>
      <ul>
        {dated.map(({ id, name, google, file, cancelled }) => (
          <li key={id}>
            <b>
              <Typed text={name} around={language} />
            </b>
            <span className="ways">
              {google ? (
                <a href={google} target="_blank" rel="noopener noreferrer">
                  {words.google}
                  <span className="sr">
                    : <Typed text={name} around={language} />
                  </span>
                </a>
              ) : null}
              {file ? (
                <a href={file}>
                  {cancelled ? words.takeOut : words.other}
                  <span className="sr">
                    : <Typed text={name} around={language} />
                  </span>
                </a>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
      <p className="ways">
        <a href={plan.feed}>{words.feed}</a>
        <a href={plan.file}>{words.file}</a>
      </p>
      <p className="quiet small">{browserHint(language)}</p>
    </details>
  );
}
