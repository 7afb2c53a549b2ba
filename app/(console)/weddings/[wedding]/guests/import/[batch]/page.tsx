import type { Metadata } from "next";
import type { ReactNode } from "react";
import { AddedNotes } from "@/components/imports/added-notes";
import { BatchOutcome, outcomeSentence, stagedSentence } from "@/components/imports/batch-outcome";
import { BatchProgress } from "@/components/imports/batch-progress";
import { batchStates } from "@/components/imports/batch-states";
import { ChooseColumns } from "@/components/imports/choose-columns";
import { ChooseSheet } from "@/components/imports/choose-sheet";
import { NoRight } from "@/components/imports/no-right";
import { StagedList } from "@/components/imports/staged-list";
import { ThrowAway } from "@/components/imports/throw-away";
import { RedoList, UndoList } from "@/components/imports/undo-list";
import { EmptyState } from "@/components/shared/empty-state";
import { ErrorState } from "@/components/shared/error-state";
import { PageHeader } from "@/components/shared/page-header";
import { TimeInZone } from "@/components/shared/time-in-zone";
import { Badge } from "@/components/ui/badge";
import { LinkButton } from "@/components/ui/link-button";
import { loadImport } from "@/lib/imports/loaders/batch";

export const metadata: Metadata = { title: "A list" };

type Props = {
  params: Promise<{ wedding: string; batch: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function BatchPage({ params, searchParams }: Props) {
  const { wedding, batch: batchId } = await params;
  const found = await loadImport(wedding, batchId, await searchParams);
  const guests = `/weddings/${wedding}/guests`;
  if (!found.may)
    return (
      <NoRight
        title="Bringing a list is not part of your role"
        sentence="The owner of this wedding can give you that right under Team."
        back={guests}
      />
    );
  const { batch, rows, refused } = found;
  const { outcomes } = batch;
  const state = batchStates[batch.state] ?? batchStates.reading!;
  const fallbackSide = found.side === "all" ? "both" : found.side;
  const moving = ["reading", "committing", "undoing"].includes(batch.state);
  const taken = outcomes.created + outcomes.matched + outcomes.conflict + outcomes.remembered;
  const toDecide = found.differences + found.otherSide.count;
  const asking = batch.state === "mapping" || batch.state === "staged";
  const sheets = batch.sheets ?? [];
  const sheet = batch.sheet ?? sheets[0];
  const sentence =
    batch.state === "staged"
      ? stagedSentence({ ...rows?.counts, ...outcomes })
      : batch.state === "done"
        ? outcomeSentence(outcomes, found.households, toDecide)
        : null;
  const columns = found.question ? (
    <ColumnsAsked again={batch.state === "staged"}>
      <ChooseColumns
        key={`${sheet} ${batch.state}`}
        weddingId={wedding}
        batchId={batchId}
        sheet={`${sheet ?? ""} ${batch.state}`}
        hasHeader={found.question.hasHeader}
        columns={found.question.columns}
        again={batch.state === "staged"}
      />
    </ColumnsAsked>
  ) : null;
  return (
    <>
      <PageHeader
        back={{ href: `${guests}/import`, label: "Bring a list" }}
        title={<span className="break-words">{batch.fileName}</span>}
        badge={<Badge tone={state.tone}>{state.label}</Badge>}
        {...(sentence ? { sentence } : {})}
        actions={
          batch.state === "done" || (batch.state === "failed" && taken > 0) ? (
            <UndoList
              weddingId={wedding}
              batchId={batchId}
              list={batch.fileName}
              created={outcomes.created}
            />
          ) : batch.discardable ? (
            <>
              {batch.state === "staged" && outcomes.ready > 0 ? (
                <LinkButton href="#add" variant="primary">
                  Go on to add them
                </LinkButton>
              ) : null}
              <ThrowAway weddingId={wedding} batchId={batchId} list={batch.fileName} kind={batch.kind} />
            </>
          ) : null
        }
      />
      {batch.note && !moving ? <p className="mb-6 max-w-2xl">{batch.note}</p> : null}
      {moving ? <BatchProgress key={batch.state} weddingId={wedding} first={batch} /> : null}
      {batch.state === "failed" ? (
        <ErrorState
          title={
            batch.kind === "google"
              ? "These contacts could not be read"
              : batch.kind === "pasted"
                ? "These lines could not be read as a list"
                : "This file could not be read as a list"
          }
          kept={batch.failure ?? "It is not a list we know."}
          todo={
            taken > 0
              ? `${taken.toLocaleString("en-IN")} rows were added before it broke off. You can take them back.`
              : `Nothing was added.${batch.kind === "pasted" || batch.kind === "google" ? "" : " The file stays as it is on your side."}`
          }
          action={
            <LinkButton href={`${guests}/import`} variant="primary">
              Bring another list
            </LinkButton>
          }
        />
      ) : null}
      {asking && sheet && sheets.length > 1 ? (
        <div className="mb-8">
          <ChooseSheet key={sheet} weddingId={wedding} batchId={batchId} sheets={sheets} current={sheet} />
        </div>
      ) : null}
      {batch.state === "mapping" ? columns : null}
      {batch.state === "discarded" && batch.discardedAt ? (
        <EmptyState
          title="This list was thrown away"
          sentence={
            <>
              {batch.discardedBy ?? "Somebody"} threw it away on{" "}
              <TimeInZone at={batch.discardedAt} zone={found.zone} />. Nothing of it was added; what we had
              read of it is deleted.
            </>
          }
          action={
            <LinkButton href={`${guests}/import`} variant="primary">
              Bring another list
            </LinkButton>
          }
        />
      ) : null}
      {batch.state === "undone" ? (
        <EmptyState
          title="This list was taken back"
          sentence="Whoever came by it alone is no guest any more; everybody else is as they were. Its rows are kept."
          action={<RedoList weddingId={wedding} batchId={batchId} />}
        />
      ) : null}
      {batch.state === "staged" ? (
        <StagedList
          guests={guests}
          weddingId={wedding}
          batch={batch}
          rows={rows}
          refused={refused}
          fallbackSide={fallbackSide}
          columns={columns}
        />
      ) : null}
      {batch.state === "done" ? (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
          <BatchOutcome
            weddingId={wedding}
            batchId={batchId}
            grouping={batch.grouping}
            differences={found.mayDecide ? found.differences : 0}
            otherSide={found.otherSide}
            outcomes={outcomes}
            refused={refused}
            fallbackSide={fallbackSide}
          />
          {rows ? (
            <AddedNotes
              guests={guests}
              weddingId={wedding}
              batchId={batchId}
              rows={rows}
              fallbackSide={fallbackSide}
            />
          ) : null}
        </div>
      ) : null}
    </>
  );
}

/** The question itself; once it was answered, by a human or by what was said of an earlier list, out of the way. */
function ColumnsAsked({ again, children }: { again: boolean; children: ReactNode }) {
  if (!again) return children;
  return (
    <details>
      <summary className="hit-area w-fit underline underline-offset-4">Read it with other columns</summary>
      <div className="mt-4">{children}</div>
    </details>
  );
}
