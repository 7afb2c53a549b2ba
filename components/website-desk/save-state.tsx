"use client";

import { CircleAlert, CircleCheck } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import type { Saving } from "@/components/website-desk/draft-keeper";

/** Whether the last word is safe, always in the same place. */
export function SaveState({ saving, onRetry }: { saving: Saving; onRetry: () => void }) {
  return (
    <div role="status" className="flex max-w-full flex-wrap items-center gap-x-2 text-sm">
      {saving.state === "saved" ? (
        <>
          <CircleCheck aria-hidden="true" className="size-4 text-leaf" />
          <span className="text-muted max-sm:sr-only lg:max-2xl:sr-only">The draft is saved</span>
        </>
      ) : saving.state === "waiting" || saving.state === "saving" ? (
        <>
          <Spinner />
          <span className="text-muted max-sm:sr-only lg:max-2xl:sr-only">Saving the draft</span>
        </>
      ) : (
        <>
          <CircleAlert aria-hidden="true" className="size-4 text-rose" />
          <span className="min-w-0 text-rose-ink">
            {saving.state === "refused"
              ? `Not saved: ${saving.message}`
              : "Not saved: somebody else saved meanwhile"}
          </span>
          {saving.state === "refused" ? (
            <Button size="sm" onClick={onRetry}>
              Save now
            </Button>
          ) : (
            <a href="#desk-conflict" className="hit-area underline underline-offset-4">
              Look at both
            </a>
          )}
        </>
      )}
    </div>
  );
}
