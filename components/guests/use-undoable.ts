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

  const takeBack = async (steps: readonly Step[]) => {
    for (const step of [...steps].reverse()) {
      const back = await (step.entry ? undo(step.entry) : run(step.command, step.input));
      if (!back.ok) return void notify.failed(back.message);
    }
    notify.done("Undone", { more: "Everything is as it was before." });
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
