"use client";

import { useState } from "react";
import { useCommand } from "@/components/shared/use-command";
import { notify } from "@/components/ui/toaster";

type Undo = { command: string; input: unknown };

/**
 * Carries out a decision and offers to take it back, by what the command itself says undoes it. A refusal is words to
 * show beside the buttons.
 */
export function useDecision(weddingId: string) {
  const { run, busy } = useCommand(weddingId);
  const [error, setError] = useState<string>();
  const takeBack = async ({ command, input }: Undo) => {
    const back = await run(command, input);
    if (back.ok) notify.say("Taken back, as it was before.");
    else notify.failed(back.message);
  };
  const decide = async <T = unknown>(
    name: string,
    input: unknown,
    words: string | ((value: T) => string),
  ): Promise<string | undefined> => {
    setError(undefined);
    const done = await run<T & { undo?: Undo }>(name, input);
    if (!done.ok) {
      setError(done.message);
      return done.message;
    }
    const { undo } = done.value;
    notify.done(typeof words === "string" ? words : words(done.value), {
      ...(undo ? { undo: () => void takeBack(undo) } : {}),
    });
    return undefined;
  };
  return { decide, busy, error };
}
