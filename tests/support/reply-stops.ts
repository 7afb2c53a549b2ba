import { rowsOf } from "@/tests/factories/campaign";
import type { Replies, Wrote } from "@/tests/factories/replies";

/** Every number and id of whoever has this one, and this one itself. */
export async function samePeople(
  replies: Replies,
  { phone, bsuid }: Pick<Wrote, "phone" | "bsuid">,
): Promise<string[]> {
  const rows = await rowsOf<{ value: string }>(
    replies,
    `select o.value from person_identifiers d join person_identifiers o on o.wedding_id = d.wedding_id and o.person_id = d.person_id and o.kind in ('phone', 'bsuid') and not o.shared and o.valid_to is null
     where d.wedding_id = $1 and d.value in ($2, $3) and d.valid_to is null and not d.shared`,
    phone,
    bsuid,
  );
  return [...new Set([...rows.map(({ value }) => value), ...[phone, bsuid].filter((one) => one !== null)])];
}

/** The model hears who stopped us, and who lets us write again. */
export function hearStop(
  replies: Replies,
  { sense, at, phone, bsuid }: Wrote,
  theirs: readonly string[],
): void {
  const later = (map: Map<string, number>, value: string) =>
    map.set(value, Math.max(map.get(value) ?? 0, at));
  if (sense === "stop") for (const value of [phone, bsuid]) if (value) later(replies.stops, value);
  if (sense === "start") for (const value of theirs) later(replies.starts, value);
}

/** Whoever must not be written to: by the number that said so, and by every other of the same person. */
export async function stoppedNow(replies: Replies): Promise<Set<string>> {
  const said = [...replies.stops]
    .filter(([value, at]) => at >= (replies.starts.get(value) ?? 0))
    .map(([value]) => value);
  const rows = await rowsOf<{ value: string }>(
    replies,
    `select o.value from person_identifiers d join person_identifiers o on o.wedding_id = d.wedding_id and o.person_id = d.person_id and o.kind = 'phone' and o.valid_to is null and not o.shared
     where d.wedding_id = $1 and d.value = any($2::text[]) and d.valid_to is null and not d.shared`,
    said,
  );
  return new Set([...said, ...rows.map(({ value }) => value)]);
}
