import type { Metadata } from "next";
import { LiveToday } from "@/components/reports/live-today";
import { firstRun } from "@/components/weddings/first-run";
import { FirstSteps } from "@/components/weddings/first-steps";
import { loadToday } from "@/lib/reports/loaders";

export const metadata: Metadata = { title: "Today" };

type Props = { params: Promise<{ wedding: string }> };

export default async function TodayPage({ params }: Props) {
  const { wedding: weddingId } = await params;
  const { wedding, dashboard, steps, skipped, may } = await loadToday(weddingId);
  return (
    <LiveToday weddingId={weddingId} zone={wedding.zone} first={dashboard} may={may}>
      {may.plan || may.importGuests ? (
        <FirstSteps weddingId={weddingId} steps={firstRun(weddingId, wedding.name, steps, skipped, may)} />
      ) : null}
    </LiveToday>
  );
}
