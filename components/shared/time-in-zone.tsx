import { type DateStyle, formatInZone, zoneLongName, zoneName } from "@/components/shared/format-time";
import { cn } from "@/lib/kernel/class-names";

export type TimeInZoneProps = {
  /** ISO 8601 with offset or Z. */
  at: string;
  /** The venue's IANA zone. */
  zone: string;
  show?: DateStyle;
  /** The name of the zone is left out only where the same zone is named beside it. */
  zoneHidden?: boolean;
  locale?: string;
  className?: string;
};

export function TimeInZone({
  at,
  zone,
  show = "day-time",
  zoneHidden,
  locale = "en-IN",
  className,
}: TimeInZoneProps) {
  const withTime = show !== "day";
  return (
    // The browser's Intl data may word it a little differently from the server's.
    <time
      dateTime={at}
      title={zoneLongName(at, zone, locale)}
      suppressHydrationWarning
      className={cn("tabular", className)}
    >
      {formatInZone(at, zone, show, locale)}
      {withTime && !zoneHidden ? <span className="text-muted"> {zoneName(at, zone, locale)}</span> : null}
    </time>
  );
}
