"use client";

import { useUndoable } from "@/components/guests/use-undoable";
import { familiesWords, functionsWords } from "@/components/guests/words";
import { useBusy } from "@/components/shared/use-busy";
import type { Audience } from "@/lib/audience/types";

/** As many as an audience can name one by one; above it the question itself is sent, and no way back is kept. */
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

/** Invites families to functions or takes them off again, and says what came of it, with the way back of exactly that. */
export function useBulkInvite(weddingId: string) {
  const { act } = useUndoable(weddingId);
  const { busy, during } = useBusy();

  async function go(kind: Act, choice: BulkChoice, eventIds: readonly string[]): Promise<string | undefined> {
    const audience = await nameThem(weddingId, choice);
    const count = audience.units?.length ?? choice.count;
    const outcome = (done: Done) => {
      const pairs = done.invited ?? done.withdrawn ?? 0;
      return { count, pairs, left: count * eventIds.length - pairs, functions: eventIds.length };
    };
    const done = await act<Done>(
      [{ command: `invitations.${kind}`, input: { audience, eventIds } }],
      (value) => headline(kind, outcome(value)),
      (value) => moreWords(kind, outcome(value)),
    );
    return done.ok ? undefined : done.message;
  }

  return { go: (...given: Parameters<typeof go>) => during(() => go(...given)), busy };
}

type Done = { invited?: number; withdrawn?: number };
type CameOf = { count: number; pairs: number; left: number; functions: number };

/** What really happened, never what was asked for: of fifty chosen families three may have been taken off. */
function headline(act: Act, { count, pairs, left, functions }: CameOf): string {
  const invite = act === "invite";
  if (pairs === 0) return invite ? "They were all invited already" : "Nobody was taken off";
  if (left === 0 || functions === 1) {
    const who = familiesWords(left === 0 ? count : pairs);
    return `${who} ${invite ? "invited to" : "taken off"} ${functionsWords(functions)}`;
  }
  return `${pairs.toLocaleString("en-IN")} invitations ${invite ? "added" : "taken back"}`;
}

function moreWords(act: Act, { pairs, left }: CameOf): string | undefined {
  if (left === 0) return undefined;
  const n = left.toLocaleString("en-IN");
  if (act === "withdraw")
    return `${pairs === 0 ? "All" : n} ${left === 1 ? "stays as it is" : "stay as they are"}: not invited there, or answered already.`;
  if (pairs === 0) return undefined;
  return left === 1
    ? "1 of these invitations was there already and stays as it is."
    : `${n} of these invitations were there already and stay as they are.`;
}
