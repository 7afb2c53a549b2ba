import type { Metadata } from "next";
import { functionData, venuesOf } from "@/components/events/function-data";
import { FunctionForm } from "@/components/events/function-form";
import { zoneOptions } from "@/components/events/zones";
import { PageHeader } from "@/components/shared/page-header";
import { loadFunction, loadFunctions } from "@/lib/events/loaders";

export const metadata: Metadata = { title: "Change a function" };

type Props = { params: Promise<{ wedding: string; event: string }> };

export default async function FunctionPage({ params }: Props) {
  const { wedding, event: eventId } = await params;
  const event = await loadFunction(wedding, eventId);
  const { events, zone } = await loadFunctions(wedding);
  return (
    <>
      <PageHeader
        title={event.name}
        sentence="Invitations that were sent already are not changed by this."
        back={{ href: `/weddings/${wedding}/functions`, label: "Functions" }}
      />
      <FunctionForm
        weddingId={wedding}
        event={functionData(event)}
        zone={zone}
        zones={zoneOptions()}
        venues={venuesOf(events)}
      />
    </>
  );
}
