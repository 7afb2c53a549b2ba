import type { Accounting } from "@/lib/reports/queries";
import type { Reconciliation } from "@/lib/reports/queries/reconciliation";
import { Ago } from "./ago";

const number = (n: number) => n.toLocaleString("en-IN");

function sentence({ differences, healed }: Reconciliation): string {
  if (differences === 0) return "Every number agreed with the answers behind it.";
  return healed
    ? `${number(differences)} did not agree with the answers behind them and were put right.`
    : `${number(differences)} do not agree with the answers behind them. Please tell whoever runs this.`;
}

/** Every message ever received is in one of these heaps; the sum says that none was lost. */
export function AccountingLine({
  messages,
  compared,
  zone,
}: {
  messages: Accounting;
  /** The last comparison of the numbers with the answers; null before the first. */
  compared: Reconciliation | null;
  zone: string;
}) {
  const { received, applied, ignored, quarantined, parked } = messages;
  if (received === 0 && !compared) return null;
  return (
    <div className="tabular mt-8 grid max-w-prose gap-2 border-line border-t pt-4 text-muted text-sm">
      {received > 0 ? (
        <p>
          <span className="font-medium text-ink">
            {number(received)} {received === 1 ? "message" : "messages"} received
          </span>
          : {number(applied)} taken in, {number(ignored)} with nothing to do, {number(quarantined)} that could
          not be read{parked > 0 ? `, ${number(parked)} waiting for what they belong to` : ""}. None is lost.
        </p>
      ) : null}
      {compared ? (
        <p>
          {number(compared.compared)} numbers were compared <Ago at={compared.at} zone={zone} />.{" "}
          {sentence(compared)}
        </p>
      ) : null}
    </div>
  );
}
