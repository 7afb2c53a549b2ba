import { ChevronDown } from "lucide-react";
import { familiesWords } from "@/components/guests/words";
import { reasonWords } from "@/components/messaging/words";
import { Link } from "@/components/ui/link";
import { NEXT_ACTIONS } from "@/lib/messaging/rules/next-actions";

export type Listed = { unitId: string; household: string; reason: string };

export type FamiliesByReasonProps = {
  guestsHref: string;
  /** All of them, counted by reason. */
  counts: readonly [reason: string, n: number][];
  /** As many as are listed by name. */
  families: readonly Listed[];
};

/** Who, grouped by why, most first; each group opens to its families. */
export function FamiliesByReason({ guestsHref, counts, families }: FamiliesByReasonProps) {
  return (
    <ul className="divide-y divide-line">
      {counts.map(([reason, n]) => {
        const listed = families.filter((family) => family.reason === reason);
        return (
          <li key={reason}>
            <details className="group">
              <summary className="flex min-h-11 list-none items-center gap-3 py-2.5 [&::-webkit-details-marker]:hidden">
                <span className="min-w-0 flex-1">{reasonWords(reason)}</span>
                <span className="tabular font-semibold">{familiesWords(n)}</span>
                <ChevronDown
                  aria-hidden="true"
                  className="size-5 shrink-0 text-muted transition-transform group-open:rotate-180"
                />
              </summary>
              {NEXT_ACTIONS[reason] ? (
                <p className="pb-2 text-muted text-sm">{NEXT_ACTIONS[reason]}</p>
              ) : null}
              <ul className="flex flex-wrap gap-x-4 gap-y-1 pb-3 text-sm">
                {listed.map((family) => (
                  <li key={family.unitId}>
                    <Link
                      href={`${guestsHref}/${family.unitId}`}
                      prefetch={false}
                      className="inline-flex min-h-8 items-center underline decoration-line-strong underline-offset-4"
                    >
                      {family.household}
                    </Link>
                  </li>
                ))}
                {listed.length < n ? (
                  <li className="inline-flex min-h-8 items-center text-muted">
                    and {(n - listed.length).toLocaleString("en-IN")} more
                  </li>
                ) : null}
              </ul>
            </details>
          </li>
        );
      })}
    </ul>
  );
}
