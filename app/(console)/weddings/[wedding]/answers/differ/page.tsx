import type { Metadata } from "next";
import { AnswersTabs } from "@/components/reports/answers-tabs";
import { Differences } from "@/components/reports/differences";
import { AsOf } from "@/components/shared/as-of";
import { counted, families as familyNoun } from "@/components/shared/fill-words";
import { PageHeader } from "@/components/shared/page-header";
import { loadDifferences } from "@/lib/reports/loaders";

export const metadata: Metadata = { title: "Answers that differ" };

type Props = { params: Promise<{ wedding: string }> };

export default async function DifferPage({ params }: Props) {
  const { wedding } = await params;
  const { zone, differences, families, stamp, may } = await loadDifferences(wedding);
  return (
    <>
      <PageHeader
        title="Answers that differ"
        sentence={
          families === 0
            ? "Nobody says two things."
            : `In ${counted(families, familyNoun)} two people say different things. The latest counts until you decide.`
        }
        asOf={stamp.asOf ? <AsOf at={stamp.asOf} zone={zone} arriving={stamp.arriving} /> : null}
      />
      <AnswersTabs weddingId={wedding} mayRead={may.read} differ={families} />
      <Differences
        weddingId={wedding}
        zone={zone}
        differences={differences}
        families={families}
        mayRecord={may.record}
      />
    </>
  );
}
