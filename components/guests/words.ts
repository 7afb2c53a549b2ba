import { counted, families, functions } from "@/components/shared/fill-words";
import type { Tone } from "@/components/ui/tone";

export const sideWords: Record<string, string> = {
  bride: "Bride's side",
  groom: "Groom's side",
  both: "Both sides",
};

const NO_ANSWER: { label: string; tone: Tone } = { label: "Has not replied", tone: "pending" };

const ANSWERS: Record<string, { label: string; tone: Tone }> = {
  yes: { label: "Coming", tone: "yes" },
  no: { label: "Not coming", tone: "no" },
  maybe: { label: "Maybe", tone: "maybe" },
  mixed: { label: "Some yes, some no", tone: "maybe" },
};

export const answerWords = (answer: string | null) => ANSWERS[answer ?? ""] ?? NO_ANSWER;

/** What the list's filter calls an answer. */
export const answerFilterWords: Record<string, string> = Object.fromEntries(
  ["yes", "no", "maybe", "none"].map((answer) => [answer, answerWords(answer).label]),
);

/** "2 adults, 1 child"; nobody at all is "nobody named yet". */
export function peopleWords(adults: number, children: number): string {
  const parts = [
    adults > 0 ? counted(adults, { one: "adult", many: "adults" }) : "",
    children > 0 ? counted(children, { one: "child", many: "children" }) : "",
  ].filter(Boolean);
  return parts.join(", ") || "nobody named yet";
}

export const familiesWords = (n: number): string => counted(n, families);
export const functionsWords = (n: number): string => counted(n, functions);
export const peopleCount = (n: number): string => counted(n, { one: "person", many: "people" });
