import { type Refusal, refuse } from "@/lib/kernel/result";
import { variablesOf } from "@/lib/kernel/template-text";
import { UNFILLED } from "./parameters";

interface Template {
  header: { format: string; text?: string } | null;
  slots: { unknown?: readonly string[] } | null;
}

/** That a template wants a value with every message which nobody here knows, and what to do; null where it wants none. */
export function asksMore({ header, slots }: Template): string | null {
  const heading = header?.format === "TEXT" ? variablesOf(header.text ?? "") : [];
  const wanted = [...heading.map((name) => `{{${name}}} in the heading`), ...(slots?.unknown ?? [])];
  return wanted.length === 0
    ? null
    : `WhatsApp wants a value for ${wanted.join(" and ")} with every message, and there is none to give. Choose another message, or hand one in that does without.`;
}

/** Why a run's message cannot be filled for everybody, or null. */
export const unfilled = (run: { fills: readonly unknown[]; asksMore: string | null }): Refusal | null =>
  run.fills.includes(null)
    ? refuse("unfilled_template", UNFILLED)
    : run.asksMore
      ? refuse("unfilled_template", run.asksMore)
      : null;
