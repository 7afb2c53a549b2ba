import type { RowDraft } from "@/lib/imports/rules/row";
import { rowKey } from "@/lib/imports/rules/row";
import { canonicalJson, sha256Hex } from "@/lib/kernel/bytes";
import { phoneVariants } from "@/lib/kernel/phone";

export type IdentifierKind =
  | "phone"
  | "wa_id"
  | "bsuid"
  | "parent_bsuid"
  | "email"
  | "vcard_uid"
  | "google_resource"
  | "source_row";

export interface Identifier {
  kind: IdentifierKind;
  value: string;
  assumedCountry: boolean;
}

export type Side = "bride" | "groom" | "both";

/** One distinct thing that is said about one person; see `db/schema/identity.ts`. */
export interface Claim {
  id: string;
  key: string;
  kind: "row" | "provider";
  side: Side;
  home: string | null;
  draft: ClaimDraft;
  /** The host vouched for a list that says this. */
  attested: boolean;
  /** The person it was resolved to last time; null where it waited for a human. */
  personId: string | null;
  /** The person it was of before that. */
  formerPersonId?: string | null;
}

/** A row's draft, or what the provider told: identifiers that belong together. */
export type ClaimDraft = RowDraft & {
  told?: { kind: IdentifierKind; value: string }[];
  /** Identifiers the person has left: they still lead to the person, but nobody writes to them. */
  left?: { kind: IdentifierKind; value: string }[];
  /** When they were left, ISO 8601: who goes back to an old number has it again. */
  at?: string;
  /** The household a typed guest was put into. */
  unitId?: string;
  /** One of the household's unnamed members, who has a name now. */
  outOfCount?: boolean;
};

const fact = (kind: IdentifierKind, value: string, assumedCountry = false): Identifier => ({
  kind,
  value,
  assumedCountry,
});

/**
 * What identifies a claim, once each. Without phone, e-mail or an address book's own id it is the claim's content, so
 * that bringing the same row again changes nothing.
 */
export function identifiersOf(draft: ClaimDraft): readonly Identifier[] {
  const known = identified.get(draft);
  if (known) return known;
  const identifiers = readIdentifiers(draft);
  identified.set(draft, identifiers);
  return identifiers;
}

/** A draft is never changed, and each step of an import asks anew. */
const identified = new WeakMap<ClaimDraft, readonly Identifier[]>();

function readIdentifiers(draft: ClaimDraft): Identifier[] {
  const found = [
    ...draft.phones.map((phone) => fact("phone", phone.e164, phone.assumedCountry)),
    ...draft.emails.map((mail) => fact("email", mail.value.toLowerCase())),
    ...(draft.vcardUid ? [fact("vcard_uid", draft.vcardUid)] : []),
    ...(draft.googleResource ? [fact("google_resource", draft.googleResource)] : []),
    ...(draft.told ?? []).map(({ kind, value }) => fact(kind, value)),
    ...(draft.left ?? []).map(({ kind, value }) => fact(kind, value)),
  ];
  if (found.length === 0) return [fact("source_row", sha256Hex(rowKey(draft)))];
  return found.length === 1
    ? found
    : [...new Map(found.map((one) => [`${one.kind}:${one.value}`, one])).values()];
}

/** One key for every way WhatsApp may write a subscriber; other identifiers are their own key. */
export function matchKey({ kind, value }: { kind: IdentifierKind; value: string }): string {
  if ((kind === "phone" || kind === "wa_id") && /^\+5[245]/.test(value))
    return `phone:${phoneVariants(value).sort()[0]}`;
  return `${kind === "wa_id" ? "phone" : kind}:${value}`;
}

/** Every `kind:value` under which a match key may be stored. */
export function storedKeys(key: string): string[] {
  const at = key.indexOf(":");
  const kind = key.slice(0, at);
  const value = key.slice(at + 1);
  if (kind !== "phone") return [key];
  const values = /^\+5[245]/.test(value) ? phoneVariants(value) : [value];
  return values.flatMap((one) => [`phone:${one}`, `wa_id:${one}`]);
}

/** The content of a claim as one hash: equal rows of any list are the same claim. */
export function claimKey(draft: ClaimDraft, side: Side, home: string | null): string {
  const { problems: _, outcome: __, ...said } = draft;
  return sha256Hex(canonicalJson({ said, side, home }));
}
