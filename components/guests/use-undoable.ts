"use client";

import { type CommandResult, useCommand } from "@/components/shared/use-command";
import { notify } from "@/components/ui/toaster";

export type Step = { command: string; input: unknown; entry?: number };
type WithUndo = { undo?: Step | null };

/**
 * Carries out an act that can be taken back: says that it is done, with Undo. Several steps are taken back together,
 * last first. A refusal comes back as a value with its words.
 */
export function useUndoable(weddingId: string) {
  const { run, undo, busy } = useCommand(weddingId);

  const takeStepBack = (step: Step) => (step.entry ? undo(step.entry) : run(step.command, step.input));

  const takeBack = async (steps: readonly Step[]) => {
    for (const step of [...steps].reverse()) {
      const back = await takeStepBack(step);
      if (!back.ok) return void notify.failed(back.message);
    }
    notify.done("Undone", { more: "Everything is as it was before." });
  };

  /** False where a step could not be taken back. */
  const rollBack = async (steps: readonly Step[]): Promise<boolean> => {
    for (const step of [...steps].reverse()) if (!(await takeStepBack(step)).ok) return false;
    return true;
  };

  const act = async <T extends object>(
    steps: readonly Step[],
    said: string | ((value: T) => string),
    more?: string | ((value: T) => string | undefined),
  ): Promise<CommandResult<T & WithUndo>> => {
    const undos: Step[] = [];
    let last: CommandResult<T & WithUndo> = { ok: false, code: "nothing", message: "Nothing was changed." };
    for (const step of steps) {
      last = await run<T & WithUndo>(step.command, step.input);
      // All of it or nothing: what went before a step that is refused is taken back.
      if (!last.ok && (await rollBack(undos))) return last;
      if (!last.ok) break;
      if (last.value?.undo) undos.push(last.value.undo);
    }
    // A later step that was refused leaves the ones before it done: they can still be taken back.
    if (last.ok || undos.length > 0) {
      const value = (last.ok ? last.value : {}) as T;
      const rest = typeof more === "function" ? more(value) : more;
      notify.done(typeof said === "function" ? said(value) : said, {
        ...(rest ? { more: rest } : {}),
        ...(undos.length > 0 ? { undo: () => void takeBack(undos) } : {}),
      });
    }
    return last;
  };

  return { act, busy };
}
