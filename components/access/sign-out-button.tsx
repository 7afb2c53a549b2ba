"use client";

import { LogOut } from "lucide-react";
import { useState } from "react";
import { postAuth } from "@/components/access/csrf";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/toaster";

export function SignOutButton({ className }: { className?: string }) {
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
    <Button variant="quiet" className={className} loading={busy} onClick={() => void leave()}>
      <LogOut aria-hidden="true" />
      Sign out
    </Button>
  );
}
