import type { Metadata } from "next";
import { CatererSheet } from "@/components/reports/caterer-sheet";
import { NumberDate } from "@/components/reports/number-date";
import { AsOf } from "@/components/shared/as-of";
import { PageHeader } from "@/components/shared/page-header";
import { PrintButton } from "@/components/shared/print-button";
import { TimeInZone } from "@/components/shared/time-in-zone";
import { Badge } from "@/components/ui/badge";
import { loadSheet } from "@/lib/reports/loaders";

export const metadata: Metadata = { title: "Sheet for the caterer" };

type Props = { params: Promise<{ wedding: string; event: string }> };

export default async function SheetPage({ params }: Props) {
  const { wedding: weddingId, event: eventId } = await params;
  const { wedding, event, numbers, asOf, arriving, side, date, may } = await loadSheet(weddingId, eventId);
  return (
    <>
      <PageHeader
        title={event.name}
        {...(event.cancelledAt ? { badge: <Badge tone="no">Cancelled</Badge> } : {})}
        back={{ href: `/weddings/${weddingId}/answers/${eventId}`, label: event.name }}
        sentence={
          <>
            {wedding.name}
            {event.startsAt ? (
              <>
                {", "}
                <TimeInZone at={event.startsAt.toISOString()} zone={event.zone} />
              </>
            ) : null}
            {event.venueName ? `, ${event.venueName}` : ""}
            {side === "all" ? "" : `. Only the families of the ${side}’s side and of both.`}
          </>
        }
        asOf={asOf ? <AsOf at={asOf} zone={event.zone} arriving={arriving} /> : null}
        actions={<PrintButton>Print this sheet</PrintButton>}
      />
      {numbers ? <CatererSheet numbers={numbers} asOf={asOf} zone={event.zone} /> : null}
      {may.plan ? <NumberDate weddingId={weddingId} eventId={eventId} date={date} /> : null}
    </>
  );
}
