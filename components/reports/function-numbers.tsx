import { peopleWords } from "@/components/guests/words";
import { counted, families } from "@/components/shared/fill-words";
import { FunnelBar } from "@/components/shared/funnel-bar";
import { TimeInZone } from "@/components/shared/time-in-zone";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import type { EventNumbers } from "@/lib/reports/queries";

export type FunctionNumbersProps = {
  weddingId: string;
  event: EventNumbers;
  /** Whether a run has gone out: before that, nobody was asked and nobody is late. */
  sent: boolean;
  mayInvite: boolean;
};

/** One function: every number leads to the families behind it. */
export function FunctionNumbers({ weddingId, event, sent, mayInvite }: FunctionNumbersProps) {
  const behind = (which: string) => `/weddings/${weddingId}/answers/${event.id}?which=${which}`;
  const coming = event.adults + event.children;
  const unreached = event.invited - event.asked;
  const more = [
    { n: event.infants, words: "infants among them", which: "infants" },
    ...event.diets
      .filter((one) => one.diet !== "not told")
      .map((one) => ({
        n: one.persons,
        words: one.diet,
        which: `diet&diet=${encodeURIComponent(one.diet)}`,
      })),
  ].filter((one) => one.n > 0);
  return (
    <section
      aria-labelledby={`f-${event.id}`}
      className="min-w-0 rounded-md border border-line bg-surface p-4 sm:p-5"
    >
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <div className="min-w-0">
          <h3 id={`f-${event.id}`} className="break-words font-semibold">
            {event.name} {event.cancelled ? <Badge tone="no">Cancelled</Badge> : null}
          </h3>
          <p className="text-muted text-sm">
            {event.startsAt ? <TimeInZone at={event.startsAt} zone={event.zone} /> : "No day yet"}
          </p>
        </div>
        {event.invited > 0 ? (
          <Link
            href={behind("yes")}
            className="flex min-h-11 flex-col justify-center text-ink no-underline hover:underline hover:underline-offset-4"
          >
            <span className="tabular block font-semibold text-lg">
              {coming.toLocaleString("en-IN")} coming
            </span>
            {coming > 0 ? (
              <span className="tabular block text-muted text-sm">
                {peopleWords(event.adults, event.children)}
              </span>
            ) : null}
          </Link>
        ) : null}
      </div>
      {event.invited === 0 ? (
        <p className="mt-3 text-muted">
          Nobody is invited yet.{" "}
          {mayInvite ? (
            <Link
              href={`/weddings/${weddingId}/guests`}
              className="hit-area text-accent-text underline underline-offset-4"
            >
              Choose the families
            </Link>
          ) : null}
        </p>
      ) : (
        <>
          <FunnelBar
            className="mt-3"
            labelHidden
            label={`${event.name}: ${counted(event.invited, families)} invited`}
            parts={[
              { label: "yes", count: event.yes, tone: "yes", href: behind("yes") },
              { label: "maybe", count: event.maybe, tone: "maybe", href: behind("maybe") },
              { label: "no", count: event.no, tone: "no", href: behind("no") },
              {
                label: event.pending === 1 ? "has not replied" : "have not replied",
                count: event.pending,
                tone: "pending",
                href: behind("pending"),
              },
            ]}
          />
          <p className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
            <Link
              href={behind("invited")}
              className="hit-area tabular text-ink underline decoration-line-strong underline-offset-4"
            >
              {counted(event.invited, families)} invited
            </Link>
            {sent && unreached > 0 && !event.cancelled ? (
              <Link
                href={behind("unreached")}
                className="hit-area tabular text-amber-ink underline decoration-line-strong underline-offset-4"
              >
                {unreached.toLocaleString("en-IN")} not asked yet
              </Link>
            ) : null}
            {event.silentRead > 0 && !event.cancelled ? (
              <Link
                href={behind("read")}
                className="hit-area tabular text-ink underline decoration-line-strong underline-offset-4"
              >
                {event.silentRead.toLocaleString("en-IN")} read it and {event.silentRead === 1 ? "is" : "are"}{" "}
                silent
              </Link>
            ) : null}
            {event.waiting > 0 && !event.cancelled ? (
              <Link href={behind("waiting")} className="hit-area no-underline">
                <Badge tone="attention">
                  {counted(event.waiting, { one: "person waits", many: "people wait" })} for a place
                </Badge>
              </Link>
            ) : null}
            {event.ceiling === null || event.free === null || event.cancelled ? null : (
              <span className="tabular text-muted">
                {event.free.toLocaleString("en-IN")} of {event.ceiling.toLocaleString("en-IN")} places free
              </span>
            )}
          </p>
          {more.length > 0 ? (
            <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-sm">
              {more.map((one) => (
                <li key={one.which}>
                  <Link
                    href={behind(one.which)}
                    prefetch={false}
                    className="hit-area tabular text-ink underline decoration-line-strong underline-offset-4"
                  >
                    {one.n.toLocaleString("en-IN")} {one.words}
                  </Link>
                </li>
              ))}
            </ul>
          ) : null}
        </>
      )}
    </section>
  );
}
