import { answerWords } from "@/components/guests/words";
import type { Behind } from "@/lib/reports/queries";

export const WHICH: readonly { which: Behind; label: string }[] = [
  { which: "invited", label: "Invited" },
  { which: "yes", label: answerWords("yes").label },
  { which: "maybe", label: answerWords("maybe").label },
  { which: "no", label: answerWords("no").label },
  { which: "pending", label: answerWords(null).label },
  { which: "confirm", label: "To confirm again" },
  { which: "unreached", label: "Not asked yet" },
];

export const readWhich = (text: string | undefined): Behind =>
  WHICH.find((one) => one.which === text)?.which ?? "invited";
