import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { phoneVariants } from "@/lib/kernel/phone";
import { fingerprint } from "@/lib/platform/tokens";

/** Under which fingerprints (hex) a stop of this number or id may be kept: of a number, of every way it is written. */
export const printsOfValue = (value: string): string[] => {
  if (value.startsWith("+"))
    return phoneVariants(value).map((variant) => fingerprint("phone", variant).toString("hex"));
  return [fingerprint(value.includes(".ENT.") ? "parent_bsuid" : "bsuid", value).toString("hex")];
};

/**
 * The fingerprints of everything by which WhatsApp reaches the people who have these numbers or ids, and of what they had
 * before and nobody else has now: a stop under any of them keeps our messages from them. A number of several people
 * speaks for itself alone.
 */
export async function printsOfSamePeople(
  tx: Transaction,
  { weddingId }: Scope,
  named: readonly { value: string; at: string }[],
): Promise<{ print: string; at: string }[]> {
  if (named.length === 0) return [];
  const values = named.flatMap(({ value, at }) =>
    (value.startsWith("+") ? phoneVariants(value) : [value]).map((one) => ({ value: one, at })),
  );
  const { rows } = await tx.execute<{ value: string; print: string; at: string }>(sql`
    select o.value, encode(o.fingerprint, 'hex') as print, max(r.at) as at
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as r(value text, at timestamptz)
    join person_identifiers d on d.wedding_id = ${weddingId} and d.value = r.value and d.valid_to is null and not d.shared and ${reaches("d")}
    join person_identifiers o on o.wedding_id = d.wedding_id and o.person_id = d.person_id and not o.shared and ${reaches("o")} and ${stillTheirs}
    group by 1, 2`);
  return rows.flatMap(({ value, print, at }) =>
    [...new Set([print, ...printsOfValue(value)])].map((one) => ({ print: one, at })),
  );
}

/** What WhatsApp reaches somebody by. */
export const reaches = (table: "d" | "o") =>
  sql.raw(`${table}.kind in ('phone', 'wa_id', 'bsuid', 'parent_bsuid')`);

/** Of identifiers `o`: they have it, or had it and nobody else has it now. */
export const stillTheirs = sql.raw(`(o.valid_to is null or not exists (select 1 from person_identifiers n
      where n.wedding_id = o.wedding_id and n.kind = o.kind and n.value = o.value and n.valid_to is null))`);
