import type { Need } from "@/components/reports/needs-list";
import { counted, families, type Noun } from "@/components/shared/fill-words";
import { MOST_COUNTED, type OpenWork } from "@/lib/reports/types";

/** A count that stops somewhere says so. */
const upTo = (n: number, noun: Noun) =>
  n >= MOST_COUNTED ? `${MOST_COUNTED.toLocaleString("en-IN")} ${noun.many} or more` : counted(n, noun);

/** What waits beside the answers, in the order in which it holds others up. */
export function workOf(weddingId: string, open: OpenWork): Need[] {
  const base = `/weddings/${weddingId}`;
  const { lists, differences, suggestions, unreached, calls } = open;
  const one = (n: number, ifOne: string, else_: string) => (n === 1 ? ifOne : else_);
  const all: (Need & { n: number })[] = [
    {
      key: "lists",
      n: lists.count,
      tone: "attention",
      title: `${counted(lists.count, { one: "list waits", many: "lists wait" })} to be added`,
      why: "Nobody on them is a guest yet. Look at them, and add them.",
      href: lists.only ? `${base}/guests/import/${lists.only}` : `${base}/guests/import`,
    },
    {
      key: "missed",
      n: unreached.count,
      tone: "failed",
      title: `${upTo(unreached.count, families)} could not be reached`,
      why: "No message does it, and nobody calls them yet. Put them on the call list.",
      href: unreached.run ? `${base}/runs/${unreached.run}` : `${base}/runs`,
    },
    {
      key: "calls",
      n: calls.open,
      tone: "attention",
      title: `${counted(calls.open, families)} to call`,
      why:
        calls.unassigned === 0
          ? "Somebody has taken each of them."
          : `Nobody has taken ${one(calls.open, "it", `${calls.unassigned.toLocaleString("en-IN")} of them`)} yet.`,
      href: `${base}/runs/calls`,
    },
    {
      key: "lists-differ",
      n: differences,
      tone: "info",
      title: `${upTo(differences, { one: "difference", many: "differences" })} between lists to decide`,
      why: "Two lists say something else about a guest. Until then the likelier one is shown.",
      href: `${base}/guests/differences`,
    },
    {
      key: "together",
      n: suggestions,
      tone: "info",
      title: `${counted(suggestions, families)} may belong together`,
      why: "People who came alone share a surname and an address. Say whether they are one family.",
      href: `${base}/guests/suggestions`,
    },
  ];
  return all.filter(({ n }) => n > 0).map(({ n: _, ...need }) => need);
}
