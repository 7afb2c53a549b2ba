import { answerWords } from "@/components/guests/words";
import type { Behind } from "@/lib/reports/queries/behind";

export type Which = Behind;

export const WHICH: readonly { which: Behind; label: string }[] = [
  { which: "invited", label: "Invited" },
  { which: "yes", label: answerWords("yes").label },
  { which: "waiting", label: "Waiting for a place" },
  { which: "infants", label: "With infants" },
  { which: "diet", label: "By what they eat" },
  { which: "maybe", label: answerWords("maybe").label },
  { which: "no", label: answerWords("no").label },
  { which: "pending", label: answerWords(null).label },
  { which: "silent", label: "Asked and silent" },
  { which: "read", label: "Read it and silent" },
  { which: "confirm", label: "To confirm again" },
  { which: "differ", label: "Say two things" },
  { which: "unreached", label: "Not asked yet" },
];

export const readWhich = (text: string | undefined): Behind =>
  WHICH.find((one) => one.which === text)?.which ?? "invited";
