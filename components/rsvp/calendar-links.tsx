import { CalendarPlus } from "lucide-react";
import type { PageWords } from "@/lib/rsvp/rules/page-text";

const LINK = "inline-flex min-h-11 items-center gap-2 underline decoration-line-strong underline-offset-4";

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
export function CalendarLinks({ plan, words }: { plan: CalendarPlan; words: PageWords["plan"] }) {
  const dated = plan.functions.filter((one) => one.google ?? one.file);
  if (dated.length === 0) return null;
  return (
    <details className="mt-8 rounded-md border border-line bg-surface px-4 py-1">
      <summary className="flex min-h-11 cursor-pointer items-center gap-2 font-semibold">
        <CalendarPlus aria-hidden="true" className="size-4" />
        {words.calendar}
      </summary>
      <p className="flex flex-wrap gap-x-5 text-sm">
        <a href={plan.feed} className={LINK}>
          {words.feed}
        </a>
        <a href={plan.file} className={LINK}>
          {words.file}
        </a>
      </p>
      <ul className="divide-y divide-line text-sm">
        {dated.map(({ id, name, google, file, cancelled }) => (
          <li key={id} className="py-1">
            <span className="font-medium">{name}</span>
            <span className="flex flex-wrap gap-x-5">
              {google ? (
                <a href={google} target="_blank" rel="noopener noreferrer" className={LINK}>
                  {words.google}
                  <span className="sr-only">: {name}</span>
                </a>
              ) : null}
              {file ? (
                <a href={file} className={LINK}>
                  {cancelled ? words.takeOut : words.other}
                  <span className="sr-only">: {name}</span>
                </a>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
