import type { Metadata } from "next";
import { familiesWords } from "@/components/guests/words";
import { Doubts } from "@/components/messaging/doubts";
import { FamiliesByReason } from "@/components/messaging/families-by-reason";
import { FillCalls } from "@/components/messaging/fill-calls";
import { HeaderForm } from "@/components/messaging/header-form";
import { LateJoiners } from "@/components/messaging/late-joiners";
import { LiveRun } from "@/components/messaging/live-run";
import { MessagePreview } from "@/components/messaging/message-preview";
import { MoveRun } from "@/components/messaging/move-run";
import { Rehearsal } from "@/components/messaging/rehearsal";
import { RunActions } from "@/components/messaging/run-actions";
import { RunSteps } from "@/components/messaging/run-steps";
import { languageName, templateTitle } from "@/components/messaging/template-choice";
import { TestSend } from "@/components/messaging/test-send";
import { reasonsOf, runStateWords } from "@/components/messaging/words";
import { PageHeader } from "@/components/shared/page-header";
import { Badge } from "@/components/ui/badge";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { loadRun, type RunView } from "@/lib/messaging/loaders/run";
import { wholeMessage } from "@/lib/messaging/rules/render";

export const metadata: Metadata = { title: "Invite" };

/** Before anything left: afterwards a test would come too late. */
const TESTABLE = ["draft", "rehearsed", "frozen", "approved"];

export default async function RunPage({ params }: { params: Promise<{ wedding: string; run: string }> }) {
  const { wedding, run: runId } = await params;
  const view = await loadRun(wedding, runId);
  const { run } = view;
  const state = runStateWords[run.state] ?? runStateWords.draft!;
  const left = run.startedAt !== null;
  return (
    <>
      <PageHeader
        back={{ href: `/weddings/${wedding}/runs`, label: "Invites" }}
        title={run.name}
        badge={<Badge tone={state.tone}>{state.label}</Badge>}
        sentence={`To ${run.audience}. “${templateTitle(run.templateName)}” in ${languageName(run.templateLanguage)}${run.purpose === "invitation" ? `, wave “${run.wave}”` : ""}.`}
      />
      <RunSteps state={run.state} />
      {run.news ? (
        <p className="mb-6">
          <Link
            href={`/weddings/${wedding}/functions/${run.news.eventId}/changes/${run.news.changeId}`}
            className="hit-area underline decoration-line-strong underline-offset-4"
          >
            {left ? "Who has seen it" : "The change it tells"}
          </Link>
        </p>
      ) : null}
      {left ? (
        <LiveRun
          weddingId={wedding}
          runId={runId}
          name={run.name}
          recipients={run.recipients ?? 0}
          first={{ state: run.state, stateReason: run.stateReason, buckets: view.buckets, asOf: view.asOf }}
          zone={view.zone}
          may={view.may}
          relative={run.provider === "wa_link" ? run.senderNumber : null}
          asks={["invitation", "reminder"].includes(run.purpose)}
        />
      ) : (
        <RunActions
          weddingId={wedding}
          runId={runId}
          name={run.name}
          state={run.state}
          recipients={run.recipients ?? 0}
          off={view.off}
          blocked={run.blocked ?? 0}
          hash={run.frozenHash}
          outdated={view.outdated}
          senderNumber={run.senderNumber}
          senderStopped={run.senderState !== "active"}
          ratePerSecond={run.ratePerSecond}
          byHand={run.provider === "wa_link"}
          may={view.may}
        />
      )}
      {run.templateHeader && run.templateHeader.format !== "TEXT" && view.may.prepare && !run.frozenHash ? (
        <HeaderForm weddingId={wedding} runId={runId} format={run.templateHeader.format} given={run.header} />
      ) : null}
      {view.may.send && TESTABLE.includes(run.state) && run.provider !== "wa_link" ? (
        <div className="mb-6">
          <TestSend weddingId={wedding} runId={runId} />
        </div>
      ) : null}
      {view.may.approve && view.others.length > 0 ? (
        <div className="mb-6">
          <MoveRun weddingId={wedding} runId={runId} others={view.others} />
        </div>
      ) : null}
      {run.state === "stopped" && !left ? (
        <p className="mb-6 text-muted">Given up before it was sent. Nobody got anything from it.</p>
      ) : null}
      <RunBody weddingId={wedding} view={view} left={left} />
    </>
  );
}

function RunBody({ weddingId, view, left }: { weddingId: string; view: RunView; left: boolean }) {
  const { run } = view;
  const frozen = run.frozenHash !== null;
  if (run.state === "draft")
    return (
      <Card>
        <CardHeader
          title="The message"
          sentence="The places in double brackets are filled for each family."
        />
        <CardBody>
          <MessagePreview
            text={wholeMessage({ header: run.templateHeader, footer: run.templateFooter }, run.templateBody)}
            buttons={[...run.templateButtons, ...(run.templateUrlButton ? [run.templateUrlButton.text] : [])]}
          />
        </CardBody>
      </Card>
    );
  if (!frozen && run.state !== "rehearsed") return null;
  const failedReasons = countReasons(view.failed, reasonsOf(view.buckets, "failed"));
  const leftOutReasons = frozen
    ? countReasons(view.leftOut, reasonsOf(view.buckets, "blocked"))
    : Object.entries(view.reasons ?? {}).sort((a, b) => b[1] - a[1]);
  const calls = left && view.may.prepare ? <FillCalls weddingId={weddingId} runId={run.id} /> : null;
  const failed = failedReasons.reduce((sum, [, n]) => sum + n, 0);
  return (
    <div className="grid gap-6">
      {view.doubts.length > 0 ? (
        <Doubts weddingId={weddingId} doubts={view.doubts} maySettle={view.may.settle} />
      ) : null}
      {failed > 0 ? (
        <Card>
          <CardHeader
            title={`${familiesWords(failed)} not reached`}
            sentence="Open a reason to see who, and what to do. A call is the surest way to them."
          />
          <CardBody>
            <FamiliesByReason
              guestsHref={`/weddings/${weddingId}/guests`}
              counts={failedReasons}
              families={view.failed}
            />
          </CardBody>
          {calls ? <CardFooter>{calls}</CardFooter> : null}
        </Card>
      ) : null}
      <LateJoiners
        weddingId={weddingId}
        families={view.late.families}
        listed={view.late.listed}
        prepareHref={view.may.prepare ? `/weddings/${weddingId}/runs/new?${view.late.address}` : null}
      />
      {frozen ? (
        <p>
          <Link
            href={`/weddings/${weddingId}/runs/${run.id}/messages`}
            className="hit-area underline underline-offset-4"
          >
            Every message, step by step
          </Link>
        </p>
      ) : null}
      <Rehearsal
        weddingId={weddingId}
        runId={run.id}
        title={frozen ? "The frozen messages" : "The rehearsal"}
        sentence={
          left
            ? "As they were frozen and sent."
            : frozen
              ? "They no longer change, whatever happens to the guest list."
              : "As each family would read it."
        }
        recipients={run.recipients ?? 0}
        blocked={leftOutReasons.reduce((sum, [, n]) => sum + n, 0)}
        left={left}
        hash={run.frozenHash ?? run.rehearsalHash}
        sample={view.sample}
        cost={
          left
            ? undefined
            : {
                cost: view.cost,
                recipients: run.recipients ?? 0,
                ratePerSecond: run.ratePerSecond,
                dailyLimit: run.dailyLimit,
                usedToday: view.usedToday,
                newPerHour: run.newPerHour,
                nextCategory: run.nextCategory,
                category: run.category,
                pricesHref: view.may.approve ? `/weddings/${weddingId}/runs/rules` : undefined,
              }
        }
        buttons={[...run.templateButtons, ...(run.templateUrlButton ? [run.templateUrlButton.text] : [])]}
        reasons={leftOutReasons}
        leftOutActions={failed === 0 ? calls : null}
        leftOut={view.leftOut}
        fileOffered={!frozen && view.may.prepare}
      />
    </div>
  );
}

/** The counted reasons; what is listed and not counted yet is counted here, so that the two never disagree. */
function countReasons(
  listed: readonly { reason: string }[],
  counted: readonly [string, number][],
): [string, number][] {
  const counts = new Map(counted);
  for (const reason of new Set(listed.map((one) => one.reason))) {
    const n = listed.filter((one) => one.reason === reason).length;
    counts.set(reason, Math.max(n, counts.get(reason) ?? 0));
  }
  return [...counts].sort((a, b) => b[1] - a[1]);
}
