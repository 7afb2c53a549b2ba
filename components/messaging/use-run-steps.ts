"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useCommand } from "@/components/shared/use-command";

type Step = "rehearse" | "freeze" | "approve" | "start" | "pause" | "resume" | "stop";

/** One step of a run at a time; a refusal is kept in words until the next step. */
export function useRunSteps(weddingId: string, runId: string) {
  const router = useRouter();
  const { run, busy } = useCommand(weddingId);
  const [under, setUnder] = useState<Step>();
  const [error, setError] = useState<string>();
  const take = async (
    step: Step,
    more: Record<string, unknown> = {},
  ): Promise<{ error: string } | undefined> => {
    setUnder(step);
    setError(undefined);
    const done = await run(`messaging.${step}-run`, { runId, ...more });
    setUnder(undefined);
    if (done.ok) return undefined;
    setError(done.message);
    // A refusal mostly means that the page is behind: somebody else took a step, or the guests changed.
    router.refresh();
    return { error: done.message };
  };
  return { take, busy, under, error };
}
