import type { Need } from "@/components/reports/needs-list";
import { counted, families, type Noun } from "@/components/shared/fill-words";
import { MOST_COUNTED, type OpenWork } from "@/lib/reports/types";

/** A count that stops somewhere says so. */
const upTo = (n: number, noun: Noun) =>
  n >= MOST_COUNTED ? `${MOST_COUNTED.toLocaleString("en-IN")} ${noun.many} or more` : counted(n, noun);

/** What waits beside the answers, in the order in which it holds others up. */
export function workOf(weddingId: string, open: OpenWork): Need[] {
  const base = `/weddings/${weddingId}`;
  const { numberless, lists, differences, likely, suggestions, unreached, calls } = open;
  const all: (Need & { n: number })[] = [
    {
      key: "numberless",
      n: numberless,
      tone: "attention",
      title: "No WhatsApp number is connected",
      why: `Without one no invitation goes to your ${upTo(numberless, families)}. A relative’s own phone will do too.`,
      href: `${base}/runs/senders`,
    },
    {
      key: "lists",
      n: lists.count,
      tone: "attention",
      title: `${counted(lists.count, { one: "list waits", many: "lists wait" })} to be added`,
      why: `What ${lists.count === 1 ? "it brings" : "they bring"} is not among the guests yet.`,
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
      why: takenWords(calls),
      href: `${base}/runs/calls`,
    },
    {
      key: "lists-differ",
      n: differences,
      tone: "info",
      title: `${upTo(differences, { one: "difference", many: "differences" })} between lists to decide`,
      why: "Two lists say different things about a guest. Say which is right.",
      href: `${base}/guests/differences`,
    },
    {
      key: "likely",
      n: likely.count,
      tone: "info",
      title: `${likely.more ? "At least " : ""}${counted(likely.count, { one: "pair of guests", many: "pairs of guests" })} who may be one person`,
      why: "Nobody is made one by a name. Say who is, before they are invited twice.",
      href: `${base}/guests/suggestions`,
    },
    {
      key: "together",
      n: suggestions,
      tone: "info",
      title: `${counted(suggestions, { one: "group of people", many: "groups of people" })} who may be one family`,
      why: "They came alone, with one surname and one address. Say whether they belong together.",
      href: `${base}/guests/suggestions`,
    },
  ];
  return all.filter(({ n }) => n > 0).map(({ n: _, ...need }) => need);
}

function takenWords({ open, unassigned }: OpenWork["calls"]): string {
  if (unassigned === 0) return open === 1 ? "Somebody has taken it." : "Somebody has taken each of them.";
  if (unassigned === open) return `Nobody has taken ${open === 1 ? "it" : "them"} yet.`;
  return `${unassigned.toLocaleString("en-IN")} of them nobody has taken yet.`;
}
