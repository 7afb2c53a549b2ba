import type { Tone } from "@/components/ui/tone";
import type { Behind } from "@/lib/reports/queries";

export const WHICH: readonly { which: Behind; label: string; tone: Tone }[] = [
  { which: "invited", label: "Invited", tone: "neutral" },
  { which: "yes", label: "Coming", tone: "yes" },
  { which: "maybe", label: "Maybe", tone: "maybe" },
  { which: "no", label: "Not coming", tone: "no" },
  { which: "pending", label: "Has not replied", tone: "pending" },
  { which: "unreached", label: "Not asked yet", tone: "attention" },
];

export const readWhich = (text: string | undefined): Behind =>
  WHICH.find((one) => one.which === text)?.which ?? "invited";

const ANSWERS: Record<string, { label: string; tone: Tone }> = {
  yes: { label: "Coming", tone: "yes" },
  no: { label: "Not coming", tone: "no" },
  maybe: { label: "Maybe", tone: "maybe" },
  mixed: { label: "To some", tone: "info" },
};

export const answerWords = (answer: string | null): { label: string; tone: Tone } =>
  ANSWERS[answer ?? ""] ?? { label: "Has not replied", tone: "pending" };

export const persons = (adults: number, children: number): string => {
  const grown = `${adults.toLocaleString("en-IN")} ${adults === 1 ? "adult" : "adults"}`;
  const small = `${children.toLocaleString("en-IN")} ${children === 1 ? "child" : "children"}`;
  return children === 0 ? grown : adults === 0 ? small : `${grown}, ${small}`;
};
