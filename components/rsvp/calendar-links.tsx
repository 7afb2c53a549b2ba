import { CalendarPlus } from "lucide-react";

const LINK = "inline-flex min-h-11 items-center gap-2 underline decoration-line-strong underline-offset-4";

/** The ways of one function into a calendar: Google's first, a file for every other one. */
export function CalendarLinks(props: {
  event: string;
  /** Null where it has no day, or does not take place. */
  google: string | null;
  file: string | null;
  cancelled: boolean;
}) {
  const { event, google, file, cancelled } = props;
  if (!google && !file) return null;
  return (
    <p className="mt-2 flex flex-wrap gap-x-5 text-sm">
      {google ? (
        <a href={google} target="_blank" rel="noopener noreferrer" className={LINK}>
          <CalendarPlus aria-hidden="true" className="size-4" />
          Google Calendar
          <span className="sr-only">: put {event} in</span>
        </a>
      ) : null}
      {file ? (
        <a href={file} className={LINK}>
          {cancelled ? "Take it out of our calendar" : "Another calendar"}
          <span className="sr-only">: {event}</span>
        </a>
      ) : null}
    </p>
  );
}

/** All functions of a household at once: a calendar that follows the address moves what moves, by itself. */
export function CalendarFeed({ feed, file }: { feed: string; file: string }) {
  return (
    <p className="mt-6 flex flex-wrap justify-center gap-x-5 text-sm">
      <a href={feed} className={LINK}>
        <CalendarPlus aria-hidden="true" className="size-4" />
        All our functions in the calendar, kept up to date
      </a>
      <a href={file} className={LINK}>
        As a file
      </a>
    </p>
  );
}
