import type { Metadata } from "next";
import { CancelFunction } from "@/components/events/cancel-function";
import { ChangeBanner } from "@/components/events/change-banner";
import { functionData, venuesOf } from "@/components/events/function-data";
import { FunctionForm } from "@/components/events/function-form";
import { OtherLanguages } from "@/components/events/other-languages";
import { zoneOptions } from "@/components/events/zones";
import { familiesWords } from "@/components/guests/words";
import { PageHeader } from "@/components/shared/page-header";
import { Link } from "@/components/ui/link";
import { loadFunction, loadFunctions } from "@/lib/events/loaders";
import { loadChanges } from "@/lib/messaging/loaders/changes";
import { loadLanguages } from "@/lib/website/loaders/languages";

export const metadata: Metadata = { title: "Change a function" };

type Props = { params: Promise<{ wedding: string; event: string }> };

export default async function FunctionPage({ params }: Props) {
  const { wedding, event: eventId } = await params;
  const event = await loadFunction(wedding, eventId);
  const { events, zone } = await loadFunctions(wedding);
  const { changes, confirm, may } = await loadChanges(wedding, eventId);
  const told = changes.find((one) => one.state === "told");
  const base = `/weddings/${wedding}`;
  return (
    <>
      <PageHeader
        title={event.name}
        sentence="Messages that were sent already are not changed by this. A new time or place is told to those who said yes, once you say so."
        back={{ href: `/weddings/${wedding}/functions`, label: "Functions" }}
      />
      <ChangeBanner weddingId={wedding} changes={changes} may={may} />
      {told ? (
        <p className="mb-6 flex flex-wrap gap-x-6 gap-y-1">
          <Link
            href={`${base}/functions/${eventId}/changes/${told.id}`}
            className="hit-area underline decoration-line-strong underline-offset-4"
          >
            Who has seen the change
          </Link>
          {confirm > 0 ? (
            <Link
              href={`${base}/answers/${eventId}?which=confirm`}
              className="hit-area tabular underline decoration-line-strong underline-offset-4"
            >
              {familiesWords(confirm)} to confirm again
            </Link>
          ) : null}
        </p>
      ) : null}
      <FunctionForm
        weddingId={wedding}
        event={functionData(event)}
        zone={zone}
        zones={zoneOptions()}
        venues={venuesOf(events)}
      />
      <div className="mt-10 max-w-xl border-line border-t pt-6 empty:hidden">
        <OtherLanguages
          weddingId={wedding}
          event={functionData(event)}
          languages={await loadLanguages(wedding)}
        />
      </div>
      <div className="mt-10 max-w-xl border-line border-t pt-6">
        <CancelFunction weddingId={wedding} event={functionData(event)} />
      </div>
    </>
  );
}
