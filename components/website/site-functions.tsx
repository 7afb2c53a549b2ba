import type { ReactElement } from "react";
import type { GuestLanguage } from "@/lib/kernel/languages";
import type { PageWords } from "@/lib/rsvp/rules/page-text";
import type { SiteWords } from "@/lib/website/rules/site-text";
import { momentOf } from "@/lib/website/rules/site-time";
import type { SiteFunction } from "@/lib/website/types";
import { Typed } from "./told";

interface FunctionsProps {
  language: GuestLanguage;
  functions: SiteFunction[];
  words: PageWords;
  site: SiteWords;
}

/** Each function: its day as a calendar's leaf, when by the clock of its place, where, what to wear, what to know. */
export function SiteFunctions({ language, functions, words, site }: FunctionsProps): ReactElement {
  if (functions.length === 0) return <p className="quiet">{words.soon}</p>;
  return (
    <ol className="timeline">
      {functions.map((one) => (
        <FunctionCard key={one.id} one={one} language={language} words={words} site={site} />
      ))}
    </ol>
  );
}

function FunctionCard({
  one,
  language,
  words,
  site,
}: Omit<FunctionsProps, "functions"> & { one: SiteFunction }) {
  const typed = (text: string, className?: string) => (
    <Typed text={text} around={language} {...(className ? { className } : {})} />
  );
  const when = one.startsAt ? momentOf(one.startsAt, one.zone, words.locale) : null;
  const place = [one.venue, one.address].filter(Boolean);
  return (
    <li id={`f-${one.id}`} className={one.cancelled ? "function off" : "function"}>
      {when ? (
        <p className="leaf" aria-hidden="true">
          <span>{when.month}</span>
          <b>{when.day}</b>
          <span>{when.weekday}</span>
        </p>
      ) : null}
      <div>
        <h3>{typed(one.name)}</h3>
        {one.cancelled ? <p className="flag">{words.plan.cancelled(one.name)}</p> : null}
        {when && one.startsAt ? (
          <p className="when">
            <time dateTime={one.startsAt}>
              <span className="sr">{`${when.weekday}, ${when.day} ${when.month} ${when.year}, `}</span>
              <bdi>{when.time}</bdi> <bdi className="zone">{when.zone}</bdi>
            </time>
          </p>
        ) : (
          <p className="when">{words.dateUnknown}</p>
        )}
        {place.length > 0 ? (
          <p className="where">
            {one.venue ? <b>{typed(one.venue)}</b> : null}
            {one.address ? typed(one.address, "lines") : null}
          </p>
        ) : null}
        {one.mapUrl ? (
          <p>
            <a className="map" href={one.mapUrl} rel="noopener noreferrer nofollow">
              <Pin />
              {site.map}
              <span className="sr">: {typed(one.venue ?? one.name)}</span>
            </a>
          </p>
        ) : null}
        {one.dress ? (
          <p className="dress">
            <b>{site.dress}:</b> {typed(one.dress)}
          </p>
        ) : null}
        {one.note ? <p className="note lines">{typed(one.note)}</p> : null}
      </div>
    </li>
  );
}

function Pin() {
  return (
    <svg viewBox="0 0 16 20" width="13" height="16" aria-hidden="true" focusable="false">
      <path
        d="M8 1a6.6 6.6 0 0 0-6.6 6.6C1.4 12 8 19 8 19s6.6-7 6.6-11.4A6.6 6.6 0 0 0 8 1Z"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
      />
      <circle cx="8" cy="7.6" r="2.3" fill="currentColor" />
    </svg>
  );
}
