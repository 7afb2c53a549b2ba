"use client";

import { CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { FunctionNumbers } from "@/components/reports/function-numbers";
import { NeedsList, needsOf } from "@/components/reports/needs-list";
import { workOf } from "@/components/reports/open-work";
import { Question } from "@/components/reports/question";
import { RecentReplies } from "@/components/reports/recent-replies";
import { RunNumbers } from "@/components/reports/run-numbers";
import { useAnnounced } from "@/components/reports/use-announced";
import { useDashboard } from "@/components/reports/use-dashboard";
import { AsOf } from "@/components/shared/as-of";
import { ConnectionNote } from "@/components/shared/connection-note";
import { LiveRegion } from "@/components/shared/live-region";
import { PageHeader } from "@/components/shared/page-header";
import type { Dashboard } from "@/lib/reports/queries";
import type { NumberDate } from "@/lib/reports/queries/number-dates";
import { dayFacts } from "@/lib/reports/rules/day-facts";
import { questionOfTheDay } from "@/lib/reports/rules/question-of-the-day";
import type { May, OpenWork } from "@/lib/reports/types";

export type LiveTodayProps = {
  weddingId: string;
  zone: string;
  first: Dashboard;
  /** Who wants which function's number by when. */
  dates: readonly NumberDate[];
  /** What else waits, as it was when the page opened. */
  open: OpenWork;
  may: May;
  steps: ReactNode;
  chart: ReactNode;
  wish: ReactNode;
};

export function LiveToday(props: LiveTodayProps) {
  const { weddingId, zone, first, dates, open, may, steps, chart, wish } = props;
  const { numbers, lost } = useDashboard(weddingId, first);
  // The clock moves on by the answers that come: each second while they do, every four seconds else.
  const question = questionOfTheDay(dayFacts(numbers, dates, may), new Date());
  const announced = useAnnounced(question.sentence);
  const needs = [...needsOf(weddingId, numbers, may), ...workOf(weddingId, open)];
  const latest = numbers.runs[0];
  return (
    <>
      <PageHeader
        title="Today"
        asOf={numbers.asOf ? <AsOf at={numbers.asOf} zone={zone} arriving={numbers.arriving} /> : null}
      />
      <LiveRegion message={announced} />
      <ConnectionNote error={lost} />
      {/* Before anybody is invited the steps say what comes first; a second voice would only repeat it. */}
      {steps && !numbers.events.some((event) => event.invited > 0) ? null : (
        <Question weddingId={weddingId} question={question} />
      )}
      {steps}
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
                    sent={numbers.sent}
                    mayInvite={may.invite}
                  />
                ))}
              </div>
            </section>
          ) : null}
        </div>
        <div className="grid min-w-0 gap-6">
          {latest ? <RunNumbers weddingId={weddingId} run={latest} mayOpen={may.send} /> : null}
          {numbers.sent || numbers.recent.length > 0 ? (
            <RecentReplies weddingId={weddingId} recent={numbers.recent} zone={zone} />
          ) : null}
          {chart}
          {wish}
        </div>
      </div>
    </>
  );
}
