import type { Metadata } from "next";
import { NoRight } from "@/components/imports/no-right";
import { ConnectAgain } from "@/components/messaging/connect-again";
import { ConnectSender } from "@/components/messaging/connect-sender";
import { InvitesTabs } from "@/components/messaging/invites-tabs";
import { NewTemplateForm } from "@/components/messaging/new-template-form";
import { AddRelay, WriteRelayText } from "@/components/messaging/relay-forms";
import { SenderCard } from "@/components/messaging/sender-card";
import { EmptyState } from "@/components/shared/empty-state";
import { PageHeader } from "@/components/shared/page-header";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { formatPhone } from "@/lib/kernel/phone";
import { loadSendersPage } from "@/lib/messaging/loaders/senders";

export const metadata: Metadata = { title: "Numbers and messages" };

export default async function SendersPage({ params }: { params: Promise<{ wedding: string }> }) {
  const { wedding } = await params;
  const found = await loadSendersPage(wedding);
  if (!found.may)
    return (
      <NoRight
        title="Numbers and messages are not part of your role"
        sentence="The owner or an admin of this wedding decides what is sent, and from where."
        back={`/weddings/${wedding}`}
      />
    );
  const { senders, maySubmit, mayConnect, mayResume, zone } = found;
  const official = senders.filter((one) => one.provider !== "wa_link");
  return (
    <>
      <PageHeader
        title="Numbers and messages"
        sentence="What guests are written to from, how WhatsApp thinks of it, and the messages it lets us send."
        actions={
          mayConnect ? (
            <>
              <ConnectSender weddingId={wedding} />
              <AddRelay weddingId={wedding} />
            </>
          ) : undefined
        }
      />
      <InvitesTabs weddingId={wedding} />
      <div className="grid gap-6">
        {found.disconnected.length > 0 ? (
          <Card>
            <CardHeader title="Disconnected" />
            <CardBody>
              <ul className="divide-y divide-line">
                {found.disconnected.map((sender) => (
                  <ConnectAgain
                    key={sender.id}
                    weddingId={wedding}
                    zone={zone}
                    sender={{ ...sender, shown: formatPhone(sender.displayNumber) }}
                  />
                ))}
              </ul>
            </CardBody>
          </Card>
        ) : null}
        {senders.length === 0 && found.disconnected.length === 0 ? (
          <EmptyState
            title="No number is connected yet"
            sentence="Connect the family’s WhatsApp Business number, or add a relative’s own phone: from there each message is sent by hand."
          />
        ) : null}
        {senders.map((sender) => (
          <div key={sender.id} className="grid gap-3">
            <SenderCard
              weddingId={wedding}
              zone={zone}
              sender={sender}
              may={{ connect: mayConnect, resume: mayResume, send: maySubmit }}
            />
            {sender.provider === "wa_link" ? (
              <div>
                <WriteRelayText weddingId={wedding} senderId={sender.id} />
              </div>
            ) : null}
          </div>
        ))}
        {maySubmit && official.length > 0 ? (
          <NewTemplateForm
            weddingId={wedding}
            senders={official.map((one) => ({ id: one.id, name: one.label ?? one.displayNumber }))}
          />
        ) : null}
      </div>
    </>
  );
}
