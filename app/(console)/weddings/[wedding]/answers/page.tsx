import type { Metadata } from "next";
import { AccountingLine } from "@/components/reports/accounting-line";
import { Board } from "@/components/reports/board";
import { ToRead } from "@/components/reports/to-read";
import { EmptyState } from "@/components/shared/empty-state";
import { PageHeader } from "@/components/shared/page-header";
import { LinkButton } from "@/components/ui/link-button";
import { LinkTabs } from "@/components/ui/link-tabs";
import { loadAnswers } from "@/lib/reports/loaders";

export const metadata: Metadata = { title: "Answers" };

type Props = { params: Promise<{ wedding: string }>; searchParams: Promise<{ view?: string }> };

export default async function AnswersPage({ params, searchParams }: Props) {
  const { wedding } = await params;
  const { zone, dashboard, messages, toRead, texts, may } = await loadAnswers(wedding);
  const reading = (await searchParams).view === "read" && may.read;
  const base = `/weddings/${wedding}/answers`;
  return (
    <>
      <PageHeader title="Answers" sentence="Tap a number to see the families behind it." />
      {may.read ? (
        <LinkTabs
          label="Answers"
          className="mb-6"
          items={[
            { href: base, label: "Numbers" },
            { href: `${base}?view=read`, label: "To read", count: toRead.total },
          ]}
        />
      ) : null}
      {reading ? (
        <ToRead
          weddingId={wedding}
          zone={zone}
          chats={toRead.chats}
          total={toRead.total}
          texts={texts}
          may={may}
        />
      ) : dashboard.events.length === 0 ? (
        <EmptyState
          title="Answers come per function"
          sentence="Once the functions are there and the invitations have gone out, the answers are counted here, live."
          action={
            may.plan ? (
              <LinkButton href={`/weddings/${wedding}/functions/new`} variant="primary">
                Add a function
              </LinkButton>
            ) : null
          }
        />
      ) : (
        <Board weddingId={wedding} zone={zone} first={dashboard} mayInvite={may.invite} />
      )}
      <AccountingLine messages={messages} />
    </>
  );
}
