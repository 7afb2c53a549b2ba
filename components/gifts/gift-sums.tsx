import { giftsWords, moneyOf } from "@/components/gifts/words";
import type { GiftTotals } from "@/lib/gifts/queries/gift-list";

/** The sums, closed until somebody asks: at the counting table others look at the same screen. */
export function GiftSums({ totals, narrowed }: { totals: GiftTotals; narrowed: boolean }) {
  if (totals.money.length === 0) return null;
  return (
    <details className="mb-4 rounded-md border border-line bg-surface px-4 py-1">
      <summary className="flex min-h-11 cursor-pointer items-center font-medium">
        {narrowed ? "The sum of what is shown" : "The sum"}
      </summary>
      <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-4 gap-y-1 pb-3">
        {totals.money.map(({ currency, amount, gifts }) => (
          <div key={currency} className="contents">
            <dt className="tabular font-semibold text-lg">{moneyOf(amount, currency)}</dt>
            <dd className="text-muted">in {giftsWords(gifts)}</dd>
          </div>
        ))}
        {totals.unopened > 0 ? (
          <div className="contents">
            <dt className="tabular font-semibold">{totals.unopened.toLocaleString("en-IN")}</dt>
            <dd className="text-muted">
              {totals.unopened === 1 ? "envelope is" : "envelopes are"} not opened yet
            </dd>
          </div>
        ) : null}
      </dl>
    </details>
  );
}
