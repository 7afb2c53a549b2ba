"use client";

import { useEffect, useState } from "react";
import { fill } from "@/components/shared/fill-words";
import { formatInZone, relativeTime, zoneLongName } from "@/components/shared/format-time";
import { Popover } from "@/components/ui/popover";
import { cn } from "@/lib/kernel/class-names";

export type AsOfProps = {
  /** ISO 8601 with offset or Z. */
  at: string;
  /** Reports received and not yet counted. */
  arriving?: number;
  /** IANA zone of the wedding. */
  zone?: string;
  words?: Partial<AsOfWords>;
  locale?: string;
  className?: string;
};

/** `{when}` and `{n}` stand for the values. */
export type AsOfWords = {
  asOf: string;
  justNow: string;
  arrivingOne: string;
  arriving: string;
  counted: string;
};

const english: AsOfWords = {
  asOf: "as of {when}",
  justNow: "just now",
  arrivingOne: "1 report still arriving",
  arriving: "{n} reports still arriving",
  counted: "Counted at",
};

function useNow(at: string): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const tick = () => setNow(Date.now());
    tick();
    const young = Date.now() - new Date(at).getTime() < 60_000;
    const timer = setInterval(tick, young ? 5_000 : 30_000);
    return () => clearInterval(timer);
  }, [at]);
  return now;
}

export function AsOf({
  at,
  arriving = 0,
  zone = "Asia/Kolkata",
  words,
  locale = "en-IN",
  className,
}: AsOfProps) {
  const now = useNow(at);
  const say = { ...english, ...words };
  const when = relativeTime(at, now, say.justNow, locale);
  const late = arriving === 1 ? say.arrivingOne : fill(say.arriving, { n: arriving.toLocaleString(locale) });
  return (
    <span className={cn("inline-flex flex-wrap items-center gap-x-2 text-muted text-sm", className)}>
      <Popover
        hover
        align="start"
        className="px-3 py-2"
        trigger={
          <button
            type="button"
            suppressHydrationWarning
            className="tabular hit-area rounded-sm text-start underline decoration-dotted decoration-line-strong underline-offset-4"
          >
            {fill(say.asOf, { when })}
          </button>
        }
      >
        <p className="text-muted text-sm">{say.counted}</p>
        <p className="tabular">
          <time dateTime={at}>{formatInZone(at, zone, "full", locale)}</time>
        </p>
        <p className="text-muted text-sm">{zoneLongName(at, zone, locale)}</p>
      </Popover>
      {arriving > 0 ? (
        <span className="inline-flex items-center gap-1.5 text-slate-ink">
          <span aria-hidden="true" className="size-2 rounded-full bg-slate" />
          {late}
        </span>
      ) : null}
    </span>
  );
}
