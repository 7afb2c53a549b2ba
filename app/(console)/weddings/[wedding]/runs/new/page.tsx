import type { Metadata } from "next";
import { NoRight } from "@/components/imports/no-right";
import { NewRunForm } from "@/components/messaging/new-run-form";
import { EmptyState } from "@/components/shared/empty-state";
import { PageHeader } from "@/components/shared/page-header";
import { LinkButton } from "@/components/ui/link-button";
import { loadNewRun } from "@/lib/messaging/loaders";

export const metadata: Metadata = { title: "Prepare an invite" };

type Props = {
  params: Promise<{ wedding: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function NewRunPage({ params, searchParams }: Props) {
  const { wedding } = await params;
  const found = await loadNewRun(wedding, await searchParams);
  const runs = `/weddings/${wedding}/runs`;
  if (!found.may)
    return (
      <NoRight
        title="Preparing an invite is not part of your role"
        sentence="The owner or an admin of this wedding does that."
        back={runs}
      />
    );
  return (
    <>
      <PageHeader
        back={{ href: runs, label: "Invites" }}
        title="Prepare an invite"
        sentence="Choose who gets what. You see every message before anything leaves."
      />
      {found.senders.length === 0 || found.templates.length === 0 ? (
        <EmptyState
          title={found.senders.length === 0 ? "No number to send from yet" : "No message texts yet"}
          sentence={
            found.senders.length === 0
              ? "Connect the WhatsApp number your family sends from. Its approved messages then come by themselves."
              : "The approved messages of your number are on their way from WhatsApp. Look again in a moment."
          }
          action={<LinkButton href={`${runs}/senders`}>Numbers and messages</LinkButton>}
        />
      ) : (
        <NewRunForm
          key={JSON.stringify(found.audience)}
          weddingId={wedding}
          audience={found.audience}
          runs={found.runs}
          events={found.events}
          tags={found.tags}
          templates={found.templates}
          senders={found.senders}
          waves={found.waves}
          hosts={found.hosts}
        />
      )}
    </>
  );
}
