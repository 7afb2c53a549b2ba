import { nameKey, squash } from "@/lib/kernel/text";
import type { Claim, Side } from "./claim";

export const FIELDS = [
  "name",
  "home",
  "side",
  "ageBand",
  "address",
  "adults",
  "children",
  "language",
  "diet",
] as const;
export type Field = (typeof FIELDS)[number];
export type FieldValue = string | number;

/** A human's word on a field: the value, and the keys of what claims said otherwise then. */
export interface FieldEdit {
  value?: FieldValue | null;
  over: string[];
}

/** One value of a field with the claims that say so. Values with the same key are the same answer. */
export interface Candidate {
  key: string;
  value: FieldValue;
  claims: string[];
}

export interface ResolvedField {
  value: FieldValue | null;
  /** Claims differ and no human has said which is right. */
  open: boolean;
  candidates: Candidate[];
}

type Said = Pick<Candidate, "key" | "value">;

const addressKey = (text: string): string =>
  squash(
    text
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, " "),
  );

const isStandIn = ({ draft }: Claim): boolean => draft.problems.some((problem) => problem.code === "no_name");

const plain = (value: FieldValue | undefined | null): Said | null =>
  value === undefined || value === null || value === "" ? null : { key: String(value), value };

/** What a claim says about a field; null where it says nothing. */
function said(claim: Claim, field: Field): Said | null {
  if (claim.kind === "provider") return null;
  const { draft } = claim;
  switch (field) {
    case "name":
      return draft.name.full === ""
        ? null
        : { key: nameKey(draft.name.full) || draft.name.full, value: draft.name.full };
    case "home":
      return plain(claim.home);
    case "side":
      return claim.side === "both" && draft.side === undefined ? null : plain(claim.side);
    case "ageBand":
      return plain(draft.ageBand);
    case "address":
      return draft.address ? { key: addressKey(draft.address), value: draft.address } : null;
    case "adults":
      return plain(draft.adults);
    case "children":
      return plain(draft.children);
    case "language":
      return plain(draft.language);
    case "diet":
      return plain(draft.diet);
  }
}

/** Whether `a` is the fuller way to write it: more letters, then by code point, so that order never decides. */
const fuller = (a: FieldValue, b: FieldValue): boolean => {
  const [left, right] = [String(a), String(b)];
  return left.length !== right.length ? left.length > right.length : left < right;
};

/** Every distinct value the claims give a field, fullest spelling of each, in a stable order. */
export function candidatesOf(claims: readonly Claim[], field: Field): Candidate[] {
  const [only] = claims;
  if (only && claims.length === 1) {
    const one = said(only, field);
    return one ? [{ key: one.key, value: one.value, claims: [only.id] }] : [];
  }
  const found = new Map<string, Candidate>();
  const named = field === "name" ? claims.filter((claim) => !isStandIn(claim)) : claims;
  for (const claim of named.length > 0 ? named : claims) {
    const one = said(claim, field);
    if (!one) continue;
    const before = found.get(one.key);
    if (!before) found.set(one.key, { ...one, claims: [claim.id] });
    else {
      if (fuller(one.value, before.value)) before.value = one.value;
      before.claims.push(claim.id);
    }
  }
  if (found.size < 2) return [...found.values()];
  return [...found.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

/**
 * The value of a field. A human's stands; else what the claims agree on. Where they differ the field is open and shows,
 * until decided, what does not depend on who came first: the fullest name, the larger count, "both" for the side.
 */
export function resolveField(
  field: Field,
  candidates: Candidate[],
  edit: FieldEdit | undefined,
  overruled: ReadonlySet<string>,
): ResolvedField {
  const left = candidates.filter(
    ({ key, value }) => !overruled.has(key) && !edit?.over.includes(key) && value !== edit?.value,
  );
  if (edit && "value" in edit && edit.value !== undefined)
    return { value: edit.value, open: left.length > 0, candidates };
  const standing = left.length > 0 ? left : candidates;
  if (standing.length <= 1) return { value: standing[0]?.value ?? null, open: false, candidates };
  return { value: provisional(field, standing), open: true, candidates };
}

function provisional(field: Field, standing: readonly Candidate[]): FieldValue {
  if (field === "side") return "both" satisfies Side;
  if (field === "home" || field === "language" || field === "diet") return standing[0]!.value;
  if (field === "ageBand") return standing.some(({ value }) => value === "adult") ? "adult" : "child";
  if (field === "adults" || field === "children")
    return Math.max(...standing.map(({ value }) => Number(value)));
  return standing.map(({ value }) => value).reduce((best, value) => (fuller(value, best) ? value : best));
}
