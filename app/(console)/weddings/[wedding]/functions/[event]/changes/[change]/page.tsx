import type { Metadata } from "next";
import { unawareWords } from "@/components/events/unaware-words";
import { Awareness } from "@/components/messaging/awareness";
import { CallUnseen } from "@/components/messaging/call-unseen";
import { TellChange } from "@/components/messaging/tell-change";
import { runStateWords } from "@/components/messaging/words";
import { PageHeader } from "@/components/shared/page-header";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { type ChangeView, loadChange } from "@/lib/messaging/loaders/changes";

export const metadata: Metadata = { title: "Change of plan" };

type Props = {
  params: Promise<{ wedding: string; event: string; change: string }>;
  searchParams: Promise<{ who?: string; page?: string }>;
};

const STATES = {
  open: { tone: "attention", label: "Not told yet" },
  told: { tone: "yes", label: "Told" },
  dismissed: { tone: "neutral", label: "Nobody needs to be told" },
} as const;

/** One change of a function: telling it, and who has seen it. */
export default async function ChangePage({ params, searchParams }: Props) {
  const { wedding, event, change: changeId } = await params;
  const view = await loadChange(wedding, event, changeId, await searchParams);
  const { change, texts, past, may } = view;
  const state = STATES[change.state];
  const open = texts && !past && change.unaware > 0;
  return (
    <>
      <PageHeader
        back={{ href: `/weddings/${wedding}/functions`, label: "Functions" }}
        title={view.title}
        badge={<Badge tone={state.tone}>{state.label}</Badge>}
        sentence={
          past && change.state !== "dismissed"
            ? "The function was changed again since, or it has begun."
            : change.unaware > 0
              ? `${unawareWords(change)}.`
              : "Nobody who said yes is left to be told."
        }
      />
      <div className="grid grid-cols-1 gap-8">
        {change.runs.length > 0 ? <Prepared wedding={wedding} runs={change.runs} /> : null}
        {open ? (
          <TellChange
            weddingId={wedding}
            changeId={changeId}
            unaware={change.unaware}
            cancelled={change.after.cancelled}
            confirmAgain={change.confirmAgain}
            texts={texts}
            mayHandIn={may.handIn}
          />
        ) : null}
        {change.state === "told" ? (
          <>
            <Awareness
              weddingId={wedding}
              base={`/weddings/${wedding}/functions/${event}/changes/${changeId}`}
              view={view}
            />
            {may.tell && view.counts.unseen > 0 ? (
              <CallUnseen weddingId={wedding} changeId={changeId} hours={view.hours} />
            ) : null}
          </>
        ) : null}
      </div>
    </>
  );
}

/** The messages that were prepared for it. */
function Prepared({ wedding, runs }: { wedding: string; runs: ChangeView["change"]["runs"] }) {
  return (
    <section aria-labelledby="prepared">
      <h2 id="prepared" className="mb-3 font-semibold text-lg">
        Messages for it
      </h2>
      <ul className="grid gap-2">
        {runs.map((run) => {
          const state = runStateWords[run.state] ?? runStateWords.draft!;
          return (
            <li key={run.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Link
                href={`/weddings/${wedding}/runs/${run.id}`}
                className="hit-area font-medium underline decoration-line-strong underline-offset-4"
              >
                {run.name}
              </Link>
              <Badge tone={state.tone}>{state.label}</Badge>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
