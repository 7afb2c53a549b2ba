import type { Metadata } from "next";
import { PageHeader } from "@/components/shared/page-header";
import { Card, CardBody } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { SubmitButton } from "@/components/ui/submit-button";

// Not no-referrer: the form would be posted with the origin "null", which the route refuses as forged.
export const metadata: Metadata = { title: "Sign in", referrer: "same-origin" };

type Props = { searchParams: Promise<{ token?: string; email?: string; callbackUrl?: string }> };

export default async function ConfirmPage({ searchParams }: Props) {
  const { token, email, callbackUrl = "/weddings" } = await searchParams;
  if (!token || !email) {
    return (
      <>
        <PageHeader
          title="This link is not complete"
          sentence="Part of it got lost on the way. Please open it from the mail once more, or ask for a new one."
        />
        <LinkButton href="/sign-in" variant="primary">
          Ask for a new link
        </LinkButton>
      </>
    );
  }
  return (
    <>
      <PageHeader title="One more tap" sentence="Then you are in, on this device, for 30 days." />
      <Card>
        <CardBody>
          <form action="/api/sign-in/confirm" method="post" className="grid gap-4">
            <input type="hidden" name="token" value={token} />
            <input type="hidden" name="email" value={email} />
            <input type="hidden" name="callbackUrl" value={callbackUrl} />
            <p className="min-w-0">
              You sign in as <span className="break-words font-semibold">{email}</span>
            </p>
            <SubmitButton size="lg" wide>
              Sign in
            </SubmitButton>
          </form>
        </CardBody>
      </Card>
    </>
  );
}
