import type { Metadata } from "next";
import { Activity } from "@/components/reports/activity";
import { AnswersTabs } from "@/components/reports/answers-tabs";
import { AsOf } from "@/components/shared/as-of";
import { PageHeader } from "@/components/shared/page-header";
import { LinkButton } from "@/components/ui/link-button";
import { loadActivity } from "@/lib/reports/loaders";

export const metadata: Metadata = { title: "Activity" };

type Props = { params: Promise<{ wedding: string }>; searchParams: Promise<{ before?: string }> };

export default async function ActivityPage({ params, searchParams }: Props) {
  const { wedding } = await params;
  const { zone, items, next, earlier, stamp, may } = await loadActivity(wedding, (await searchParams).before);
  const base = `/weddings/${wedding}/answers/activity`;
  return (
    <>
      <PageHeader
        title="Activity"
        sentence="Answers and what they replaced, messages that failed, places that came free. Newest first."
        asOf={stamp.asOf ? <AsOf at={stamp.asOf} zone={zone} arriving={stamp.arriving} /> : null}
      />
      <AnswersTabs weddingId={wedding} mayRead={may.read} />
      <Activity weddingId={wedding} zone={zone} items={items} live={!earlier} mayOpen={may.send} />
      <p data-print="hide" className="mt-4 flex flex-wrap gap-3">
        {earlier ? <LinkButton href={base}>Back to the newest</LinkButton> : null}
        {next ? (
          <LinkButton href={`${base}?before=${encodeURIComponent(next)}`}>Show what came before</LinkButton>
        ) : null}
      </p>
    </>
  );
}
