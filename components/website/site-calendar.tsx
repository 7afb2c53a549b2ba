import type { ReactElement } from "react";
import { googleCalendarLink } from "@/lib/rsvp/rules/calendar";
import { browserHint } from "@/lib/rsvp/rules/calendar-words";
import type { PageWords } from "@/lib/rsvp/rules/page-text";
import type { SitePage } from "@/lib/website/types";
import { Typed } from "./told";

/**
 * The functions into the reader's calendar. The page is the same for many, so a household's own file is behind its link,
 * on its answer page; the public one is at the public address.
 */
export function SiteCalendar({ page, words }: { page: SitePage; words: PageWords }): ReactElement | null {
  const dated = page.functions.filter((one) => one.startsAt !== null && !one.cancelled);
  if (dated.length === 0) return null;
  const { calendar, google, file } = words.plan;
  if (page.kind === "household")
    return (
      <p className="calendar">
        <a className="text-link" href="?answer#calendar">
          {calendar}
        </a>
      </p>
    );
  const home = page.address ? new URL(page.address).pathname : null;
  return (
    <details className="calendar">
      <summary>{calendar}</summary>
      <ul className="links">
        {dated.map((one) => (
          <li key={one.id}>
            <a
              className="map"
              href={googleCalendarLink({ ...one, sequence: 0, changedAt: page.updatedAt }, page) ?? undefined}
              rel="noopener noreferrer nofollow"
            >
              <span>
                {google}: <Typed text={one.name} around={page.language} />
              </span>
            </a>
          </li>
        ))}
        {home ? (
          <li>
            <a className="map" href={`${home}/calendar.ics?lang=${page.language}`}>
              {file}
            </a>
          </li>
        ) : null}
      </ul>
      <p className="quiet">{browserHint(page.language)}</p>
    </details>
  );
}
