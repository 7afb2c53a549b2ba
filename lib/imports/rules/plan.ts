import { sha256Hex } from "@/lib/kernel/bytes";
import { phoneVariants } from "@/lib/kernel/phone";
import { nameKey } from "@/lib/kernel/text";
import { type GroupingMode, groupKeyOf } from "./households";
import { type RowDraft, rowKey } from "./row";

export interface StagedRow {
  rowNumber: number;
  draft: RowDraft;
}

export interface KnownPerson {
  personId: string;
  unitId: string;
  name: string;
}

export interface Identifier {
  kind: "phone" | "email" | "source_row";
  value: string;
  assumedCountry: boolean;
}

export interface PlanInput {
  rows: readonly StagedRow[];
  grouping: GroupingMode;
  /** The side rows get that do not name one; `strict` overrules what they name (a side admin's list). */
  side: { fallback: "bride" | "groom" | "both"; strict: boolean };
  /** By `kind:value`, every variant of a phone included. */
  known: ReadonlyMap<string, KnownPerson>;
  /** Keys that belong to people the importer may not see: the other side's. */
  hidden: ReadonlySet<string>;
  unitsByGroup: ReadonlyMap<string, string>;
  newId: () => string;
}

export interface ImportPlan {
  units: {
    id: string;
    name: string;
    side: "bride" | "groom" | "both";
    groupKey: string | null;
    address: string | null;
    unnamedAdults: number;
    unnamedChildren: number;
  }[];
  people: {
    id: string;
    unitId: string;
    name: string;
    ageBand: "adult" | "child";
    contactRank: number;
    notes: string | null;
  }[];
  identifiers: {
    personId: string;
    kind: Identifier["kind"];
    value: string;
    assumedCountry: boolean;
    position: number;
  }[];
  tags: { unitId: string; tag: string }[];
  outcomes: {
    rowNumber: number;
    outcome: "created" | "matched" | "conflict";
    personId: string | null;
    unitId: string | null;
    conflict: { kind: string; detail: string } | null;
  }[];
}

/** What identifies a row. Without phone or e-mail it is the row's own content, so that bringing it again changes nothing. */
export function identifiersOf(draft: RowDraft): Identifier[] {
  const found: Identifier[] = [
    ...draft.phones.map((phone) => ({
      kind: "phone" as const,
      value: phone.e164,
      assumedCountry: phone.assumedCountry,
    })),
    ...draft.emails.map((mail) => ({
      kind: "email" as const,
      value: mail.value.toLowerCase(),
      assumedCountry: false,
    })),
  ];
  if (found.length > 0) return [...new Map(found.map((one) => [`${one.kind}:${one.value}`, one])).values()];
  return [{ kind: "source_row", value: sha256Hex(rowKey(draft)), assumedCountry: false }];
}

/** Every key under which an identifier may already be known. */
export const lookupKeys = ({ kind, value }: Identifier): string[] =>
  kind === "phone" ? phoneVariants(value).map((variant) => `phone:${variant}`) : [`${kind}:${value}`];

/**
 * Decides every row of a chunk: same identifier, same person; nothing else merges. A row whose identifiers belong to
 * two people, or whose name differs from the known one, becomes a conflict for a human; nothing is overwritten.
 */
export function planImport(input: PlanInput): ImportPlan {
  const plan: ImportPlan = { units: [], people: [], identifiers: [], tags: [], outcomes: [] };
  const known = new Map(input.known);
  const unitsByGroup = new Map(input.unitsByGroup);
  for (const row of input.rows) {
    const identifiers = identifiersOf(row.draft);
    if (identifiers.flatMap(lookupKeys).some((key) => input.hidden.has(key))) {
      plan.outcomes.push({
        rowNumber: row.rowNumber,
        outcome: "conflict",
        personId: null,
        unitId: null,
        conflict: {
          kind: "other_side",
          detail:
            "This number is on the other side's list already. An admin of the wedding can decide whose guests they are.",
        },
      });
      continue;
    }
    const matches = new Map(
      identifiers
        .flatMap(lookupKeys)
        .flatMap((key) => (known.has(key) ? [[known.get(key)!.personId, known.get(key)!] as const] : [])),
    );
    if (matches.size > 1) {
      const names = [...matches.values()].map((match) => match.name).join(" and ");
      plan.outcomes.push({
        rowNumber: row.rowNumber,
        outcome: "conflict",
        personId: null,
        unitId: null,
        conflict: { kind: "two_people", detail: `This row's numbers belong to ${names}.` },
      });
      continue;
    }
    const [match] = matches.values();
    if (match) {
      plan.outcomes.push(matchRow(row, match));
      if (plan.outcomes.at(-1)!.outcome === "matched") addIdentifiers(plan, known, match, identifiers);
      continue;
    }
    const unitId = unitFor(row.draft, input, unitsByGroup, plan);
    const person: KnownPerson = { personId: input.newId(), unitId, name: row.draft.name.full };
    const ageBand = row.draft.ageBand ?? "adult";
    plan.people.push({
      id: person.personId,
      unitId,
      name: person.name,
      ageBand,
      contactRank: contactRank(row.draft, ageBand),
      notes: row.draft.notes ?? null,
    });
    addIdentifiers(plan, known, person, identifiers);
    for (const tag of row.draft.tags) plan.tags.push({ unitId, tag });
    plan.outcomes.push({
      rowNumber: row.rowNumber,
      outcome: "created",
      personId: person.personId,
      unitId,
      conflict: null,
    });
  }
  return plan;
}

/** Adults with a phone speak for the household first; ties go by age of the row. */
function contactRank(draft: RowDraft, ageBand: "adult" | "child"): number {
  return (draft.phones.length > 0 ? 0 : 50) + (ageBand === "adult" ? 10 : 20);
}

function matchRow(row: StagedRow, match: KnownPerson): ImportPlan["outcomes"][number] {
  const same = row.draft.name.full === "" || nameKey(row.draft.name.full) === nameKey(match.name);
  return {
    rowNumber: row.rowNumber,
    outcome: same ? "matched" : "conflict",
    personId: match.personId,
    unitId: match.unitId,
    conflict: same
      ? null
      : {
          kind: "name_differs",
          detail: `We know this number as ${match.name}; the list says ${row.draft.name.full}.`,
        },
  };
}

function addIdentifiers(
  plan: ImportPlan,
  known: Map<string, KnownPerson>,
  person: KnownPerson,
  identifiers: readonly Identifier[],
): void {
  identifiers.forEach((identifier, position) => {
    const keys = lookupKeys(identifier);
    if (keys.some((key) => known.has(key))) return;
    plan.identifiers.push({ personId: person.personId, ...identifier, position });
    for (const key of keys) known.set(key, person);
  });
}

function unitFor(
  draft: RowDraft,
  input: PlanInput,
  unitsByGroup: Map<string, string>,
  plan: ImportPlan,
): string {
  const groupKey = input.grouping === "column" && draft.household ? householdKeyOf(draft, input.side) : null;
  const existing = groupKey === null ? undefined : unitsByGroup.get(groupKey);
  if (existing) return existing;
  const id = input.newId();
  plan.units.push({
    id,
    name: draft.household || draft.name.full || "Guest",
    side: sideOf(draft, input.side),
    groupKey,
    address: draft.address ?? null,
    ...unnamedMembers(draft),
  });
  if (groupKey !== null) unitsByGroup.set(groupKey, id);
  return id;
}

/** A sheet that counts a household instead of naming it: the named person is one of the count. */
function unnamedMembers(draft: RowDraft): { unnamedAdults: number; unnamedChildren: number } {
  const isChild = draft.ageBand === "child";
  return {
    unnamedAdults: Math.max(0, (draft.adults ?? 0) - (isChild ? 0 : 1)),
    unnamedChildren: Math.max(0, (draft.children ?? 0) - (isChild ? 1 : 0)),
  };
}

export const sideOf = (draft: RowDraft, side: PlanInput["side"]): "bride" | "groom" | "both" =>
  side.strict ? side.fallback : (draft.side ?? side.fallback);

/** The household column's key under the side the household will really have: both families may be called Sharma. */
export const householdKeyOf = (draft: RowDraft, side: PlanInput["side"]): string =>
  groupKeyOf({ ...draft, side: sideOf(draft, side) }, "column");
