import { Download } from "lucide-react";
import type { ReactNode } from "react";
import { familiesWords } from "@/components/guests/words";
import { CostCard, type CostCardProps } from "@/components/messaging/cost-card";
import { FamiliesByReason, type Listed } from "@/components/messaging/families-by-reason";
import { MessagePreview } from "@/components/messaging/message-preview";
import { Stat, StatRow } from "@/components/shared/stat";
import { buttonLook } from "@/components/ui/button-look";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { cn } from "@/lib/kernel/class-names";

export type RehearsalProps = {
  weddingId: string;
  runId: string;
  title: string;
  sentence: string;
  recipients: number;
  blocked: number;
  hash: string | null;
  sample: readonly { unitId: string; household: string; number: string | null; text: string }[];
  buttons: readonly string[];
  reasons: readonly [string, number][];
  leftOut: readonly Listed[];
  /** The file of every message; after the freeze it is no longer the frozen one, and is not offered. */
  fileOffered: boolean;
  actions?: ReactNode;
  /** What it costs and how long it takes; left out once it is under way. */
  cost?: CostCardProps | undefined;
  /** It has begun to go out: who gets it is told in the past. */
  left: boolean;
  /** What can be done for those who are left out. */
  leftOutActions?: ReactNode;
};

function recipientWords(n: number, left: boolean): string {
  if (left) return n === 1 ? "family was to get it" : "families were to get it";
  return n === 1 ? "family gets it" : "families get it";
}

function blockedWords(n: number, left: boolean): string {
  if (left) return n === 1 ? "was left out" : "were left out";
  return n === 1 ? "is left out" : "are left out";
}

/** What will go out, in one's hand: how many, who not and why, and the messages themselves. */
export function Rehearsal(props: RehearsalProps) {
  const { weddingId, recipients, blocked, sample, leftOut, reasons } = props;
  const guests = `/weddings/${weddingId}/guests`;
  return (
    <div className="grid gap-6">
      <StatRow>
        <Stat value={recipients} label={recipientWords(recipients, props.left)} tone="yes" />
        <Stat
          value={blocked}
          label={blockedWords(blocked, props.left)}
          tone={blocked > 0 ? "attention" : "neutral"}
        />
      </StatRow>
      <Card>
        <CardHeader title={props.title} sentence={props.sentence} />
        <CardBody className="grid gap-5">
          {sample.length === 0 ? (
            <p className="text-muted">There is no message in it.</p>
          ) : (
            <ul className="grid items-start gap-5 lg:grid-cols-2">
              {sample.map((one) => (
                <li key={one.unitId} className="min-w-0">
                  <p className="mb-1.5 flex flex-wrap gap-x-3 text-sm">
                    <Link
                      href={`${guests}/${one.unitId}`}
                      prefetch={false}
                      className="hit-area font-medium no-underline underline-offset-4 hover:underline"
                    >
                      {one.household}
                    </Link>
                    {one.number ? <span className="tabular text-muted">{one.number}</span> : null}
                  </p>
                  <MessagePreview text={one.text} buttons={props.buttons} />
                </li>
              ))}
            </ul>
          )}
          {recipients > sample.length && sample.length > 0 ? (
            <p className="text-muted">
              These are {sample.length} of {familiesWords(recipients)}
              {props.fileOffered ? "; the file holds every message" : ""}.
            </p>
          ) : null}
        </CardBody>
        <CardFooter>
          {props.fileOffered ? (
            <a
              href={`/api/weddings/${weddingId}/runs/${props.runId}/rehearsal`}
              download
              className={cn(buttonLook(), "no-underline")}
            >
              <Download aria-hidden="true" />
              Download every message
            </a>
          ) : null}
          {props.actions}
          {props.hash ? (
            <span className="text-muted text-sm">
              Seal{" "}
              <code title={props.hash} className="select-all text-ink">
                {props.hash.slice(0, 12)}
              </code>
            </span>
          ) : null}
        </CardFooter>
      </Card>
      {props.cost ? <CostCard {...props.cost} /> : null}
      {blocked > 0 ? (
        <Card>
          <CardHeader
            title={`${familiesWords(blocked)} left out`}
            sentence="They get nothing from this. Open a reason to see who."
          />
          <CardBody>
            <FamiliesByReason guestsHref={guests} counts={reasons} families={leftOut} />
          </CardBody>
          {props.leftOutActions ? <CardFooter>{props.leftOutActions}</CardFooter> : null}
        </Card>
      ) : null}
    </div>
  );
}
