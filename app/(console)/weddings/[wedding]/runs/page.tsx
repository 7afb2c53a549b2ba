import type { Metadata } from "next";
import { Doubts } from "@/components/messaging/doubts";
import { InvitesTabs } from "@/components/messaging/invites-tabs";
import { MessagePreview } from "@/components/messaging/message-preview";
import { RunsTable } from "@/components/messaging/runs-table";
import { AsOf } from "@/components/shared/as-of";
import { EmptyState } from "@/components/shared/empty-state";
import { PageHeader } from "@/components/shared/page-header";
import { LinkButton } from "@/components/ui/link-button";
import { loadRuns } from "@/lib/messaging/loaders";

export const metadata: Metadata = { title: "Invites" };

export default async function RunsPage({ params }: { params: Promise<{ wedding: string }> }) {
  const { wedding } = await params;
  const { runs, doubts, mayPrepare, maySettle, zone } = await loadRuns(wedding);
  const base = `/weddings/${wedding}/runs`;
  const make = mayPrepare ? (
    <LinkButton href={`${base}/new`} variant="primary">
      Prepare an invite
    </LinkButton>
  ) : undefined;
  const counted = runs
    .flatMap((run) => run.asOf ?? [])
    .sort()
    .at(-1);
  return (
    <>
      <PageHeader
        title="Invites"
        sentence="Each is rehearsed, frozen and approved before a single message leaves."
        {...(counted ? { asOf: <AsOf at={counted} zone={zone} /> } : {})}
        actions={runs.length > 0 ? make : undefined}
      />
      {mayPrepare ? <InvitesTabs weddingId={wedding} /> : null}
      {doubts.length > 0 ? (
        <div className="mb-6">
          <Doubts weddingId={wedding} doubts={doubts} maySettle={maySettle} about="chat" />
        </div>
      ) : null}
      {runs.length === 0 ? (
        <EmptyState
          title="Nothing was sent yet"
          sentence={
            mayPrepare
              ? "Prepare the first invite: you see every message as each family will read it, and nothing leaves until you say so."
              : "Invites are prepared by the owner or an admin of this wedding. They will be here."
          }
          {...(make ? { action: make } : {})}
          sample={
            <MessagePreview
              text={
                "Namaste Gupta family. Meera & Rajesh Sharma invite you to: Sangeet · Wedding. Places kept: 3 (2 adults, 1 child)."
              }
              buttons={["We are coming", "Not sure yet", "Cannot come"]}
              className="mx-auto"
            />
          }
        />
      ) : (
        <RunsTable base={base} runs={runs} zone={zone} />
      )}
    </>
  );
}
