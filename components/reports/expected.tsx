"use client";

import { useDashboard } from "@/components/reports/use-dashboard";
import { Link } from "@/components/ui/link";
import type { Dashboard, EventNumbers } from "@/lib/reports/queries";
import { topOf } from "@/lib/reports/rules/chart";

const number = (n: number) => n.toLocaleString("en-IN");
const BAR = 14;
const GAP = 4;

type Bar = { label: string; n: number; which: string; look: string; pattern: "full" | "light" | "striped" };

const barsOf = (event: EventNumbers): Bar[] => [
  { label: "places kept", n: event.seats, which: "invited", look: "text-slate", pattern: "light" },
  { label: "asked", n: event.expected, which: "invited", look: "text-slate", pattern: "full" },
  {
    label: "coming",
    n: event.adults + event.children,
    which: "yes",
    look: "text-leaf",
    pattern: "full",
  },
  ...(event.waiting > 0
    ? [
        {
          label: "waiting for a place",
          n: event.waiting,
          which: "waiting",
          look: "text-amber",
          pattern: "striped" as const,
        },
      ]
    : []),
];

/** Of each function: the places kept, those of them that were asked, who said yes, who waits; all in persons. */
export function Expected({ weddingId, first }: { weddingId: string; first: Dashboard }) {
  const { numbers } = useDashboard(weddingId, first);
  const events = numbers.events.filter((one) => one.invited > 0 && !one.cancelled);
  if (events.length === 0) return <p className="text-muted">Nobody is invited yet.</p>;
  const top = topOf(Math.max(...events.flatMap((one) => barsOf(one).map((bar) => bar.n))));
  return (
    <ul className="grid gap-5">
      {events.map((event) => {
        const bars = barsOf(event);
        return (
          <li key={event.id} data-print="keep" className="grid gap-1.5 sm:grid-cols-[9rem_1fr] sm:gap-4">
            <p className="break-words font-medium">{event.name}</p>
            <div className="min-w-0">
              <svg
                aria-hidden="true"
                viewBox={`0 0 100 ${bars.length * (BAR + GAP)}`}
                preserveAspectRatio="none"
                className="keep-colour w-full"
                style={{ height: bars.length * (BAR + GAP) }}
              >
                <defs>
                  <pattern
                    id={`stripes-${event.id}`}
                    width="2"
                    height="6"
                    patternUnits="userSpaceOnUse"
                    className="text-amber"
                  >
                    <rect width="1" height="6" fill="currentColor" />
                  </pattern>
                </defs>
                {bars.map((bar, place) => (
                  <rect
                    key={bar.label}
                    x={0}
                    y={place * (BAR + GAP)}
                    width={Math.max(bar.n > 0 ? 0.5 : 0, (bar.n / top) * 100)}
                    height={BAR}
                    className={bar.look}
                    fill={bar.pattern === "striped" ? `url(#stripes-${event.id})` : "currentColor"}
                    fillOpacity={bar.pattern === "light" ? 0.35 : 1}
                  />
                ))}
              </svg>
              <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-sm">
                {bars.map((bar) => (
                  <li key={bar.label}>
                    <Link
                      href={`/weddings/${weddingId}/answers/${event.id}?which=${bar.which}`}
                      prefetch={false}
                      className="hit-area group inline-flex items-center gap-1.5 text-ink no-underline"
                    >
                      <svg
                        aria-hidden="true"
                        viewBox="0 0 10 10"
                        className={`keep-colour size-2.5 ${bar.look}`}
                      >
                        <rect
                          width="10"
                          height="10"
                          fill={bar.pattern === "striped" ? `url(#stripes-${event.id})` : "currentColor"}
                          fillOpacity={bar.pattern === "light" ? 0.35 : 1}
                        />
                      </svg>
                      <span className="tabular font-semibold">{number(bar.n)}</span>
                      <span className="underline decoration-line-strong underline-offset-4 group-hover:decoration-ink">
                        {bar.label}
                      </span>
                    </Link>
                  </li>
                ))}
              </ul>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
