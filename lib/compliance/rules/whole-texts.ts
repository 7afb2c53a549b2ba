import type { GuestLanguage } from "@/lib/kernel/languages";
import { wordsAlone } from "@/lib/kernel/spelling";

/** Far more than any of them with its signs, so that a letter is not taken apart in vain. */
const LONGEST = 300;

/** Whether a whole text is one of these words, in any spelling a keyboard makes of them; anything like them is not. */
export function wholeTexts(words: Record<GuestLanguage, string>): (text: string) => boolean {
  const known: ReadonlySet<string> = new Set(
    Object.values(words).flatMap((all) => all.split(",").map(wordsAlone)),
  );
  return (text) => text.length <= LONGEST && known.has(wordsAlone(text));
}
