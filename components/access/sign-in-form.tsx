"use client";

import { type FormEvent, useState } from "react";
import { postAuth } from "@/components/access/csrf";
import { rememberSentTo } from "@/components/access/sent-to";
import { Button } from "@/components/ui/button";
import { Separator } from "@/components/ui/separator";
import { TextField } from "@/components/ui/text-field";

export type SignInFormProps = { next: string; google: boolean };

const unreachable = "There is no connection at the moment. Please try again.";

export function SignInForm({ next, google }: SignInFormProps) {
  const [busy, setBusy] = useState<"email" | "google">();
  const [error, setError] = useState<string>();

  const go = async (provider: "email" | "google", fields: Record<string, string>) => {
    setBusy(provider);
    setError(undefined);
    try {
      const url = new URL(await postAuth(`signin/${provider}`, { ...fields, callbackUrl: next }));
      if (url.searchParams.has("error")) {
        setError("The mail could not be sent. Please look at the address and try again.");
        return setBusy(undefined);
      }
      if (provider === "email") rememberSentTo(fields.email ?? "");
      window.location.assign(url);
    } catch {
      setError(unreachable);
      setBusy(undefined);
    }
  };

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const email = String(new FormData(event.currentTarget).get("email") ?? "").trim();
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
      return setError("Please write your whole e-mail address, for example meera@example.com.");
    void go("email", { email });
  };

  return (
    <div className="grid gap-5">
      <form method="post" action="/api/auth/signin/email" noValidate onSubmit={submit} className="grid gap-4">
        <TextField
          label="Your e-mail address"
          name="email"
          type="email"
          inputMode="email"
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
          help="We send you a link that signs you in. No password is needed."
          {...(error ? { error } : {})}
        />
        <Button
          type="submit"
          variant="primary"
          size="lg"
          wide
          loading={busy === "email"}
          loadingText="Sending the link"
        >
          Send me the link
        </Button>
      </form>
      {google ? (
        <>
          <Separator label="or" />
          <Button size="lg" wide loading={busy === "google"} onClick={() => void go("google", {})}>
            Continue with Google
          </Button>
        </>
      ) : null}
    </div>
  );
}
