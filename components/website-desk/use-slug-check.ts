"use client";

import { useEffect, useState } from "react";
import { slugProblem } from "@/lib/website/rules/slug";

export type SlugState = "own" | "checking" | "free" | "taken" | "earlier" | "unknown";

/** Whether an address may be had, asked a moment after the last letter. */
export function useSlugCheck(
  weddingId: string,
  typed: string,
  own: string | null,
  earlier: readonly string[] = [],
): { problem?: string; state: SlugState } {
  const [found, setFound] = useState<{ slug: string; state: SlugState }>();
  const problem = slugProblem(typed);
  const known: SlugState | null = typed === own ? "own" : earlier.includes(typed) ? "earlier" : null;
  const ask = problem === null && known === null;
  useEffect(() => {
    if (!ask) return;
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const answer = await fetch(
          `/api/weddings/${weddingId}/website/address?${new URLSearchParams({ slug: typed })}`,
          { signal: stop.signal },
        );
        const body = answer.ok ? ((await answer.json()) as { free: boolean }) : null;
        if (!stop.signal.aborted)
          setFound({ slug: typed, state: body ? (body.free ? "free" : "taken") : "unknown" });
      } catch {
        if (!stop.signal.aborted) setFound({ slug: typed, state: "unknown" });
      }
    }, 350);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [weddingId, typed, ask]);
  if (problem !== null) return { problem, state: "unknown" };
  return { state: known ?? (found?.slug === typed ? found.state : "checking") };
}
