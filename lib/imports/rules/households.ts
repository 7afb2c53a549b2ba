import { type RowDraft, rowKey } from "@/lib/imports/rules/row";
import { nameKey, squash } from "@/lib/kernel/text";

export type GroupingMode = "column" | "each";
export type SuggestionPerson = { id: string; name: string; family?: string; address?: string; side?: string };
export type HouseholdSuggestion = { key: string; personIds: string[]; reason: string };

/**
 * The household a row belongs to, from that row alone: the same whatever other rows, order or batches there are.
 * A household column counts per side, for bride and groom may each have a family called Sharma.
 */
export function groupKeyOf(draft: RowDraft, mode: GroupingMode): string {
  const name = mode === "column" ? squash((draft.household ?? "").normalize("NFKC")).toLowerCase() : "";
  return name === "" ? rowKey(draft) : `column:${draft.side ?? ""}:${name}`;
}

/** The side the rows of a list get that do not name one; `strict` overrules what they name (a side admin's list). */
export interface ListSide {
  fallback: "bride" | "groom" | "both";
  strict: boolean;
}

export const sideOf = (draft: RowDraft, side: ListSide): "bride" | "groom" | "both" =>
  side.strict ? side.fallback : (draft.side ?? side.fallback);

/** The household a row names, by its column, under the side it will really have; null where it names none. */
export function homeOf(draft: RowDraft, mode: GroupingMode, side: ListSide): string | null {
  if (mode === "each" || !draft.household) return null;
  const key = groupKeyOf({ ...draft, side: sideOf(draft, side) }, "column");
  return key.startsWith("column:") ? key : null;
}

/** Row indexes by household, refused rows left out; exact copies of a row share a group in either mode. */
export function groupRows(drafts: RowDraft[], mode: GroupingMode): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  drafts.forEach((draft, index) => {
    if (draft.outcome === "refused") return;
    const key = groupKeyOf(draft, mode);
    const rows = groups.get(key);
    if (rows) rows.push(index);
    else groups.set(key, [index]);
  });
  return groups;
}

/**
 * Who may live together: same surname and same address, two people at least, bride's and groom's people apart.
 * For a human to accept or refuse; the result does not depend on the order of `people`.
 */
export function suggestHouseholds(people: SuggestionPerson[]): HouseholdSuggestion[] {
  const homes = new Map<string, Map<string, SuggestionPerson>>();
  for (const person of people) {
    const surname = surnameKey(person);
    const address = addressKey(person.address ?? "");
    if (surname === "" || address === "") continue;
    const key = `${surname}|${address}`;
    const home = homes.get(key);
    if (home) home.set(person.id, person);
    else homes.set(key, new Map([[person.id, person]]));
  }
  return [...homes]
    .flatMap(([key, members]) => splitBySide(key, [...members.values()]))
    .filter(({ members }) => members.length >= 2)
    .map(({ key, members }) => suggestion(key, members))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

function surnameKey(person: SuggestionPerson): string {
  const family = nameKey(person.family ?? "");
  if (family !== "") return family;
  const words = nameKey(person.name).split(" ");
  return words.length > 1 ? (words.at(-1) ?? "") : "";
}

/** Punctuation, spacing and case aside; shorter than eight letters ("Jaipur", "Surat") names a town, not a home. */
function addressKey(address: string): string {
  const key = squash(
    address
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, " "),
  );
  return key.length >= 8 && /\d|\s/.test(key) ? key : "";
}

function splitBySide(
  key: string,
  members: SuggestionPerson[],
): { key: string; members: SuggestionPerson[] }[] {
  const sides = new Set(members.flatMap((person) => person.side ?? []));
  if (sides.size <= 1) return [{ key, members }];
  return [...sides].map((side) => ({
    key: `${key}|${side}`,
    members: members.filter((person) => person.side === side),
  }));
}

function suggestion(key: string, members: SuggestionPerson[]): HouseholdSuggestion {
  const sorted = [...members].sort((a, b) => (a.id < b.id ? -1 : 1));
  const surname = sorted[0]?.family ?? sorted[0]?.name.trim().split(/\s+/u).at(-1) ?? "";
  const address = squash(sorted[0]?.address ?? "");
  return {
    key,
    personIds: sorted.map((person) => person.id),
    reason: `${sorted.length} people named ${surname} at the same address (${address})`,
  };
}
