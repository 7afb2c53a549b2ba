import { RecordAnswer } from "@/components/guests/record-answer";
import { answerWords, peopleWords, sideWords } from "@/components/guests/words";
import { Why } from "@/components/reports/why";
import { counted } from "@/components/shared/fill-words";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import type { FamilyBehind } from "@/lib/reports/queries/behind";

export type FamiliesTableProps = {
  weddingId: string;
  event: { id: string; name: string; zone: string };
  families: readonly FamilyBehind[];
  mayRecord: boolean;
};

export function FamiliesTable({ weddingId, event, families, mayRecord }: FamiliesTableProps) {
  return (
    <Table caption={`Families invited to ${event.name}, with their answers`}>
      <TableHead>
        <TableRow>
          <TableHeaderCell>Family</TableHeaderCell>
          <TableHeaderCell>Answer</TableHeaderCell>
          <TableHeaderCell>How many</TableHeaderCell>
          <TableHeaderCell>Why</TableHeaderCell>
          {mayRecord ? (
            <TableHeaderCell>
              <span className="sr-only">Enter an answer</span>
            </TableHeaderCell>
          ) : null}
        </TableRow>
      </TableHead>
      <TableBody>
        {families.map((family) => {
          const words = answerWords(family.answer);
          return (
            <TableRow key={family.unitId}>
              <TableCell kind="main">
                <Link
                  href={`/weddings/${weddingId}/guests/${family.unitId}`}
                  prefetch={false}
                  className="hit-area break-words text-ink underline decoration-line-strong underline-offset-4"
                >
                  {family.household}
                </Link>
                <span className="block font-normal text-muted text-sm">{sideWords[family.side]}</span>
              </TableCell>
              <TableCell label="Answer">
                <Badge tone={words.tone}>{words.label}</Badge>
                {family.confirm ? (
                  <span className="mt-1 block text-amber-ink text-sm">Said so before the change</span>
                ) : null}
              </TableCell>
              <TableCell label="How many" className="tabular">
                {family.answer === "yes" ? (
                  <>
                    {peopleWords(family.adults, family.children)}
                    {family.infants > 0 ? (
                      <span className="block text-muted text-sm">
                        {counted(family.infants, { one: "infant", many: "infants" })} among them
                      </span>
                    ) : null}
                    {family.waiting > 0 ? (
                      <span className="block text-amber-ink text-sm">
                        {family.waiting} {family.waiting === 1 ? "waits" : "wait"} for a place
                      </span>
                    ) : null}
                  </>
                ) : (
                  <span className="text-muted">{family.seats.adults + family.seats.children} invited</span>
                )}
              </TableCell>
              <TableCell className="max-w-sm text-muted text-sm">
                <span className="block text-start">
                  <Why family={family} zone={event.zone} />
                </span>
              </TableCell>
              {mayRecord ? (
                <TableCell kind="actions">
                  <RecordAnswer
                    weddingId={weddingId}
                    unitId={family.unitId}
                    household={family.household}
                    events={family.events.map((one) =>
                      one.id === event.id
                        ? {
                            ...one,
                            answer: family.answer,
                            adults: family.adults,
                            children: family.children,
                          }
                        : one,
                    )}
                    eventId={event.id}
                    people={family.people}
                    seats={
                      family.answer === "yes"
                        ? { adults: family.adults, children: family.children }
                        : family.seats
                    }
                    trigger={
                      <Button size="sm" aria-label={`Enter answer of ${family.household}`}>
                        Enter answer
                      </Button>
                    }
                  />
                </TableCell>
              ) : null}
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
