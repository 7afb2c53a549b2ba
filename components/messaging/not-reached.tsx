"use client";

import { PhoneCall } from "lucide-react";
import Link from "next/link";
import { familiesWords } from "@/components/guests/words";
import { FamiliesByReason, type Listed } from "@/components/messaging/families-by-reason";
import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { notify } from "@/components/ui/toaster";

/** Whom a run did not reach, by reason with what to do, and the way onto the list of calls. */
export function NotReached(props: {
  weddingId: string;
  runId: string;
  title: string;
  sentence: string;
  counts: readonly [string, number][];
  families: readonly Listed[];
  mayFill: boolean;
}) {
  const { weddingId, runId } = props;
  const { run, busy } = useCommand(weddingId);
  const calls = `/weddings/${weddingId}/runs/calls`;
  const fill = async () => {
    const done = await run<{ added: number }>("messaging.fill-call-list", { runId });
    if (!done.ok) return notify.failed(done.message);
    const { added } = done.value;
    notify.done(
      added === 0
        ? "All of them are on the call list already"
        : `${familiesWords(added)} put on the call list`,
      { more: "Share the calls out there. Who has answered is not on it." },
    );
  };
  return (
    <Card>
      <CardHeader title={props.title} sentence={props.sentence} />
      <CardBody>
        <FamiliesByReason
          guestsHref={`/weddings/${weddingId}/guests`}
          counts={props.counts}
          families={props.families}
        />
      </CardBody>
      {props.mayFill ? (
        <CardFooter>
          <Button loading={busy} onClick={() => void fill()}>
            <PhoneCall aria-hidden="true" />
            Put them on the call list
          </Button>
          <Link href={calls} className="hit-area text-sm">
            Open the call list
          </Link>
        </CardFooter>
      ) : null}
    </Card>
  );
}
