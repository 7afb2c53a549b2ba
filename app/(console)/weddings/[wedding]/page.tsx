import type { Metadata } from "next";
import { DigestWish } from "@/components/reports/digest-wish";
import { LiveToday } from "@/components/reports/live-today";
import { OverTime } from "@/components/reports/over-time";
import { dayIn } from "@/components/shared/format-time";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { firstRun } from "@/components/weddings/first-run";
import { FirstSteps } from "@/components/weddings/first-steps";
import { loadToday } from "@/lib/reports/loaders";

export const metadata: Metadata = { title: "Today" };

type Props = { params: Promise<{ wedding: string }> };

export default async function TodayPage({ params }: Props) {
  const { wedding: weddingId } = await params;
  const { wedding, dashboard, steps, dates, series, wish, open, skipped, may } = await loadToday(weddingId);
  const way = firstRun(weddingId, wedding.name, steps, skipped, may);
  const toDo = (may.plan || may.importGuests) && way.some((step) => !step.done && !step.skipped);
  return (
    <LiveToday
      weddingId={weddingId}
      zone={wedding.zone}
      first={dashboard}
      dates={dates}
      open={open}
      may={may}
      steps={toDo ? <FirstSteps weddingId={weddingId} steps={way} /> : null}
      chart={
        series.length > 0 ? (
          <Card aria-labelledby="over-time">
            <CardHeader
              id="over-time"
              title="Answers over time"
              sentence="All functions together: who comes to three is counted three times."
            />
            <CardBody>
              <OverTime about="All functions" series={series} today={dayIn(wedding.zone)} />
            </CardBody>
          </Card>
        ) : null
      }
      wish={<DigestWish weddingId={weddingId} wish={wish} />}
    />
  );
}
