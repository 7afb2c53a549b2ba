"use client";

import { type BulkChoice, nameThem } from "@/components/guests/use-bulk-invite";
import { useUndoable } from "@/components/guests/use-undoable";
import { familiesWords } from "@/components/guests/words";
import { useBusy } from "@/components/shared/use-busy";

export type BulkChange =
  | { kind: "tag" | "untag"; tag: string }
  | { kind: "side"; side: string }
  | { kind: "language"; language: string | null }
  | { kind: "off" };

/** Changes tags, side or language of many families and says what came of it, with the exact way back. */
export function useBulkEdit(weddingId: string) {
  const { act } = useUndoable(weddingId);
  const { busy, during } = useBusy();
  async function go(choice: BulkChoice, change: BulkChange, said: string): Promise<string | undefined> {
    const audience = await nameThem(weddingId, choice);
    if (change.kind === "off") return takeOff(audience.units ?? []);
    const count = audience.units?.length ?? choice.count;
    const done = await act<{ changed: number }>(
      [{ command: "audience.edit-households", input: { audience, change } }],
      (value) =>
        value.changed === 0 ? "They all had it already" : `${said}: ${familiesWords(value.changed)}`,
      (value) =>
        value.changed > 0 && value.changed < count
          ? `${familiesWords(count - value.changed)} had it already and ${count - value.changed === 1 ? "stays as it is" : "stay as they are"}.`
          : undefined,
    );
    return done.ok ? undefined : done.message;
  }
  async function takeOff(unitIds: readonly string[]): Promise<string | undefined> {
    if (unitIds.length === 0) return "These are too many families for one act. Choose fewer.";
    const done = await act<{ families: number }>(
      [{ command: "guests.take-off", input: { unitIds, personIds: [] } }],
      ({ families }) => `${familiesWords(families)} off the guest list`,
      "You can put them back: Guests, Taken off the list.",
    );
    return done.ok ? undefined : done.message;
  }
  return { go: (...given: Parameters<typeof go>) => during(() => go(...given)), busy };
}
