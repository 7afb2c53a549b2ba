import type { CardCounts } from "@/lib/cards/types";

const WORDS: Record<keyof CardCounts, string> = {
  parse: "texts read with place and time",
  create: "tries became a card",
  enrich: "places found",
};

/** How often each step worked, of all tries. */
export function StepCounts({ counts }: { counts: CardCounts }) {
  const steps = (Object.keys(WORDS) as (keyof CardCounts)[]).filter((step) => counts[step].tried > 0);
  if (steps.length === 0) return null;
  return (
    <p className="mt-6 text-muted text-sm">
      Until now:{" "}
      {steps.map((step) => `${counts[step].succeeded} of ${counts[step].tried} ${WORDS[step]}`).join(", ")}.
    </p>
  );
}
