import type { ProviderEvent } from "@/lib/messaging/ports";

type Message = Extract<ProviderEvent, { kind: "message" }>;
type Told = { kind: "phone" | "bsuid" | "parent_bsuid"; value: string };
export type SenderLink = { told: Told[]; left: Told[]; at: string };

const named = (kind: Told["kind"], value: string | null | undefined): Told[] =>
  value ? [{ kind, value }] : [];

/** What a message tells of its sender's identifiers; null where it names only one. */
export function linkOf({ from, at, change }: Message): SenderLink | null {
  if (!change) {
    const told = [...named("phone", from.phone), ...named("bsuid", from.bsuid)];
    return told.length > 1 ? { told, left: [], at } : null;
  }
  const told = [
    ...named("phone", change.phone),
    ...named("bsuid", change.bsuid),
    ...named("parent_bsuid", change.parentBsuid),
  ];
  const left = [...named("phone", from.phone), ...named("bsuid", change.previousBsuid ?? from.bsuid)].filter(
    (old) => !told.some((one) => one.kind === old.kind && one.value === old.value),
  );
  // A new id under the same number: the old id is left, the number stays.
  const kept = change.phone === null ? named("phone", from.phone) : [];
  const gone = left.filter((old) => !kept.some((one) => one.value === old.value));
  return told.length > 0 ? { told: [...told, ...kept], left: gone, at } : null;
}
