"use client";

import { CircleAlert, RotateCw, Send, Snowflake, Stamp } from "lucide-react";
import { familiesWords } from "@/components/guests/words";
import { durationWords } from "@/components/messaging/cost-words";
import { StopRun } from "@/components/messaging/stop-run";
import { useRunSteps } from "@/components/messaging/use-run-steps";
import { ConfirmNumber } from "@/components/shared/confirm-number";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { FieldError } from "@/components/ui/field-parts";

export type RunActionsProps = {
  weddingId: string;
  runId: string;
  name: string;
  state: string;
  recipients: number;
  /** Of them, who is off the guest list by now. */
  off: number;
  blocked: number;
  hash: string | null;
  outdated: boolean;
  senderNumber: string;
  senderStopped: boolean;
  ratePerSecond: number;
  /** A relative sends each message from their own phone. */
  byHand: boolean;
  may: { prepare: boolean; approve: boolean; send: boolean };
};

/** The one thing to do next on the way to sending. */
export function RunActions(props: RunActionsProps) {
  const { state, recipients, may } = props;
  const steps = useRunSteps(props.weddingId, props.runId);
  const shown = stepWords(props);
  if (!shown) return null;
  const rehearse = (label: string, first: boolean) => (
    <Button
      variant={first ? "primary" : "secondary"}
      loading={steps.under === "rehearse"}
      onClick={() => void steps.take("rehearse")}
    >
      <RotateCw aria-hidden="true" />
      {label}
    </Button>
  );
  return (
    <Card className="mb-6">
      <CardHeader title={shown.title} />
      <CardBody>
        <p className="max-w-prose">{shown.sentence}</p>
        {props.off > 0 ? (
          <p className="mt-3 flex items-start gap-2 text-amber-ink">
            <CircleAlert aria-hidden="true" className="mt-1 size-4 shrink-0" />
            {familiesWords(props.off)} of these {props.off === 1 ? "was" : "were"} taken off the guest list
            since, and {props.off === 1 ? "gets" : "get"} nothing.
          </p>
        ) : null}
        {props.senderStopped ? (
          <p className="mt-3 flex items-start gap-2 text-amber-ink">
            <CircleAlert aria-hidden="true" className="mt-1 size-4 shrink-0" />
            WhatsApp has restricted the number {props.senderNumber}; nothing leaves from it until that is
            settled.
          </p>
        ) : null}
        <div className="mt-4 flex flex-wrap gap-3">
          {state === "draft" && may.prepare ? rehearse("Rehearse it", true) : null}
          {state === "rehearsed" && may.prepare ? (
            <>
              {recipients > 0 && !props.outdated ? (
                <Button
                  variant="primary"
                  loading={steps.under === "freeze"}
                  onClick={() => void steps.take("freeze")}
                >
                  <Snowflake aria-hidden="true" />
                  Freeze {familiesWords(recipients)}
                </Button>
              ) : null}
              {rehearse("Rehearse again", props.outdated || recipients === 0)}
            </>
          ) : null}
          {state === "frozen" && may.approve ? (
            <ConfirmNumber
              count={recipients}
              title="Approve this invite"
              sentence={`You say yes to these ${recipients.toLocaleString("en-IN")} messages, exactly as they are frozen. Sending is one more step.`}
              undo="It can still be stopped before it is sent."
              confirmLabel="Approve it"
              onConfirm={() =>
                steps.take("approve", {
                  hash: props.hash,
                  ...(recipients > 100 ? { typedCount: recipients } : {}),
                })
              }
              trigger={
                <Button variant="primary">
                  <Stamp aria-hidden="true" />
                  Approve
                </Button>
              }
            />
          ) : null}
          {state === "approved" && may.send ? (
            <ConfirmDialog
              title={`Send “${props.name}” now`}
              sentence={
                props.byHand
                  ? `${familiesWords(recipients)} ${recipients === 1 ? "stands" : "stand"} on the list of ${props.senderNumber} then; each message is sent by hand from that phone.`
                  : `${familiesWords(recipients)} ${recipients === 1 ? "gets" : "get"} it on WhatsApp from ${props.senderNumber}, one message each, in about ${durationWords(recipients / props.ratePerSecond)}.`
              }
              undo="A message that has left cannot be called back. You can pause or stop the rest while it is sending."
              confirmLabel={`Send to ${familiesWords(recipients)}`}
              onConfirm={() => steps.take("start")}
              trigger={
                <Button variant="primary">
                  <Send aria-hidden="true" />
                  Send to {familiesWords(recipients)}
                </Button>
              }
            />
          ) : null}
          {may.prepare ? (
            <StopRun weddingId={props.weddingId} runId={props.runId} name={props.name} left={null} />
          ) : null}
        </div>
        <FieldError id="step-error">{steps.error}</FieldError>
      </CardBody>
    </Card>
  );
}

function stepWords(props: RunActionsProps): { title: string; sentence: string } | null {
  const { recipients, ratePerSecond } = props;
  switch (props.state) {
    case "draft":
      return {
        title: "Rehearse first",
        sentence:
          "Every message is written out as each family will read it, with who is left out and why. Nothing is sent.",
      };
    case "rehearsed":
      if (props.outdated)
        return {
          title: "Something changed since the rehearsal",
          sentence: "A guest, a function or another invite is different now. Rehearse again and look at it.",
        };
      if (recipients === 0)
        return {
          title: "Nobody would get it",
          sentence: "Everybody is left out, for the reasons below. Mend that, then rehearse again.",
        };
      return {
        title: "Look at it, then freeze it",
        sentence:
          "Frozen, the messages no longer change, whatever happens to the guest list. Nothing is sent by freezing.",
      };
    case "frozen":
      return {
        title: "It needs a yes",
        sentence: props.may.approve
          ? `${familiesWords(recipients)} would get it. Whoever approves says yes to exactly these messages.`
          : "The owner or an admin approves it before it can be sent.",
      };
    case "approved":
      return {
        title: "Ready to send",
        sentence: props.byHand
          ? `${familiesWords(recipients)}, by hand from the phone of ${props.senderNumber}. Nothing has left yet.`
          : `${familiesWords(recipients)}, in about ${durationWords(recipients / ratePerSecond)} from ${props.senderNumber}. Nothing has left yet.`,
      };
    default:
      return null;
  }
}
