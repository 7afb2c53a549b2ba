"use client";

import { ErrorState } from "@/components/shared/error-state";
import { Button } from "@/components/ui/button";

/** What Next gives an error boundary. */
export type BoundaryProps = { error: Error & { digest?: string }; reset: () => void };

export type PageFailedProps = BoundaryProps & { title?: string; kept?: string };

/** The one answer of every error boundary: what failed, what was kept, what to do, and the code to read out. */
export function PageFailed({ error, reset, ...words }: PageFailedProps) {
  const {
    title = "This page could not be shown",
    kept = "Everything that was saved is still there, and answers keep arriving.",
  } = words;
  return (
    <ErrorState
      title={title}
      kept={kept}
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
