import type { ChatWords } from "./chat-words";
import { BENGALI } from "./chat-words-bn";
import { ENGLISH } from "./chat-words-en";
import { GUJARATI } from "./chat-words-gu";
import { HINDI } from "./chat-words-hi";
import { KANNADA } from "./chat-words-kn";
import { MALAYALAM } from "./chat-words-ml";
import { MARATHI } from "./chat-words-mr";
import { PUNJABI } from "./chat-words-pa";
import { TAMIL } from "./chat-words-ta";
import { TELUGU } from "./chat-words-te";
import { URDU } from "./chat-words-ur";

export const CHAT_LANGUAGES: ReadonlyMap<string, ChatWords> = new Map([
  ["en", ENGLISH],
  ["hi", HINDI],
  ["gu", GUJARATI],
  ["mr", MARATHI],
  ["ta", TAMIL],
  ["te", TELUGU],
  ["kn", KANNADA],
  ["ml", MALAYALAM],
  ["pa", PUNJABI],
  ["bn", BENGALI],
  ["ur", URDU],
]);

/** "hi-IN" and "HI_in" are Hindi; what we do not speak, and any language in Latin letters, is English. */
export function wordsIn(language: string): ChatWords {
  const [base = "", ...rest] = language.trim().toLowerCase().split(/[-_]/);
  if (rest.includes("latn")) return ENGLISH;
  return CHAT_LANGUAGES.get(base) ?? ENGLISH;
}
