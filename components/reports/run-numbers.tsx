import { pauseWords } from "@/components/messaging/words";
import { FunnelBar, type FunnelPart } from "@/components/shared/funnel-bar";
import { Badge } from "@/components/ui/badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import type { Tone } from "@/components/ui/tone";
import type { RunNumbers as Run } from "@/lib/reports/queries";

const STATES: Record<string, { label: string; tone: Tone }> = {
  draft: { label: "Being prepared", tone: "neutral" },
  rehearsed: { label: "Rehearsed", tone: "neutral" },
  frozen: { label: "Waits for approval", tone: "attention" },
  approved: { label: "Approved, not sent", tone: "attention" },
  sending: { label: "Going out now", tone: "accent" },
  paused: { label: "Paused", tone: "attention" },
  done: { label: "Sent", tone: "yes" },
  stopped: { label: "Stopped", tone: "no" },
};

/** The buckets of a run, joined to what a family wants to know. */
function partsOf(buckets: Record<string, number>): FunnelPart[] {
  const sum = (fits: (bucket: string) => boolean) =>
    Object.entries(buckets).reduce((total, [bucket, n]) => (fits(bucket) ? total + n : total), 0);
  const among = (...names: string[]) => sum((bucket) => names.includes(bucket));
  const parts: FunnelPart[] = [
    { label: "read it", count: among("read"), tone: "yes" },
    { label: "have it", count: among("delivered"), tone: "accent" },
    { label: "sent", count: among("accepted", "sent"), tone: "info" },
    { label: "in line", count: among("queued", "calling"), tone: "pending" },
    { label: "in doubt", count: among("in_doubt"), tone: "attention" },
    { label: "failed", count: sum((bucket) => bucket.startsWith("failed")), tone: "failed" },
    {
      label: "left out, with a reason",
      count: sum((bucket) => bucket.startsWith("blocked")),
      tone: "neutral",
    },
    { label: "not sent, stopped", count: among("cancelled"), tone: "neutral" },
  ];
  return parts.filter((part) => part.count > 0);
}

export type RunNumbersProps = { weddingId: string; run: Run; mayOpen: boolean };

/** The latest run: how far the invitations have come. */
export function RunNumbers({ weddingId, run, mayOpen }: RunNumbersProps) {
  const state = STATES[run.state] ?? { label: run.state, tone: "neutral" as const };
  const parts = partsOf(run.buckets);
  return (
    <Card aria-labelledby="latest-run">
      <CardHeader
        id="latest-run"
        title={
          mayOpen ? (
            <Link
              href={`/weddings/${weddingId}/runs/${run.id}`}
              className="hit-area text-ink underline decoration-line-strong underline-offset-4"
            >
              {run.name}
            </Link>
          ) : (
            run.name
          )
        }
        sentence={run.stateReason ? pauseWords(run.stateReason) : "The latest invite"}
        actions={<Badge tone={state.tone}>{state.label}</Badge>}
      />
      <CardBody>
        {parts.length === 0 ? (
          <p className="text-muted">Nothing has gone out yet.</p>
        ) : (
          <FunnelBar labelHidden label={`${run.name}: how far the messages have come`} parts={parts} />
        )}
      </CardBody>
    </Card>
  );
}
