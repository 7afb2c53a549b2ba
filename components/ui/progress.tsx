import { cn } from "@/lib/kernel/class-names";

export type ProgressProps = {
  label: string;
  done: number;
  total: number;
  /** "Families per minute" and the like is the page's word; this is the number. */
  ratePerMinute?: number;
  secondsLeft?: number;
  tone?: "accent" | "yes" | "attention" | "failed";
  labelHidden?: boolean;
  words?: Partial<ProgressWords>;
  locale?: string;
  className?: string;
};

/** `{n}` stands for the number. */
export type ProgressWords = {
  of: string;
  rate: string;
  minutesLeft: string;
  oneMinuteLeft: string;
  secondsLeft: string;
  hoursLeft: string;
};

const english: ProgressWords = {
  of: "of",
  rate: "{n} a minute",
  minutesLeft: "about {n} minutes left",
  oneMinuteLeft: "about a minute left",
  secondsLeft: "less than a minute left",
  hoursLeft: "about {n} hours left",
};

const fills = { accent: "bg-accent", yes: "bg-leaf", attention: "bg-amber", failed: "bg-rose" };

function timeLeft(seconds: number, words: ProgressWords, format: (n: number) => string): string {
  if (seconds < 50) return words.secondsLeft;
  if (seconds < 90) return words.oneMinuteLeft;
  if (seconds < 5400) return words.minutesLeft.replace("{n}", format(Math.round(seconds / 60)));
  return words.hoursLeft.replace("{n}", format(Math.round(seconds / 360) / 10));
}

export function Progress(props: ProgressProps) {
  const {
    label,
    done,
    total,
    ratePerMinute,
    secondsLeft,
    tone = "accent",
    labelHidden,
    locale = "en-IN",
  } = props;
  const words = { ...english, ...props.words };
  const format = (n: number) => n.toLocaleString(locale);
  const share = total > 0 ? Math.min(100, (done / total) * 100) : 0;
  const facts = [
    ratePerMinute === undefined ? "" : words.rate.replace("{n}", format(Math.round(ratePerMinute))),
    secondsLeft === undefined ? "" : timeLeft(secondsLeft, words, format),
  ].filter(Boolean);
  const count = `${format(done)} ${words.of} ${format(total)}`;
  return (
    <div className={cn("min-w-0", props.className)}>
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <span className={labelHidden ? "sr-only" : "font-medium"}>{label}</span>
        <span className="tabular text-sm">{count}</span>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={Math.min(done, total)}
        aria-valuetext={[count, ...facts].join(", ")}
        className="keep-colour h-2.5 overflow-hidden rounded-full bg-sunken outline outline-line"
      >
        <div
          className={cn("h-full rounded-full transition-[width]", fills[tone])}
          style={{ width: `${share}%` }}
        />
      </div>
      {facts.length > 0 ? <p className="tabular mt-2 text-muted text-sm">{facts.join(" · ")}</p> : null}
    </div>
  );
}
