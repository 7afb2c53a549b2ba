"use client";

import { LogOut } from "lucide-react";
import { useState } from "react";
import { postAuth } from "@/components/access/csrf";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/toaster";

/** `tight`: a sign alone where there is room for no more, in the side bar. */
export function SignOutButton({ tight = false }: { tight?: boolean }) {
  const [busy, setBusy] = useState(false);
  const leave = async () => {
    setBusy(true);
    try {
      await postAuth("signout", { callbackUrl: "/sign-in" });
      window.location.assign("/sign-in");
    } catch {
      setBusy(false);
      notify.failed("You are still signed in: there is no connection at the moment.");
    }
  };
  return (
    <Button
      variant="quiet"
      title="Sign out"
      {...(tight ? { className: "lg:w-11 lg:px-0" } : {})}
      loading={busy}
      onClick={() => void leave()}
    >
      <LogOut aria-hidden="true" />
      <span className={tight ? "lg:sr-only" : undefined}>Sign out</span>
    </Button>
  );
}
