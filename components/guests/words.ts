import type { Tone } from "@/components/ui/tone";

export const sideWords: Record<string, string> = {
  bride: "Bride's side",
  groom: "Groom's side",
  both: "Both sides",
};

export const answerWords: Record<string, { label: string; tone: Tone }> = {
  yes: { label: "Coming", tone: "yes" },
  no: { label: "Not coming", tone: "no" },
  maybe: { label: "Maybe", tone: "maybe" },
  mixed: { label: "Some yes, some no", tone: "maybe" },
  none: { label: "Has not replied", tone: "pending" },
};

/** What the list's filter calls an answer. */
export const answerFilterWords: Record<string, string> = {
  yes: "Coming",
  no: "Not coming",
  maybe: "Maybe",
  none: "Has not replied",
};

const plural = (n: number, one: string, many: string) =>
  `${n.toLocaleString("en-IN")} ${n === 1 ? one : many}`;

/** "2 adults, 1 child"; nobody at all is "nobody named yet". */
export function peopleWords(adults: number, children: number): string {
  const parts = [
    adults > 0 ? plural(adults, "adult", "adults") : "",
    children > 0 ? plural(children, "child", "children") : "",
  ].filter(Boolean);
  return parts.join(", ") || "nobody named yet";
}

export const familiesWords = (n: number): string => plural(n, "family", "families");
export const functionsWords = (n: number): string => plural(n, "function", "functions");
export const peopleCount = (n: number): string => plural(n, "person", "people");
