import { ArrowRight, MessageCircleQuestion } from "lucide-react";
import { buttonLook } from "@/components/ui/button-look";
import { Link } from "@/components/ui/link";
import { cn } from "@/lib/kernel/class-names";
import type { Question as TheQuestion } from "@/lib/reports/rules/question-of-the-day";

/** The one sentence of the day, with what to do about it. */
export function Question({ weddingId, question }: { weddingId: string; question: TheQuestion }) {
  const { sentence, act, urgent } = question;
  return (
    <section
      aria-labelledby="question"
      className={cn(
        "mb-8 rounded-md border bg-surface p-4 sm:p-6",
        urgent ? "border-accent" : "border-line-strong",
      )}
    >
      <h2 id="question" className="flex items-center gap-2 text-muted text-sm">
        <MessageCircleQuestion aria-hidden="true" className="size-4 shrink-0" />
        {urgent ? "The question of the day, for today" : "The question of the day"}
      </h2>
      <p className="tabular mt-2 max-w-prose text-balance break-words font-semibold text-lg">{sentence}</p>
      {act ? (
        <Link
          data-print="hide"
          href={`/weddings/${weddingId}${act.path}`}
          className={cn(buttonLook({ variant: "primary" }), "mt-4 no-underline")}
        >
          {act.label}
          <ArrowRight aria-hidden="true" className="rtl:rotate-180" />
        </Link>
      ) : null}
    </section>
  );
}
