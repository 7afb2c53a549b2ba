import type { Metadata } from "next";
import { venuesOf } from "@/components/events/function-data";
import { FunctionForm } from "@/components/events/function-form";
import { zoneOptions } from "@/components/events/zones";
import { PageHeader } from "@/components/shared/page-header";
import { loadNewFunction } from "@/lib/events/loaders";

export const metadata: Metadata = { title: "A new function" };

type Props = { params: Promise<{ wedding: string }> };

export default async function NewFunctionPage({ params }: Props) {
  const { wedding } = await params;
  const { zone, events } = await loadNewFunction(wedding);
  return (
    <>
      <PageHeader
        title="A new function"
        sentence="Only the name is needed now. The rest can follow."
        back={{ href: `/weddings/${wedding}/functions`, label: "Functions" }}
      />
      <FunctionForm weddingId={wedding} zone={zone} zones={zoneOptions()} venues={venuesOf(events)} />
    </>
  );
}
