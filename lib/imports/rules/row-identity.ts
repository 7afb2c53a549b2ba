import type { ColumnMap } from "@/lib/imports/rules/columns";
import { headerKey } from "@/lib/imports/rules/header-words";

export type RowIds = { vcardUid?: string; googleResource?: string; sourceKey?: string };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const GOOGLE = /^people\/[a-z]?\d{5,}$/;
const MIN_UID = 16;
const MAX_ID = 200;

/** A UID as every address book's export of it reads: no `urn:uuid:`, no `:ABPerson`, hex in lower case. */
export function canonicalUid(text: string): string {
  const bare = text
    .trim()
    .replace(/^urn:uuid:/i, "")
    .replace(/:ABPerson$/i, "");
  return (UUID.test(bare) ? bare.toLowerCase() : bare).slice(0, MAX_ID);
}

/**
 * Sorts a row's own id: an address book's id identifies a person in every list; anything else (a running number)
 * may mean somebody else in the next list and is mere content. `certain` says the column can hold nothing but UIDs.
 */
export function idOf(text: string, certain: boolean): RowIds {
  const trimmed = text.trim();
  if (GOOGLE.test(trimmed)) return { googleResource: trimmed };
  const uid = canonicalUid(trimmed);
  // Simple phones number their cards 1, 2, 3: too short to be anybody's but that phone's.
  if (UUID.test(uid) || (certain && uid.length >= MIN_UID)) return { vcardUid: uid };
  return trimmed === "" ? {} : { sourceKey: trimmed.slice(0, MAX_ID).toWellFormed() };
}

/** The ids in a row's cells, the first of each kind. */
export function readIds(cells: string[], map: ColumnMap): RowIds {
  const ids: RowIds = {};
  for (const column of map.fields.sourceKey ?? []) {
    const cell = cells[column] ?? "";
    if (cell === "") continue;
    const certain = headerKey(map.header[column] ?? "") === "vcarduid";
    Object.assign(ids, { ...idOf(cell, certain), ...ids });
  }
  return ids;
}
