import type { Metadata } from "next";
import { MailText } from "@/components/access/mail-text";
import { EmptyState } from "@/components/shared/empty-state";
import { PageHeader } from "@/components/shared/page-header";
import { TimeInZone } from "@/components/shared/time-in-zone";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { PlainFrame } from "@/components/weddings/plain-frame";
import { loadDevMail } from "@/lib/access/loaders";

export const metadata: Metadata = { title: "Mail" };

export default async function DevMailPage() {
  const mails = await loadDevMail();
  return (
    <PlainFrame>
      <PageHeader
        title="Mail that was sent"
        sentence="No mail leaves this machine. What would have been sent is here, newest first."
        actions={<LinkButton href="/dev/mail">Look again</LinkButton>}
      />
      {mails.length === 0 ? (
        <EmptyState
          title="No mail yet"
          sentence="Ask for a sign-in link, and it appears here."
          action={
            <LinkButton href="/sign-in" variant="primary">
              Ask for a link
            </LinkButton>
          }
        />
      ) : (
        <ul className="grid gap-4">
          {mails.map((mail) => (
            <li key={mail.id}>
              <Card>
                <CardHeader
                  title={mail.subject}
                  sentence={
                    <>
                      To {mail.to},{" "}
                      <TimeInZone at={mail.createdAt.toISOString()} zone="Asia/Kolkata" show="short" />
                    </>
                  }
                />
                <CardBody>
                  <MailText text={mail.body} />
                </CardBody>
              </Card>
            </li>
          ))}
        </ul>
      )}
    </PlainFrame>
  );
}
