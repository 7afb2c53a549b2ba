import { Download } from "lucide-react";
import Link from "next/link";
import { familiesWords, peopleCount } from "@/components/guests/words";
import { type PreviewRow, PreviewTable } from "@/components/imports/preview-table";
import { buttonLook } from "@/components/ui/button-look";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { cn } from "@/lib/kernel/class-names";

export type Conflict = { line: number; name: string; detail: string; unitId: string | null };

const number = (n: number) => n.toLocaleString("en-IN");

/** "1,200 people in 357 families were added; 12 rows need mending; 3 to decide." */
export function outcomeSentence(
  outcomes: { created: number; matched: number; conflict: number; refused: number },
  households: number,
): string {
  const { created, matched, conflict, refused } = outcomes;
  const parts = [
    created === 0
      ? "Nobody new was added"
      : `${peopleCount(created)} in ${familiesWords(households)} ${created === 1 ? "was" : "were"} added`,
    matched > 0 ? `${number(matched)} ${matched === 1 ? "was" : "were"} here already` : "",
    refused > 0 ? `${number(refused)} ${refused === 1 ? "row needs" : "rows need"} mending` : "",
    conflict > 0 ? `${number(conflict)} to decide` : "",
  ].filter(Boolean);
  return `${parts.join("; ")}.`;
}

export type BatchOutcomeProps = {
  weddingId: string;
  batchId: string;
  grouping: string | null;
  outcomes: { refused: number; conflict: number };
  refused: readonly PreviewRow[];
  conflicts: readonly Conflict[];
  fallbackSide: string;
};

export function BatchOutcome(props: BatchOutcomeProps) {
  const { weddingId, batchId, outcomes, refused, conflicts } = props;
  const guests = `/weddings/${weddingId}/guests`;
  return (
    <div className="grid gap-6">
      <div className="flex flex-wrap gap-3">
        <LinkButton href={guests} variant="primary">
          Look at the guests
        </LinkButton>
        {props.grouping === "each" ? (
          <LinkButton href={`${guests}/suggestions`}>Who belongs together</LinkButton>
        ) : null}
        {outcomes.refused + outcomes.conflict > 0 ? (
          <MendFile weddingId={weddingId} batchId={batchId} />
        ) : null}
      </div>
      {conflicts.length > 0 ? (
        <Card>
          <CardHeader
            title={`${number(outcomes.conflict)} to decide`}
            sentence="We know the number, and the list says something else about it. Nothing of these rows was taken over."
          />
          <CardBody>
            <ul className="divide-y divide-line">
              {conflicts.map((one) => (
                <li key={one.line} className="py-3 first:pt-0 last:pb-0">
                  <p className="font-medium">
                    Row {one.line}
                    {one.name ? `, ${one.name}` : ""}
                  </p>
                  <p>{one.detail}</p>
                  {one.unitId ? (
                    <Link
                      href={`${guests}/${one.unitId}`}
                      prefetch={false}
                      className="hit-area text-accent-text underline underline-offset-4"
                    >
                      See the family we know
                    </Link>
                  ) : null}
                </li>
              ))}
            </ul>
          </CardBody>
        </Card>
      ) : null}
      {refused.length > 0 ? (
        <section>
          <h2 className="mb-1 font-semibold text-lg">Rows to mend</h2>
          <p className="mb-3 text-muted">Mend them in your file and bring it again: nobody is added twice.</p>
          <PreviewTable
            caption="Rows to mend"
            rows={refused}
            fallbackSide={props.fallbackSide}
            withHousehold={false}
          />
        </section>
      ) : null}
    </div>
  );
}

export function MendFile({ weddingId, batchId }: { weddingId: string; batchId: string }) {
  return (
    <a
      href={`/api/weddings/${weddingId}/imports/${batchId}/refused`}
      download
      className={cn(buttonLook(), "no-underline")}
    >
      <Download aria-hidden="true" />
      Download the rows to mend
    </a>
  );
}
