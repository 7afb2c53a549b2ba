"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { familiesWords } from "@/components/guests/words";
import { useRate } from "@/components/imports/use-rate";
import { StopRun } from "@/components/messaging/stop-run";
import { useRunSteps } from "@/components/messaging/use-run-steps";
import { pauseWords, sumBuckets } from "@/components/messaging/words";
import { AsOf } from "@/components/shared/as-of";
import { ConnectionNote } from "@/components/shared/connection-note";
import { FunnelBar, type FunnelPart } from "@/components/shared/funnel-bar";
import { ProgressPanel, type WorkState } from "@/components/shared/progress-panel";
import { useLive } from "@/components/shared/use-live";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field-parts";
import { LinkButton } from "@/components/ui/link-button";

export type LiveRunProps = {
  weddingId: string;
  runId: string;
  name: string;
  recipients: number;
  first: { state: string; stateReason: string | null; buckets: Record<string, number>; asOf: string | null };
  zone: string;
  may: { prepare: boolean; send: boolean };
  /** Who sends it by hand, from their own phone. */
  relative: string | null;
  /** It asks for an answer. */
  asks: boolean;
};

type Live = {
  asOf: string | null;
  runs: { id: string; state: string; stateReason: string | null; buckets: Record<string, number> }[];
};

const panelState: Record<string, WorkState> = {
  sending: "running",
  paused: "paused",
  done: "done",
  stopped: "failed",
};

const n = (value: number) => value.toLocaleString("en-IN");

/** A run that is going out, or has gone: followed once a second while it sends, now and then while receipts come in. */
export function LiveRun(props: LiveRunProps) {
  const { weddingId, runId, recipients, first, may, relative } = props;
  const router = useRouter();
  const sending = useRef(first.state === "sending");
  const { data, error, mutate } = useLive<Live>(`/api/weddings/${weddingId}/dashboard`, {
    refreshInterval: () => (sending.current ? 1_000 : 5_000),
  });
  const live = data?.runs.find((run) => run.id === runId);
  const state = live?.state ?? first.state;
  const buckets = live?.buckets ?? first.buckets;
  const asOf = (live ? data?.asOf : null) ?? first.asOf;
  const sums = sumBuckets(buckets);
  sending.current = state === "sending";

  // The lists below (who could not be reached, what is in doubt) come with the page: asked for again as they change.
  const troubled = `${state} ${sums.failed} ${sums.inDoubt} ${sums.leftOut}`;
  const shown = useRef(troubled);
  useEffect(() => {
    if (shown.current === troubled) return;
    const timer = setTimeout(() => {
      shown.current = troubled;
      router.refresh();
    }, 400);
    return () => clearTimeout(timer);
  }, [troubled, router]);

  // A doubt that was settled sends again: the page learns it first.
  const seen = useRef(first.state);
  useEffect(() => {
    if (seen.current === first.state) return;
    seen.current = first.state;
    void mutate();
  }, [first.state, mutate]);

  const steps = useRunSteps(weddingId, runId);
  const out = sums.onTheWay + sums.delivered + sums.read + sums.failed + sums.inDoubt;
  // Whoever the gate stopped on the way is neither sent to nor waited for.
  const total = Math.max(out, Math.min(recipients, out + sums.waiting + sums.cancelled));
  const rate = useRate(out, total);
  const reason = (live ?? first).stateReason;
  return (
    <div className="mb-6 grid gap-4">
      <ConnectionNote error={error} className="mb-0" />
      <ProgressPanel
        title={state === "done" ? "Sent" : "Sending"}
        state={panelState[state] ?? "waiting"}
        done={out}
        total={total}
        {...rate}
        words={{ rate: "{n} families a minute" }}
        {...(asOf ? { asOf: <AsOf at={asOf} zone={props.zone} /> } : {})}
        {...(relative ? { stateWords: { running: "By hand" } } : {})}
        sentence={
          relative && state === "sending"
            ? `Each message waits on the list of ${relative} until they send it from their own phone.`
            : sentenceOf(state, sums, reason)
        }
        actions={
          state === "sending" || state === "paused" ? (
            <>
              {relative && state === "sending" && may.prepare ? (
                <LinkButton href={`/weddings/${weddingId}/runs/senders`} variant="primary">
                  Give them the link to their list
                </LinkButton>
              ) : null}
              {state === "sending" && may.prepare ? (
                <Button loading={steps.under === "pause"} onClick={() => void steps.take("pause")}>
                  Pause
                </Button>
              ) : null}
              {state === "paused" && may.send ? (
                <Button
                  variant="primary"
                  loading={steps.under === "resume"}
                  onClick={() => void steps.take("resume")}
                >
                  Go on sending
                </Button>
              ) : null}
              {may.prepare ? (
                <StopRun weddingId={weddingId} runId={runId} name={props.name} left={sums.waiting} />
              ) : null}
            </>
          ) : state === "done" && props.asks ? (
            <LinkButton href={`/weddings/${weddingId}/answers`}>See the answers</LinkButton>
          ) : null
        }
      />
      {/* A step refused because it was over meanwhile needs no words any more. */}
      <FieldError id="live-error">
        {state === "sending" || state === "paused" ? steps.error : null}
      </FieldError>
      <section className="rounded-md border border-line bg-surface p-4 sm:p-6">
        <FunnelBar label={`Where the messages are, ${familiesWords(total)}`} parts={partsOf(sums)} />
      </section>
    </div>
  );
}

function partsOf(sums: ReturnType<typeof sumBuckets>): FunnelPart[] {
  const parts: FunnelPart[] = [
    { label: "read", count: sums.read, tone: "yes" },
    { label: "delivered", count: sums.delivered, tone: "accent" },
    { label: "on the way", count: sums.onTheWay, tone: "info" },
    { label: "waiting", count: sums.waiting, tone: "pending" },
    { label: "in doubt", count: sums.inDoubt, tone: "attention" },
    { label: "not delivered", count: sums.failed, tone: "failed" },
    { label: "called off", count: sums.cancelled, tone: "neutral" },
  ];
  return parts.filter((part) => part.count > 0 || part.label === "read");
}

function sentenceOf(state: string, sums: ReturnType<typeof sumBuckets>, reason: string | null): string {
  const has = sums.delivered + sums.read;
  const have = `${familiesWords(has)} ${has === 1 ? "has" : "have"} it${
    sums.onTheWay > 0 ? `, ${n(sums.onTheWay)} on ${sums.onTheWay === 1 ? "its" : "their"} way` : ""
  }.`;
  const failed = sums.failed > 0 ? ` ${n(sums.failed)} could not be reached.` : "";
  const doubt = sums.inDoubt > 0 ? ` ${n(sums.inDoubt)} in doubt, for you to decide.` : "";
  if (state === "done") return `${have}${failed}${doubt}`;
  if (state === "stopped")
    return `${have} ${familiesWords(sums.cancelled)} ${sums.cancelled === 1 ? "gets" : "get"} nothing.${failed}${doubt}`;
  if (state === "paused")
    return `${reason ? `${pauseWords(reason)} ` : ""}${familiesWords(sums.waiting)} ${sums.waiting === 1 ? "waits" : "wait"}.${doubt}`;
  return "You may leave this page; it goes on without you.";
}
