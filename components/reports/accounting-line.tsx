import type { Accounting } from "@/lib/reports/queries";

const number = (n: number) => n.toLocaleString("en-IN");

/** Every message ever received is in one of these heaps; the sum says that none was lost. */
export function AccountingLine({ messages }: { messages: Accounting }) {
  const { received, applied, ignored, quarantined, parked } = messages;
  if (received === 0) return null;
  return (
    <p className="tabular mt-8 max-w-prose border-line border-t pt-4 text-muted text-sm">
      <span className="font-medium text-ink">{number(received)} messages received</span> = {number(applied)}{" "}
      applied + {number(ignored)} ignored + {number(quarantined)} for a person
      {parked > 0 ? ` + ${number(parked)} waiting for their match` : ""}. None is lost.
    </p>
  );
}
