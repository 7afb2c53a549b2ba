import { isStopWord } from "@/lib/compliance/rules";
import { toAsciiDigits } from "@/lib/kernel/text";
import type { Answer, Intent } from "@/lib/rsvp/types";

const WORDS: Record<Answer, readonly string[]> = {
  yes: [
    "yes",
    "y",
    "yes all of us",
    "yes we will come",
    "we will come",
    "coming",
    "we are coming",
    "ok yes",
    "sure",
    "yes please",
    "yes thank you",
    "yes thanks",
    "haan",
    "ha ji",
    "haan ji",
  ],
  no: [
    "no",
    "n",
    "nope",
    "sorry cannot come",
    "sorry can t come",
    "cannot come",
    "can t come",
    "cant come",
    "not coming",
    "we cannot come",
    "we can t come",
    "sorry no",
    "nahi",
    "nahin",
  ],
  maybe: [
    "maybe",
    "not sure",
    "not sure yet",
    "may be",
    "perhaps",
    "will see",
    "will confirm",
    "will let you know",
    "dont know yet",
    "don t know yet",
  ],
};

const ANSWER_OF = new Map(
  Object.entries(WORDS).flatMap(([answer, words]) => words.map((word) => [word, answer as Answer] as const)),
);

/**
 * Reads a typed message. Only whole, known phrases are understood: anything more ("yes but only for the sangeet") goes
 * to a human, because a wrong answer recorded in silence is worse than a question.
 */
export function readText(text: string): Intent {
  if (isStopWord(text)) return { kind: "stop" };
  const folded = toAsciiDigits(text)
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
  if (/^\d{1,3}$/.test(folded)) return { kind: "number", value: Number(folded) };
  const answer = ANSWER_OF.get(folded);
  return answer ? { kind: "answer", answer, source: "word" } : { kind: "unread" };
}
