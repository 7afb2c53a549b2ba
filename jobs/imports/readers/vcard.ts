import { vcardReader } from "@/lib/imports/rules/vcard";
import { draftFromCard } from "@/lib/imports/rules/vcard-draft";
import { type Input, linesOf } from "./input";
import type { ListRow } from "./table";

/** Whether a text is contact cards, whatever its file is called. */
export const looksLikeCards = (firstText: string): boolean =>
  /^\uFEFF?\s*BEGIN:VCARD\s*[\r\n]/i.test(firstText);

/** The cards of a .vcf file, a piece of the file at a time; a photo is let go line by line. */
export async function* readCards(
  input: Input,
  options: { homeCountry: string },
): AsyncGenerator<ListRow[], void, void> {
  const reader = vcardReader();
  for await (const lines of linesOf(input.text())) {
    const cards = lines.flatMap((line) => reader.push(line));
    if (cards.length > 0) yield cards.map((card) => draftFromCard(card, options));
  }
  yield reader.end().map((card) => draftFromCard(card, options));
}
