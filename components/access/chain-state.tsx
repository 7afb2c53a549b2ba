import { ShieldAlert, ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";
import type { ChainReport } from "@/lib/audit/queries";
import { cn } from "@/lib/kernel/class-names";

const number = (n: number) => n.toLocaleString("en-IN");

/** Whether the record can be trusted, checked just now. */
export function ChainState({ report }: { report: ChainReport }) {
  if (!report.ok) {
    return (
      <Line tone="bad" icon={<ShieldAlert aria-hidden="true" className="size-5 text-rose-ink" />}>
        <span className="font-semibold">The record was tampered with:</span> {report.problem}. Everything
        before it is intact. Show this to whoever looks after the system.
      </Line>
    );
  }
  return (
    <Line tone="good" icon={<ShieldCheck aria-hidden="true" className="size-5 text-leaf-ink" />}>
      {report.sealed === 0 ? (
        <>
          <span className="font-semibold">The record begins:</span> {number(report.unsealed)}{" "}
          {report.unsealed === 1 ? "entry waits" : "entries wait"} for the first seal, within minutes.
        </>
      ) : (
        <>
          <span className="font-semibold">
            The record is complete: {number(report.sealed)} {report.sealed === 1 ? "entry" : "entries"} sealed
          </span>
          {report.unsealed > 0
            ? `, ${number(report.unsealed)} newer ${report.unsealed === 1 ? "one waits" : "ones wait"} for the next seal`
            : ""}
          . Nobody has changed or removed any.
        </>
      )}
    </Line>
  );
}

export function ChainChecking() {
  return (
    <Line tone="good" icon={<ShieldCheck aria-hidden="true" className="size-5 text-muted" />}>
      Checking the record …
    </Line>
  );
}

function Line({ tone, icon, children }: { tone: "good" | "bad"; icon: ReactNode; children: ReactNode }) {
  return (
    <div
      role="status"
      className={cn(
        "tabular mb-6 flex items-start gap-3 rounded-md border px-4 py-3",
        tone === "bad" ? "border-rose bg-rose-soft" : "border-line bg-surface",
      )}
    >
      <span className="mt-0.5 shrink-0">{icon}</span>
      <p className="min-w-0">{children}</p>
    </div>
  );
}
