"use client";

import { CircleCheck, WifiOff } from "lucide-react";
import { FunctionNumbers } from "@/components/reports/function-numbers";
import { NeedsList, needsOf } from "@/components/reports/needs-list";
import { RecentReplies } from "@/components/reports/recent-replies";
import { RunNumbers } from "@/components/reports/run-numbers";
import { useAnnounced } from "@/components/reports/use-announced";
import { useDashboard } from "@/components/reports/use-dashboard";
import { AsOf } from "@/components/shared/as-of";
import { counted, families } from "@/components/shared/fill-words";
import { LiveRegion } from "@/components/shared/live-region";
import { PageHeader } from "@/components/shared/page-header";
import type { May } from "@/lib/reports/loaders";
import type { Dashboard } from "@/lib/reports/queries";

export type LiveTodayProps = {
  weddingId: string;
  zone: string;
  first: Dashboard;
  may: May;
  children?: React.ReactNode;
};

const SENT = new Set(["sending", "paused", "done"]);

function summary(numbers: Dashboard): string {
  const invited = Math.max(0, ...numbers.events.map((event) => event.invited));
  const largest = numbers.events.find((event) => event.invited === invited);
  if (!largest || invited === 0) return "Nobody is invited yet.";
  const coming = largest.adults + largest.children;
  return `${largest.name}: ${coming.toLocaleString("en-IN")} are coming, ${counted(largest.pending, families)} ${largest.pending === 1 ? "has" : "have"} not replied.`;
}

export function LiveToday({ weddingId, zone, first, may, children }: LiveTodayProps) {
  const { numbers, lost } = useDashboard(weddingId, first);
  const sentence = summary(numbers);
  const announced = useAnnounced(sentence);
  const needs = needsOf(weddingId, numbers, may);
  const sent = numbers.runs.some((run) => SENT.has(run.state));
  const latest = numbers.runs[0];
  return (
    <>
      <PageHeader
        title="Today"
        sentence={sentence}
        asOf={numbers.asOf ? <AsOf at={numbers.asOf} zone={zone} arriving={numbers.arriving} /> : null}
      />
      <LiveRegion message={announced} />
      {lost ? (
        <p
          role="status"
          className="mb-6 flex items-start gap-2.5 rounded-md border border-amber bg-amber-soft px-4 py-3"
        >
          <WifiOff aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-amber-ink" />
          The connection is lost. These are the numbers from before; they follow by themselves when it is
          back.
        </p>
      ) : null}
      {children}
      <div className="grid gap-x-8 gap-y-8 xl:grid-cols-[minmax(0,1fr)_22rem] xl:items-start">
        <div className="grid min-w-0 gap-8">
          <section aria-labelledby="needs">
            <h2 id="needs" className="mb-3 font-semibold text-lg">
              What needs you
            </h2>
            {needs.length > 0 ? (
              <NeedsList needs={needs} />
            ) : (
              <p className="flex items-center gap-2.5 text-muted">
                <CircleCheck aria-hidden="true" className="size-5 shrink-0 text-leaf" />
                Nothing at the moment.
              </p>
            )}
          </section>
          {numbers.events.length > 0 ? (
            <section aria-labelledby="functions">
              <h2 id="functions" className="mb-3 font-semibold text-lg">
                Functions
              </h2>
              <div className="grid gap-3 md:grid-cols-2">
                {numbers.events.map((event) => (
                  <FunctionNumbers
                    key={event.id}
                    weddingId={weddingId}
                    event={event}
                    sent={sent}
                    mayInvite={may.invite}
                  />
                ))}
              </div>
            </section>
          ) : null}
        </div>
        <div className="grid min-w-0 gap-6">
          {latest ? <RunNumbers weddingId={weddingId} run={latest} mayOpen={may.send} /> : null}
          {sent || numbers.recent.length > 0 ? (
            <RecentReplies weddingId={weddingId} recent={numbers.recent} zone={zone} />
          ) : null}
        </div>
      </div>
    </>
  );
}
