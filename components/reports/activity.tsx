"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { answerWords, familiesWords, peopleWords } from "@/components/guests/words";
import { reasonWords } from "@/components/messaging/words";
import { Ago } from "@/components/reports/ago";
import { EmptyState } from "@/components/shared/empty-state";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import type { FeedItem } from "@/lib/reports/queries/feed";

export type ActivityProps = {
  weddingId: string;
  zone: string;
  items: readonly FeedItem[];
  /** The newest: follows by itself. */
  live: boolean;
  mayOpen: boolean;
};

const FOLLOW_MS = 15_000;

/** What happened, one line each, newest first. */
export function Activity({ weddingId, zone, items, live, mayOpen }: ActivityProps) {
  const router = useRouter();
  useEffect(() => {
    if (!live) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, FOLLOW_MS);
    return () => clearInterval(timer);
  }, [router, live]);
  if (items.length === 0)
    return (
      <EmptyState
        title="Nothing has happened yet"
        sentence="Answers stand here as they come, with what they replaced."
      />
    );
  return (
    <ol className="divide-y divide-line rounded-md border border-line bg-surface">
      {items.map((item) => (
        <li key={item.cursor} data-print="keep" className="grid gap-1.5 px-4 py-3 sm:px-6">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
            <p className="min-w-0 break-words">
              <Headline weddingId={weddingId} item={item} mayOpen={mayOpen} />
            </p>
            <Ago at={item.at} zone={zone} />
          </div>
          {item.kind === "answer" || item.kind === "entry" ? <Functions item={item} /> : null}
          {item.kind === "failures" ? (
            <p className="break-words text-muted text-sm">
              {item.reason ? `${reasonWords(item.reason)}: ` : ""}
              {item.units.map((one) => one.name).join(", ")}
              {item.messages > item.units.length ? " and others" : ""}
            </p>
          ) : null}
        </li>
      ))}
    </ol>
  );
}

const HOW = {
  whatsapp: "on WhatsApp",
  web: "on their page",
  phone: "after a call",
  console: "here",
} as const;

function Headline(props: { weddingId: string; item: FeedItem; mayOpen: boolean }) {
  const { weddingId, item, mayOpen } = props;
  const family = (unitId: string, name: string) => (
    <Link
      href={`/weddings/${weddingId}/guests/${unitId}`}
      prefetch={false}
      className="hit-area font-medium text-ink underline decoration-line-strong underline-offset-4"
    >
      {name}
    </Link>
  );
  if (item.kind === "failures")
    return (
      <>
        {familiesWords(item.messages)} could not be reached by{" "}
        {mayOpen ? (
          <Link
            href={`/weddings/${weddingId}/runs/${item.runId}`}
            className="hit-area text-ink underline decoration-line-strong underline-offset-4"
          >
            “{item.run}”
          </Link>
        ) : (
          `“${item.run}”`
        )}
      </>
    );
  if (item.kind === "places")
    return (
      <>
        {family(item.unitId, item.household)} waited, and has {item.persons}{" "}
        {item.persons === 1 ? "place" : "places"} at {item.event} now
      </>
    );
  return (
    <>
      {family(item.unitId, item.household)}{" "}
      {item.kind === "entry"
        ? `was entered ${HOW[item.channel]}${item.by ? ` (${item.by})` : ""}`
        : `answered ${HOW[item.channel]}${item.by && item.by !== item.household ? ` (${item.by})` : ""}`}
    </>
  );
}

type Said = { answer: "yes" | "no" | "maybe"; adults: number; children: number };
const words = (said: Said) =>
  said.answer === "yes" ? peopleWords(said.adults, said.children) : answerWords(said.answer).label;

function Functions({ item }: { item: Extract<FeedItem, { kind: "answer" | "entry" }> }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1.5 text-sm">
      {item.functions.map((one) => (
        <li key={one.id} className="flex flex-wrap items-center gap-1.5">
          <span className="text-muted">{one.name}</span>
          <Badge tone={answerWords(one.answer).tone}>{words(one)}</Badge>
          {one.before ? <span className="text-muted">before: {words(one.before)}</span> : null}
          {one.takenBack ? <span className="text-muted">taken back</span> : null}
        </li>
      ))}
    </ul>
  );
}
