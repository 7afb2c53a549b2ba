"use client";

import { useEffect, useState } from "react";
import { formatInZone, relativeTime } from "@/components/shared/format-time";

/** "3 minutes ago", exact on hover. */
export function Ago({ at, zone }: { at: string; zone: string }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 20_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <time
      dateTime={at}
      title={formatInZone(at, zone, "full")}
      suppressHydrationWarning
      className="tabular whitespace-nowrap text-muted text-sm"
    >
      {relativeTime(at, now, "just now")}
    </time>
  );
}
