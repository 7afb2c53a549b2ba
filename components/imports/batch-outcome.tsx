import { familiesWords, peopleCount } from "@/components/guests/words";
import { DownloadRows } from "@/components/imports/download-rows";
import { type PreviewRow, PreviewTable } from "@/components/imports/preview-table";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";

export type OtherSide = { count: number; rows: readonly { line: number; name: string }[] };

/**
 * Rows of a list that waits; `known` are of guests who are here, `hidden` those of them on the other side's list, `again`
 * of somebody whom another row names.
 */
export type StagedCounts = {
  ready: number;
  refused: number;
  known?: number;
  hidden?: number;
  again?: number;
};

const number = (n: number) => n.toLocaleString("en-IN");

/**
 * "1,200 people in 357 families were added; 12 rows need mending; 3 to decide." What was decided since is no longer to
 * decide, though the row keeps what became of it at first.
 */
export function outcomeSentence(
  outcomes: { created: number; matched: number; refused: number; remembered: number; off: number },
  households: number,
  toDecide: number,
): string {
  const { created, matched, refused, remembered, off } = outcomes;
  const parts = [
    created === 0
      ? "Nobody new was added"
      : `${peopleCount(created)} in ${familiesWords(households)} ${created === 1 ? "was" : "were"} added`,
    matched > 0 ? `${number(matched)} ${matched === 1 ? "was" : "were"} here already` : "",
    off > 0
      ? `${number(off)} ${off === 1 ? "was" : "were"} taken off the guest list and ${off === 1 ? "stays" : "stay"} off`
      : "",
    refused > 0 ? `${number(refused)} ${refused === 1 ? "row needs" : "rows need"} mending` : "",
    toDecide > 0 ? `${number(toDecide)} to decide` : "",
  ].filter(Boolean);
  const before =
    remembered > 0
      ? ` ${number(remembered)} ${remembered === 1 ? "difference was" : "differences were"} decided before; not asked again.`
      : "";
  return `${parts.join("; ")}.${before}`;
}

/** "412 new, 88 already here, 9 twice in the list, 12 need mending. Nothing is added yet." */
export function stagedSentence(counts: StagedCounts): string {
  const { ready, refused, known = 0, hidden = 0, again = 0 } = counts;
  const parts = [
    `${number(ready - known - again)} new`,
    known > hidden ? `${number(known - hidden)} already here` : "",
    hidden > 0 ? `${number(hidden)} on the other side's list` : "",
    again > 0 ? `${number(again)} twice in the list` : "",
    refused > 0 ? `${number(refused)} ${refused === 1 ? "needs" : "need"} mending` : "",
  ].filter(Boolean);
  return `${parts.join(", ")}. Nothing is added yet.`;
}

export type BatchOutcomeProps = {
  weddingId: string;
  batchId: string;
  grouping: string | null;
  /** How many questions are open about this list, for who may decide them. */
  differences: number;
  otherSide: OtherSide;
  outcomes: { refused: number; conflict: number };
  refused: readonly PreviewRow[];
  fallbackSide: string;
};

export function BatchOutcome(props: BatchOutcomeProps) {
  const { weddingId, batchId, outcomes, refused, otherSide } = props;
  const guests = `/weddings/${weddingId}/guests`;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <div className="flex flex-wrap gap-3">
        {props.differences > 0 ? (
          <LinkButton href={`${guests}/differences?list=${batchId}`} variant="primary">
            Decide {number(props.differences)} {props.differences === 1 ? "difference" : "differences"}
          </LinkButton>
        ) : null}
        <LinkButton href={guests} variant={props.differences > 0 ? "secondary" : "primary"}>
          Look at the guests
        </LinkButton>
        {props.grouping === "each" ? (
          <LinkButton href={`${guests}/suggestions`}>Who belongs together</LinkButton>
        ) : null}
        {outcomes.refused + outcomes.conflict > 0 ? (
          <DownloadRows weddingId={weddingId} batchId={batchId} which="refused" />
        ) : null}
      </div>
      {otherSide.count > 0 ? (
        <Card>
          <CardHeader
            title={`${number(otherSide.count)} on the other side's list already`}
            sentence="Nothing of these rows was taken over. An admin of the wedding can decide whose guests they are."
          />
          <CardBody>
            <ul className="divide-y divide-line">
              {otherSide.rows.map((one) => (
                <li key={one.line} className="py-2 first:pt-0 last:pb-0">
                  Row {one.line}
                  {one.name ? `, ${one.name}` : ""}
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
          <PreviewTable caption="Rows to mend" rows={refused} fallbackSide={props.fallbackSide} />
        </section>
      ) : null}
    </div>
  );
}
