"use client";

import { ErrorState } from "@/components/shared/error-state";
import { Button } from "@/components/ui/button";
import "./globals.css";

type Props = { error: Error & { digest?: string }; reset: () => void };

export default function GlobalError({ error, reset }: Props) {
  return (
    <html lang="en-IN">
      <body>
        <main className="mx-auto max-w-xl px-4 py-12">
          <ErrorState
            title="The page could not be shown"
            kept="Everything that was saved is still there."
            todo="Try again in a moment. If it stays like this, read out the code to whoever helps you."
            action={
              <Button variant="primary" onClick={reset}>
                Try again
              </Button>
            }
            {...(error.digest ? { code: error.digest } : {})}
          />
        </main>
      </body>
    </html>
  );
}
