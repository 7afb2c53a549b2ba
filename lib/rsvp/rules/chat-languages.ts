import type { ChatWords } from "./chat-words";
import { ENGLISH } from "./chat-words-en";
import { GUJARATI } from "./chat-words-gu";
import { HINDI } from "./chat-words-hi";
import { MARATHI } from "./chat-words-mr";
import { TAMIL } from "./chat-words-ta";
import { TELUGU } from "./chat-words-te";

export const CHAT_LANGUAGES: ReadonlyMap<string, ChatWords> = new Map([
  ["en", ENGLISH],
  ["hi", HINDI],
  ["gu", GUJARATI],
  ["mr", MARATHI],
  ["ta", TAMIL],
  ["te", TELUGU],
]);

/** "hi-IN" and "HI_in" are Hindi; what we do not speak, and any language in Latin letters, is English. */
export function wordsIn(language: string): ChatWords {
  const [base = "", ...rest] = language.trim().toLowerCase().split(/[-_]/);
  if (rest.includes("latn")) return ENGLISH;
  return CHAT_LANGUAGES.get(base) ?? ENGLISH;
}
