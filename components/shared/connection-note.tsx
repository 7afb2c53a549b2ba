"use client";

import { LogIn, WifiOff } from "lucide-react";
import { SignedOut, signInHere } from "@/components/shared/read-live";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/kernel/class-names";

/** Why what stands here does not move on, and what to do about it. Nothing where it does. */
export function ConnectionNote({ error, className }: { error: Error | undefined; className?: string }) {
  if (!error) return null;
  const signedOut = error instanceof SignedOut;
  const Icon = signedOut ? LogIn : WifiOff;
  return (
    <div
      role="status"
      className={cn(
        "mb-6 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md border border-amber bg-amber-soft px-4 py-3",
        className,
      )}
    >
      <p className="flex min-w-0 flex-1 basis-64 items-start gap-2.5">
        <Icon aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-amber-ink" />
        {signedOut
          ? "You were signed out. What stands here is from before; sign in to see what came since."
          : "The connection is lost. What stands here is from before; it follows by itself when it is back."}
      </p>
      {signedOut ? (
        <Button size="sm" onClick={() => window.location.assign(signInHere())}>
          Sign in
        </Button>
      ) : null}
    </div>
  );
}
