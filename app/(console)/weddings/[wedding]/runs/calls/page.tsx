import type { Metadata } from "next";
import { familiesWords } from "@/components/guests/words";
import { NoRight } from "@/components/imports/no-right";
import { AskAgain } from "@/components/messaging/ask-again";
import { AssignCalls } from "@/components/messaging/assign-calls";
import { CallRow } from "@/components/messaging/call-row";
import { FillSilent } from "@/components/messaging/fill-silent";
import { InvitesTabs } from "@/components/messaging/invites-tabs";
import { EmptyState } from "@/components/shared/empty-state";
import { PageHeader } from "@/components/shared/page-header";
import { PrintButton } from "@/components/shared/print-button";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import { LinkTabs } from "@/components/ui/link-tabs";
import { loadCalls } from "@/lib/messaging/loaders/calls";

export const metadata: Metadata = { title: "Call list" };

type Props = {
  params: Promise<{ wedding: string }>;
  searchParams: Promise<{ view?: string; who?: string }>;
};

export default async function CallsPage({ params, searchParams }: Props) {
  const { wedding } = await params;
  const found = await loadCalls(wedding, await searchParams);
  if (!found.may)
    return (
      <NoRight
        title="The call list is not part of your role"
        sentence="Those who look after the guests call them."
        back={`/weddings/${wedding}`}
      />
    );
  const { calls, counts, askAgain, callers, view, who, mayInvite, mayRecord, events } = found;
  const base = `/weddings/${wedding}/runs/calls`;
  const open = calls.filter(
    (one) => one.outcome === null || one.outcome === "no_answer" || one.outcome === "call_again",
  );
  const callersHere = ["-", ...callers];
  return (
    <>
      <PageHeader
        title="Call list"
        sentence={
          counts.open === 0
            ? askAgain > 0
              ? "Nobody is on the list yet."
              : "Nobody waits for a call."
            : `${familiesWords(counts.open)} ${counts.open === 1 ? "waits" : "wait"} for a call: no message reaches them, or none was answered.`
        }
        actions={
          <>
            <FillSilent weddingId={wedding} events={events} />
            {open.length > 0 ? (
              <>
                <AssignCalls weddingId={wedding} taskIds={open.map((one) => one.id)} callers={callers} />
                <PrintButton>Print the list</PrintButton>
              </>
            ) : null}
          </>
        }
      />
      {mayInvite ? <InvitesTabs weddingId={wedding} /> : null}
      {askAgain > 0 ? <AskAgain weddingId={wedding} families={askAgain} /> : null}
      <LinkTabs
        className="mb-4"
        label="Which calls"
        items={[
          { href: base, label: "To call", count: counts.open },
          { href: `${base}?view=done`, label: "Done", count: counts.done },
        ]}
      />
      {callers.length > 0 ? (
        <p className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
          <span className="text-muted">Whose calls:</span>
          <CallerLink href={`${base}?view=${view}`} current={who === undefined}>
            everybody’s
          </CallerLink>
          {callersHere.map((one) => (
            <CallerLink
              key={one}
              href={`${base}?${new URLSearchParams({ view, who: one })}`}
              current={who === one}
            >
              {one === "-" ? "nobody’s yet" : one}
            </CallerLink>
          ))}
        </p>
      ) : null}
      {calls.length === 0 ? (
        <EmptyState
          title={view === "done" ? "No call is done yet" : "Nobody to call here"}
          sentence={
            mayInvite
              ? "Add the families that are silent, or open an invite that went out: whom it did not reach can be put on this list from there, with the reason."
              : "Add the families of your side that are silent. Whom no invite reached is put here by those who send them."
          }
          action={
            mayInvite ? <LinkButton href={`/weddings/${wedding}/runs`}>Go to the invites</LinkButton> : null
          }
        />
      ) : (
        <ul className="divide-y divide-line rounded-md border border-line bg-surface">
          {calls.map((call) => (
            <CallRow
              key={`${call.id}:${call.version}`}
              weddingId={wedding}
              call={call}
              mayRecord={mayRecord}
            />
          ))}
        </ul>
      )}
    </>
  );
}

const CallerLink = ({
  href,
  current,
  children,
}: {
  href: string;
  current: boolean;
  children: React.ReactNode;
}) => (
  <Link
    href={href}
    scroll={false}
    aria-current={current ? "true" : undefined}
    className={
      current
        ? "inline-flex min-h-8 items-center font-semibold no-underline"
        : "inline-flex min-h-8 items-center text-muted underline-offset-4"
    }
  >
    {children}
  </Link>
);
