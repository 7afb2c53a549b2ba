import type { Claim, Identifier, Side } from "./claim";
import {
  candidatesOf,
  FIELDS,
  type Field,
  type FieldEdit,
  type FieldValue,
  type ResolvedField,
  resolveField,
} from "./fields";
import type { Group } from "./identity";

export interface PersonState {
  name: string;
  ageBand: "adult" | "child" | "infant";
  contactRank: number;
  notes: string | null;
  language: string | null;
  diet: string | null;
  /** The household's key: `column:<side>:<name>`, `person:<id>`, or `unit:<id>` where a human put them. */
  home: string;
  claimed: {
    /** Every household the claims name, or the person's own. */
    homes: string[];
    household: string | null;
    side: Side;
    address: string | null;
    extraAdults: number;
    extraChildren: number;
    language: string | null;
    tags: string[];
    attested: boolean;
    /** What the lists alone would say, where a human's word stands over it. */
    listed?: Settled;
  };
  open: { field: Field; resolved: ResolvedField }[];
}

/** What the family has invited or written to: a later list does not change it before a human has decided. */
export interface Settled {
  home?: string;
  name?: string;
}

/** What is said about one person, and by whom it is overruled. */
export interface PersonInput {
  personId: string;
  claims: readonly Claim[];
  edits: Readonly<Record<string, FieldEdit>>;
  /** Of several the lists name, the household and the name the family has dealt with already. */
  settled?: Settled;
  /** By field, keys that merges overrule. */
  overruled: Readonly<Record<string, readonly string[]>>;
}

const NOBODY: ReadonlySet<string> = new Set();

/** A person's fields from the claims about them and a human's edits. Total; the order of claims does not matter. */
export function resolvePerson({ personId, claims, edits, overruled, settled }: PersonInput): PersonState {
  const fields = {} as Record<Field, ResolvedField>;
  for (const field of FIELDS) {
    const over = overruled[field];
    fields[field] = resolveField(
      field,
      candidatesOf(claims, field),
      edits[field],
      over ? new Set(over) : NOBODY,
    );
  }
  const listed = (field: "name" | "home"): ResolvedField =>
    edits[field]
      ? resolveField(field, fields[field].candidates, undefined, new Set(overruled[field]))
      : fields[field];
  const listedName = keepSettledName(listed("name"), settled?.name);
  if (!edits.name) fields.name.value = listedName;
  const ageBand = (fields.ageBand.value ?? "adult") as PersonState["ageBand"];
  const named = fields.home.candidates.length > 0;
  const homes = named ? fields.home.candidates.map(({ key }) => key) : [`person:${personId}`];
  const dealtWith = settled?.home && homes.includes(settled.home) ? settled.home : undefined;
  const listedHome = dealtWith ?? textOf(listed("home")) ?? homes[0]!;
  const home = (edits.home && textOf(fields.home)) ?? listedHome;
  const unsaid: Settled = {
    ...(edits.name && listedName !== null ? { name: String(listedName) } : {}),
    ...(edits.home ? { home: listedHome } : {}),
  };
  return {
    name: String(fields.name.value ?? "Guest"),
    ageBand,
    contactRank: contactRank(claims, ageBand, edits.contact?.value === 1),
    notes: notesOf(claims, edits.notes),
    language: textOf(fields.language),
    diet: textOf(fields.diet),
    home,
    claimed: {
      homes,
      household: householdName(claims, home),
      side: sideOf(fields, home),
      address: textOf(fields.address),
      extraAdults: extra(claims, fields.adults, ageBand === "adult"),
      extraChildren: extra(claims, fields.children, ageBand !== "adult"),
      language: textOf(fields.language),
      tags: [...new Set(claims.flatMap(({ draft }) => draft.tags))].sort(),
      attested: claims.some((claim) => claim.attested),
      ...(Object.keys(unsaid).length > 0 ? { listed: unsaid } : {}),
    },
    // Two households of one name on two sides differ in the side as well; that is one question, not two.
    open: FIELDS.filter((field) => fields[field].open && !(field === "side" && named)).map((field) => ({
      field,
      resolved: fields[field],
    })),
  };
}

/** Of several names, the one the family has used stays until somebody decides. */
function keepSettledName(
  { open, value, candidates }: ResolvedField,
  name: string | undefined,
): FieldValue | null {
  return open && name !== undefined && candidates.some((one) => one.value === name) ? name : value;
}

const textOf = ({ value }: ResolvedField): string | null => (value === null ? null : String(value));

/** Unnamed members beside this one: what the sheet counts less the one it names; minus one for one of them who has a name now. */
function extra(claims: readonly Claim[], counted: ResolvedField, isOne: boolean): number {
  const others = Math.max(0, Number(counted.value ?? 0) - (isOne ? 1 : 0));
  return isOne && claims.some(({ draft }) => draft.outOfCount) ? others - 1 : others;
}

const COLUMN = /^column:(bride|groom|both):/;

function sideOf(fields: Record<Field, ResolvedField>, home: string): Side {
  const column = COLUMN.exec(home)?.[1];
  return (column ?? fields.side.value ?? "both") as Side;
}

/** The household column's fullest spelling under this key, by the same rule as names. */
function householdName(claims: readonly Claim[], home: string): string | null {
  let best: string | null = null;
  for (const { home: key, draft } of claims) {
    if (key !== home || !draft.household) continue;
    if (
      best === null ||
      draft.household.length > best.length ||
      (draft.household.length === best.length && draft.household < best)
    )
      best = draft.household;
  }
  return best;
}

/** Adults with a phone speak for the household first, unless a human chose somebody. */
function contactRank(claims: readonly Claim[], ageBand: PersonState["ageBand"], chosen: boolean): number {
  if (chosen) return 0;
  const hasPhone = claims.some(({ draft }) => draft.phones.length > 0);
  return (hasPhone ? 0 : 50) + (ageBand === "adult" ? 10 : 20);
}

function notesOf(claims: readonly Claim[], edit: FieldEdit | undefined): string | null {
  if (edit && edit.value !== undefined) return edit.value === null ? null : String(edit.value);
  const notes = new Set(claims.flatMap(({ draft }) => draft.notes ?? []));
  return notes.size === 0 ? null : [...notes].sort().join("\n");
}

export interface PlacedIdentifier extends Identifier {
  shared: boolean;
  position: number;
}

/** Identifiers a person has moved away from and not back to; the one moved to is asked first. */
function leftBehind(groups: readonly Group[], rank: Map<string, number>): Set<string> {
  const moves = groups
    .flatMap(({ claims }) => claims.flatMap(({ draft }) => (draft.left ? [draft] : [])))
    .sort((a, b) => ((a.at ?? "") < (b.at ?? "") ? -1 : 1));
  const gone = new Set<string>();
  for (const { told, left } of moves) {
    for (const { kind, value } of left ?? []) gone.add(`${kind}:${value}`);
    for (const { kind, value } of told ?? []) {
      gone.delete(`${kind}:${value}`);
      rank.set(`${kind}:${value}`, -1);
    }
  }
  return gone;
}

/** A person's identifiers, those of everyone merged into them included; the number to write to first comes first. */
export function placeIdentifiers(groups: readonly Group[]): PlacedIdentifier[] {
  const all = new Map(groups.flatMap(({ identifiers }) => [...identifiers]));
  const rank = new Map<string, number>();
  // Whoever stands for the merged ones is asked first; a number the provider told us of comes before all.
  groups.forEach((group, index) => {
    for (const { draft } of group.claims) {
      draft.phones.forEach((phone, position) => {
        const key = `phone:${phone.e164}`;
        rank.set(key, Math.min(rank.get(key) ?? Number.POSITIVE_INFINITY, index * 100 + position));
      });
    }
  });
  for (const key of leftBehind(groups, rank)) all.delete(key);
  const placed = [...all].map(([key, identifier]) => ({ key, identifier, rank: rank.get(key) ?? 10_000 }));
  placed.sort((a, b) => a.rank - b.rank || (a.key < b.key ? -1 : 1));
  return placed.map(({ identifier }, position) => ({ ...identifier, position }));
}
