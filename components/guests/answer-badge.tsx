import { answerWords } from "@/components/guests/words";
import { Badge } from "@/components/ui/badge";

/** A family's answer over all its functions, or that it is not invited to any yet. */
export function AnswerBadge({ answer, invited }: { answer: string; invited?: number }) {
  if (invited === 0) return <Badge>Not invited yet</Badge>;
  const words = answerWords(answer);
  return <Badge tone={words.tone}>{words.label}</Badge>;
}
