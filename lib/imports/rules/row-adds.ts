import { identifiersOf, matchKey } from "@/lib/guests/rules/claim";
import type { RowDraft } from "@/lib/imports/rules/row";

type Contact = { kind: "phone" | "email"; value: string };

/** How many numbers and e-mails a row brings that the guest it belongs to does not have yet. */
export function addsOf(draft: RowDraft, contacts: readonly Contact[]): { phones: number; emails: number } {
  const had = new Set(contacts.map(matchKey));
  const fresh = identifiersOf(draft).filter((one) => !had.has(matchKey(one)));
  const count = (kind: Contact["kind"]) => fresh.filter((one) => one.kind === kind).length;
  return { phones: count("phone"), emails: count("email") };
}
