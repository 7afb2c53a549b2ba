import { NoteTravel } from "@/components/rsvp/note-travel";
import { journeyWords } from "@/components/rsvp/travel-words";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { TravelPlan } from "@/lib/rsvp/rules/more-form";

export type TravelCardProps = {
  weddingId: string;
  unitId: string;
  household: string;
  travel: { plan: TravelPlan; version: number } | null;
  mayNote: boolean;
};

/** How a family comes and goes, as it said or as somebody noted it. */
export function TravelCard({ weddingId, unitId, household, travel, mayNote }: TravelCardProps) {
  const plan = travel?.plan;
  const lines = plan
    ? [
        ["Arrives", journeyWords(plan, "arrives")],
        ["Pick-up", plan.pickUp ? "They would like to be picked up" : null],
        ["Leaves", journeyWords(plan, "departs")],
        ["Rooms", plan.rooms === null ? null : String(plan.rooms)],
        ["Note", plan.note],
      ].filter((line): line is [string, string] => Boolean(line[1]))
    : [];
  return (
    <Card>
      <CardHeader
        title="Travel"
        actions={
          mayNote ? (
            <NoteTravel weddingId={weddingId} unitId={unitId} household={household} travel={travel} />
          ) : undefined
        }
      />
      <CardBody>
        {lines.length === 0 ? (
          <p className="text-muted">They have not said when they come. Their page asks after their answer.</p>
        ) : (
          <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
            {lines.map(([name, words]) => (
              <div key={name} className="contents">
                <dt className="text-muted">{name}</dt>
                <dd className="tabular min-w-0 whitespace-pre-line break-words">{words}</dd>
              </div>
            ))}
          </dl>
        )}
      </CardBody>
    </Card>
  );
}
