import type { RowDraft } from "@/lib/imports/rules/row";
import { formatPhone } from "@/lib/kernel/phone";

/** What the reading noticed of a row, in words, with what the row said. */
export interface RowNote {
  message: string;
  raw: string;
}

/** What could not be used, or was read otherwise than it was written. */
export const noticedOf = (draft: RowDraft): RowNote[] =>
  draft.problems.map(({ message, raw }) => ({ message, raw }));

/** Numbers written without a country code: so usual that they are told apart from what else was noticed. */
export const assumedOf = (draft: RowDraft): RowNote[] =>
  draft.phones
    .filter((phone) => phone.assumedCountry)
    .map(({ e164, raw }) => ({ message: `No country code; taken as ${formatPhone(e164)}.`, raw }));
