import { CircleAlert } from "lucide-react";
import type { Metadata } from "next";
import { SignInForm } from "@/components/access/sign-in-form";
import { PageHeader } from "@/components/shared/page-header";
import { Link } from "@/components/ui/link";
import { loadSignIn } from "@/lib/access/loaders";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<{ callbackUrl?: string; error?: string }> };

const PROBLEMS: Record<string, string> = {
  Verification: "This link was used already, or is older than 30 minutes. Ask for a new one below.",
  OAuthAccountNotLinked: "This address signs in by e-mail link. Please use the form below.",
};

export default async function SignInPage({ searchParams }: Props) {
  const { callbackUrl, error } = await searchParams;
  const { next, google, embedded } = await loadSignIn(callbackUrl);
  return (
    <>
      <PageHeader
        title="Sign in"
        sentence="Invite every family, hear from each of them, and know how many are coming."
      />
      {error ? (
        <p
          role="alert"
          className="mb-5 flex items-start gap-2.5 rounded-md border border-amber bg-amber-soft px-4 py-3"
        >
          <CircleAlert aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-amber-ink" />
          {PROBLEMS[error] ?? "Signing in did not work. Please try once more."}
        </p>
      ) : null}
      <SignInForm next={next} google={google} />
      {embedded ? (
        <p className="mt-8 text-muted text-sm">
          This is running on one machine, with a demo wedding in it:{" "}
          <Link href="/demo" className="hit-area text-accent-text underline underline-offset-4">
            look around without an account
          </Link>
          .
        </p>
      ) : null}
    </>
  );
}
