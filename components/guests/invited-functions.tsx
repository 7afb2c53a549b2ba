import { answerWords, peopleWords } from "@/components/guests/words";
import { TimeInZone } from "@/components/shared/time-in-zone";
import { Badge } from "@/components/ui/badge";
import type { Household } from "@/lib/audience/queries/households";

type InvitedFunction = Household["invitations"][number] & {
  startsAt: string | null;
  zone: string;
  venueName: string | null;
};

/** The functions a family is invited to, with its answer for each. */
export function InvitedFunctions({ functions }: { functions: readonly InvitedFunction[] }) {
  if (functions.length === 0)
    return <p className="text-muted">Not invited to any function yet. Invite them, and they will be here.</p>;
  return (
    <ul className="divide-y divide-line">
      {functions.map((one) => {
        const words = answerWords(one.answer);
        return (
          <li
            key={one.eventId}
            className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 py-3 first:pt-0 last:pb-0 sm:flex-nowrap"
          >
            <div className="min-w-0">
              <p className="font-medium">
                {one.event} {one.cancelled ? <Badge tone="no">Cancelled</Badge> : null}
              </p>
              <p className="text-muted text-sm">
                {one.startsAt ? <TimeInZone at={one.startsAt} zone={one.zone} /> : "No date yet"}
                {one.venueName ? ` · ${one.venueName}` : ""}
              </p>
              <p className="text-muted text-sm">Places kept: {peopleWords(one.adults, one.children)}</p>
            </div>
            <div className="shrink-0 sm:text-end">
              <Badge tone={words.tone}>{words.label}</Badge>
              {one.answer === "yes" ? (
                <p className="tabular mt-1 text-sm">{peopleWords(one.yesAdults, one.yesChildren)}</p>
              ) : null}
              {one.answeredAt ? (
                <p className="mt-1 text-muted text-sm">
                  <TimeInZone at={one.answeredAt} zone={one.zone} show="short" zoneHidden />
                </p>
              ) : null}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
