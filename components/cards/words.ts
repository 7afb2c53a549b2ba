import type { Tone } from "@/components/ui/tone";
import type { CardAnswer, CardLookup, CardState } from "@/lib/cards/types";

export const STATE_WORDS: Record<CardState, { word: string; tone: Tone }> = {
  open: { word: "Open for answers", tone: "yes" },
  closed: { word: "Closed", tone: "pending" },
  over: { word: "Time for answers is over", tone: "pending" },
  deleted: { word: "Deleted", tone: "no" },
};

export const ANSWER_WORDS: Record<CardAnswer, { word: string; tone: Tone }> = {
  in: { word: "In", tone: "yes" },
  maybe: { word: "Maybe", tone: "maybe" },
  out: { word: "Out", tone: "no" },
};

export const LOOKUP_WORDS: Record<CardLookup, string | null> = {
  waiting: "We are looking the place up.",
  done: null,
  unsure: "Several places carry this name. Write the street or quarter into the address, and we look again.",
  nothing: "The place is shown as you wrote it; we did not find it on the map.",
  failed: "The place could not be looked up. The card works without it; you can have it looked up again.",
};

export const people = (n: number): string => (n === 1 ? "1 person" : `${n.toLocaleString("en-IN")} people`);
