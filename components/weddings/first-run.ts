import { counted, families, functions } from "@/components/shared/fill-words";
import type { FirstStep } from "@/components/weddings/first-steps";
import type { May } from "@/lib/reports/types";

type Facts = { functions: number; families: number; sent: boolean };

/** The four steps of the first run, told from what is there. */
export function firstRun(
  weddingId: string,
  name: string,
  facts: Facts,
  skipped: readonly string[],
  may: May,
): FirstStep[] {
  const base = `/weddings/${weddingId}`;
  const steps: Omit<FirstStep, "skipped">[] = [
    {
      key: "wedding",
      title: "The wedding",
      sentence: name,
      done: true,
      href: may.plan ? `${base}/settings` : base,
      action: "",
      mayDo: true,
    },
    {
      key: "functions",
      title: "The functions",
      sentence:
        facts.functions > 0 ? counted(facts.functions, functions) : "What is celebrated, when and where.",
      done: facts.functions > 0,
      href: facts.functions > 0 ? `${base}/functions` : `${base}/functions/new`,
      action: "Add the first",
      mayDo: may.plan,
    },
    {
      key: "guests",
      title: "The guests",
      sentence:
        facts.families > 0
          ? counted(facts.families, families)
          : "From the phone’s contacts, from Excel, or typed.",
      done: facts.families > 0,
      href: `${base}/guests`,
      action: "Bring in a list",
      mayDo: may.importGuests,
    },
    {
      key: "send",
      title: "Send one to yourself",
      sentence: facts.sent
        ? "The first invitation has gone out."
        : "See on your own phone what guests will see.",
      done: facts.sent,
      href: `${base}/runs`,
      action: "Prepare it",
      mayDo: may.send,
    },
  ];
  return steps.map((step) => ({ ...step, skipped: skipped.includes(step.key) }));
}
