"use client";

import { familiesWords, functionsWords } from "@/components/guests/words";
import { useCommand } from "@/components/shared/use-command";
import { notify } from "@/components/ui/toaster";
import type { Audience } from "@/lib/audience/types";

/** As many as an audience can name one by one; above it the question itself is sent, and there is no exact way back. */
const NAMED_AT_MOST = 20_000;

export type BulkChoice = {
  count: number;
  /** The families by id, or all that an address of the list names. */
  who: { units: readonly string[] } | { audience: Audience; address: string };
};

export async function nameThem(weddingId: string, choice: BulkChoice): Promise<Audience> {
  if ("units" in choice.who) return { units: [...choice.who.units] };
  if (choice.count > NAMED_AT_MOST) return choice.who.audience;
  const answer = await fetch(`/api/weddings/${weddingId}/audience?ids=1&${choice.who.address}`);
  if (!answer.ok) return choice.who.audience;
  return { units: ((await answer.json()) as { units: string[] }).units };
}

export type Act = "invite" | "withdraw";

/**
 * Invites families to functions or takes them off again, and says what came of it. The way back is offered only where
 * it leads exactly back: where every chosen family was touched for every chosen function.
 */
export function useBulkInvite(weddingId: string) {
  const { run, busy } = useCommand(weddingId);

  async function perform(act: Act, audience: Audience, eventIds: readonly string[]) {
    const done = await run<{ invited?: number; withdrawn?: number }>(`invitations.${act}`, {
      audience,
      eventIds,
    });
    return done.ok ? { ok: true as const, pairs: done.value.invited ?? done.value.withdrawn ?? 0 } : done;
  }

  async function undo(act: Act, audience: Audience, eventIds: readonly string[]) {
    const back = await perform(act === "invite" ? "withdraw" : "invite", audience, eventIds);
    if (back.ok) notify.done("Undone", { more: "It is as it was before." });
    else notify.failed(back.message);
  }

  async function go(act: Act, choice: BulkChoice, eventIds: readonly string[]): Promise<string | undefined> {
    const audience = await nameThem(weddingId, choice);
    const count = audience.units?.length ?? choice.count;
    const done = await perform(act, audience, eventIds);
    if (!done.ok) return done.message;
    const all = count * eventIds.length;
    const left = all - done.pairs;
    const exact = left === 0 && audience.units !== undefined;
    notify.done(headline(act, { count, pairs: done.pairs, left, functions: eventIds.length }), {
      ...moreWords(act, done.pairs, left),
      ...(exact ? { undo: () => void undo(act, audience, eventIds) } : {}),
    });
    return undefined;
  }

  return { go, busy };
}

/** What really happened, never what was asked for: of fifty chosen families three may have been taken off. */
function headline(
  act: Act,
  { count, pairs, left, functions }: { count: number; pairs: number; left: number; functions: number },
): string {
  const invite = act === "invite";
  if (pairs === 0) return invite ? "They were all invited already" : "Nobody was taken off";
  if (left === 0 || functions === 1) {
    const who = familiesWords(left === 0 ? count : pairs);
    return `${who} ${invite ? "invited to" : "taken off"} ${functionsWords(functions)}`;
  }
  return `${pairs.toLocaleString("en-IN")} invitations ${invite ? "added" : "taken back"}`;
}

function moreWords(act: Act, pairs: number, left: number): { more?: string } {
  if (left === 0) return {};
  const n = left.toLocaleString("en-IN");
  if (act === "withdraw")
    return {
      more: `${pairs === 0 ? "All" : n} ${left === 1 ? "stays as it is" : "stay as they are"}: not invited there, or answered already.`,
    };
  return pairs === 0
    ? {}
    : {
        more:
          left === 1
            ? "1 of these invitations was there already and stays as it is."
            : `${n} of these invitations were there already and stay as they are.`,
      };
}
