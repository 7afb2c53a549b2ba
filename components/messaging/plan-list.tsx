"use client";

import { familiesWords } from "@/components/guests/words";
import { templateTitle } from "@/components/messaging/template-choice";
import { runStateWords } from "@/components/messaging/words";
import { TimeInZone } from "@/components/shared/time-in-zone";
import { useCommand } from "@/components/shared/use-command";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Link } from "@/components/ui/link";
import { notify } from "@/components/ui/toaster";
import type { Tone } from "@/components/ui/tone";

export type PlanView = {
  id: string;
  name: string;
  state: string;
  stateReason: string | null;
  audience: string;
  template: string;
  sender: string;
  nextAt: string | null;
  endsAt: string;
  most: number;
  runs: readonly { id: string; name: string; state: string; recipients: number; startedAt: string }[];
};

const STATES: Record<string, { label: string; tone: Tone }> = {
  draft: { label: "Needs a yes", tone: "attention" },
  active: { label: "Under way", tone: "accent" },
  stopped: { label: "Stopped", tone: "no" },
  done: { label: "Over", tone: "yes" },
};

const REASONS: Record<string, string> = {
  MORE_THAN_AGREED:
    "More families were silent than you had agreed to, so it stopped and asks. Plan new reminders for the larger number.",
  DEADLINE_PASSED: "The last day has passed.",
  NOT_APPROVED: "WhatsApp does not approve this message any more. Plan new reminders with another one.",
  CATEGORY_CHANGED:
    "WhatsApp put this message into another category, which changes what it costs. Plan new reminders if you agree.",
  FUNCTION_CANCELLED: "The function it asks about was cancelled, so there is nothing to answer.",
  UNFILLED:
    "A place in this message is not explained any more. Say what it stands for, then plan new reminders.",
  TEXT_CHANGED:
    "The text of this message was changed at WhatsApp since you agreed to it. Look at it, then plan new reminders.",
  BY_HAND: "Stopped by hand.",
};

/** The plans: what comes next, and what has gone out. */
export function PlanList({
  weddingId,
  plans,
  zone,
}: {
  weddingId: string;
  plans: readonly PlanView[];
  zone: string;
}) {
  const { run, busy } = useCommand(weddingId);
  return plans.map((plan) => {
    const state = STATES[plan.state] ?? STATES.done!;
    return (
      <Card key={plan.id}>
        <CardHeader
          title={plan.name}
          sentence={`To ${plan.audience}. “${templateTitle(plan.template)}” from ${plan.sender}.`}
          actions={
            <>
              <Badge tone={state.tone}>{state.label}</Badge>
              {plan.state === "draft" ? (
                <Button
                  variant="primary"
                  loading={busy}
                  onClick={async () => {
                    const done = await run("messaging.approve-reminders", { planId: plan.id });
                    if (!done.ok) notify.failed(done.message);
                  }}
                >
                  Say yes
                </Button>
              ) : null}
              {plan.state === "active" || plan.state === "draft" ? (
                <ConfirmDialog
                  title={`Stop “${plan.name}”`}
                  sentence="No further reminder goes out, not even one that waits for the morning. What has left stays with the guests."
                  undo="You can plan new reminders at any time."
                  confirmLabel="Stop them"
                  tone="danger"
                  onConfirm={async () => {
                    const done = await run("messaging.stop-reminders", { planId: plan.id });
                    return done.ok ? undefined : { error: done.message };
                  }}
                  trigger={<Button variant="quiet">Stop</Button>}
                />
              ) : null}
            </>
          }
        />
        <CardBody className="grid gap-3">
          <p>
            {plan.nextAt ? (
              <>
                The next one goes out <TimeInZone at={plan.nextAt} zone={zone} />, to{" "}
                {familiesWords(plan.most)} at most; the last before{" "}
                <TimeInZone at={plan.endsAt} zone={zone} show="day" />.
              </>
            ) : (
              (REASONS[plan.stateReason ?? ""] ?? "All its reminders have gone out.")
            )}
          </p>
          {plan.runs.length > 0 ? (
            <ul className="divide-y divide-line border-line border-t">
              {plan.runs.map((one) => (
                <li key={one.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2.5">
                  <Link
                    href={`/weddings/${weddingId}/runs/${one.id}`}
                    prefetch={false}
                    className="hit-area underline underline-offset-4"
                  >
                    {one.name}
                  </Link>
                  <span className="text-muted text-sm">
                    {familiesWords(one.recipients)}, <TimeInZone at={one.startedAt} zone={zone} />
                  </span>
                  <Badge tone={runStateWords[one.state]?.tone ?? "neutral"}>
                    {runStateWords[one.state]?.label ?? one.state}
                  </Badge>
                </li>
              ))}
            </ul>
          ) : null}
        </CardBody>
      </Card>
    );
  });
}
