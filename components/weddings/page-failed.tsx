"use client";

import { ErrorState } from "@/components/shared/error-state";
import { Button } from "@/components/ui/button";

export type PageFailedProps = { error: Error & { digest?: string }; reset: () => void };

export function PageFailed({ error, reset }: PageFailedProps) {
  return (
    <ErrorState
      title="This page could not be shown"
      kept="Everything that was saved is still there, and answers keep arriving."
      todo="Try again in a moment. If it stays like this, read out the code to whoever helps you."
      action={
        <Button variant="primary" onClick={reset}>
          Try again
        </Button>
      }
      {...(error.digest ? { code: error.digest } : {})}
    />
  );
}
