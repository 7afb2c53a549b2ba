import { Link } from "@/components/ui/link";
import { type Tone, toneLook } from "@/components/ui/tone";
import { cn } from "@/lib/kernel/class-names";

export type FunnelPart = {
  /** The word: "coming", "has not replied". */
  label: string;
  count: number;
  tone: Tone;
  /** To the people behind it. */
  href?: string;
};

export type FunnelBarProps = {
  /** What is divided: "Sangeet, 412 families invited". */
  label: string;
  labelHidden?: boolean;
  parts: readonly FunnelPart[];
  locale?: string;
  className?: string;
};

export function FunnelBar({ label, labelHidden, parts, locale = "en-IN", className }: FunnelBarProps) {
  const total = parts.reduce((sum, part) => sum + part.count, 0);
  const shown = parts.filter((part) => part.count > 0);
  return (
    <figure className={cn("min-w-0", className)}>
      <figcaption className={labelHidden ? "sr-only" : "mb-2 font-medium"}>{label}</figcaption>
      <div aria-hidden="true" className="keep-colour flex h-7 gap-0.5 overflow-hidden rounded-sm bg-sunken">
        {shown.map((part) => {
          const Sign = toneLook[part.tone].sign;
          const share = (part.count / total) * 100;
          return (
            <span
              key={part.label}
              style={{ flexGrow: part.count }}
              className={cn(
                "flex min-w-1 basis-0 items-center justify-center text-surface",
                toneLook[part.tone].fill,
              )}
            >
              {share >= 8 ? <Sign strokeWidth={3} className="size-4" /> : null}
            </span>
          );
        })}
      </div>
      <ul className="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-sm">
        {parts.map((part) => (
          <li key={part.label}>
            <Legend part={part} locale={locale} />
          </li>
        ))}
      </ul>
    </figure>
  );
}

function Legend({ part, locale }: { part: FunnelPart; locale: string }) {
  const look = toneLook[part.tone];
  const Sign = look.sign;
  const body = (
    <>
      <span className={cn("flex size-5 items-center justify-center rounded-full", look.soft, look.text)}>
        <Sign aria-hidden="true" strokeWidth={3} className="size-3" />
      </span>
      <span className="tabular font-semibold">{part.count.toLocaleString(locale)}</span>
      <span
        className={
          part.href
            ? "underline decoration-line-strong underline-offset-4 group-hover:decoration-ink"
            : undefined
        }
      >
        {part.label}
      </span>
    </>
  );
  const frame = "inline-flex min-h-8 items-center gap-1.5";
  if (!part.href) return <span className={frame}>{body}</span>;
  return (
    <Link href={part.href} className={cn(frame, "hit-area group text-ink no-underline")}>
      {body}
    </Link>
  );
}
