import type { ProviderEvent } from "@/lib/messaging/ports";

type Message = Extract<ProviderEvent, { kind: "message" }>;
type Status = Extract<ProviderEvent, { kind: "status" }>;
type Ids = { phone: string | null; bsuid: string | null; parentBsuid?: string | null };
type Told = { kind: "phone" | "bsuid" | "parent_bsuid"; value: string };
export type SenderLink = { told: Told[]; left: Told[]; at: string };

const named = (kind: Told["kind"], value: string | null | undefined): Told[] =>
  value ? [{ kind, value }] : [];

const namedIn = ({ phone, bsuid, parentBsuid }: Ids): Told[] => [
  ...named("phone", phone),
  ...named("bsuid", bsuid),
  ...named("parent_bsuid", parentBsuid),
];

/** What a status tells of the identifiers of whom it reached; null where it names only one. */
export function recipientLink({ recipient, at }: Status): SenderLink | null {
  const told = recipient ? namedIn(recipient) : [];
  return told.length > 1 ? { told, left: [], at } : null;
}

/** What a message tells of its sender's identifiers; null where it names only one. */
export function linkOf({ from, at, change }: Message): SenderLink | null {
  if (!change) {
    const told = namedIn(from);
    return told.length > 1 ? { told, left: [], at } : null;
  }
  const told = namedIn(change);
  const left = [...named("phone", from.phone), ...named("bsuid", change.previousBsuid ?? from.bsuid)].filter(
    (old) => !told.some((one) => one.kind === old.kind && one.value === old.value),
  );
  // A new id under the same number: the old id is left, the number stays.
  const kept = change.phone === null ? named("phone", from.phone) : [];
  const gone = left.filter((old) => !kept.some((one) => one.value === old.value));
  return told.length > 0 ? { told: [...told, ...kept], left: gone, at } : null;
}
