import { LiftStop } from "@/components/guests/lift-stop";
import { TimeInZone } from "@/components/shared/time-in-zone";
import { Badge } from "@/components/ui/badge";
import type { Reached, Stop } from "@/lib/compliance/queries/stops";

type Props = {
  weddingId: string;
  unitId: string;
  zone: string;
  stops: readonly Stop[];
  /** Who has a number with them. */
  reached: readonly Reached[];
  mayLift: boolean;
};

const WORDS = {
  stop_word: (name: string) => `${name} wrote that they want no messages`,
  family: (name: string) => `The family asked that ${name} gets no messages`,
  provider: (name: string) => `WhatsApp keeps our messages from ${name}`,
} as const;

/** Who of a family is not written to, on whose word, and how that ends. */
export function StopNotes({ weddingId, unitId, zone, stops, reached, mayLift }: Props) {
  if (stops.length === 0) return null;
  return (
    <ul aria-label="Who is not written to" className="mb-6 grid gap-3">
      {stops.map((stop) => (
        <li
          key={`${stop.personId} ${stop.scope} ${stop.reason}`}
          className="rounded-md border border-line p-3"
        >
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Badge tone="no">{stop.scope === "all" ? "Do not message" : "No invitations"}</Badge>
            <p>
              {stop.scope === "marketing"
                ? `${stop.name} stopped invitations and offers inside WhatsApp`
                : WORDS[stop.reason](stop.name)}
              , <TimeInZone at={stop.since} zone={zone} show="short" zoneHidden />.
            </p>
          </div>
          <p className="mt-1 max-w-prose text-muted text-sm">{wayBack(stop)}</p>
          {mayLift && stop.scope === "all" && stop.reason !== "provider" ? (
            <LiftStop
              weddingId={weddingId}
              unitId={unitId}
              stop={stop}
              seen={newestOf(stops, stop)}
              also={reached.filter((one) => one.through === stop.personId)}
            />
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** What is lifted goes by person, so with one of their stops all that is seen here of that person. */
const newestOf = (stops: readonly Stop[], { personId }: Stop): string =>
  stops
    .flatMap((one) => (one.personId === personId ? [one.since] : []))
    .sort()
    .at(-1)!;

function wayBack({ scope, reason }: Stop): string {
  if (scope === "marketing")
    return "We may answer what they write. Only they can allow the rest again, in WhatsApp.";
  if (reason === "provider") return "Only they can change that, in WhatsApp. Please call them.";
  return "If they write START, they hear from us again. Until then, please call them.";
}
