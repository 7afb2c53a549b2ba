"use client";

import { ErrorState } from "@/components/shared/error-state";
import { Button } from "@/components/ui/button";

export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <ErrorState
      title="The guests could not be shown"
      kept="Nothing was lost or changed."
      todo="Try once more. If it stays like this, tell whoever helps you the code below."
      action={<Button onClick={reset}>Try again</Button>}
      {...(error.digest ? { code: error.digest } : {})}
    />
  );
}
