"use client";

import { CheckCheck } from "lucide-react";
import { useUndoable } from "@/components/guests/use-undoable";
import { answerWords, peopleWords } from "@/components/guests/words";
import { EmptyState } from "@/components/shared/empty-state";
import { counted } from "@/components/shared/fill-words";
import { namedMoment } from "@/components/shared/format-time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { notify } from "@/components/ui/toaster";
import type { Difference, Voice } from "@/lib/rsvp/queries/differences";

export type DifferencesProps = {
  weddingId: string;
  zone: string;
  differences: readonly Difference[];
  /** All of them, also those that are not shown. */
  families: number;
  mayRecord: boolean;
};

type Pick = { unitId: string; eventId: string; answerId: string; latest: string };
type Settled = { settled: number; left: number };

const HOW: Record<Voice["channel"], string> = {
  whatsapp: "on WhatsApp",
  web: "on their page",
  phone: "entered after a call",
  console: "entered here",
};

const latestOf = (one: Difference): Pick[] => {
  const voice = one.voices.find((each) => each.counts);
  return voice
    ? [{ unitId: one.unitId, eventId: one.eventId, answerId: voice.answerId, latest: one.latest }]
    : [];
};

/** Each function for which a family says two things: every voice, and one tap to say which holds. */
export function Differences({ weddingId, zone, differences, families, mayRecord }: DifferencesProps) {
  const { act, busy } = useUndoable(weddingId);
  const settle = async (picks: readonly Pick[], said: string) => {
    const done = await act<Settled>(
      [{ command: "rsvp.settle-differences", input: { picks } }],
      said,
      ({ left }) =>
        left > 0
          ? `${counted(left, { one: "was", many: "were" })} answered anew meanwhile and left as they are.`
          : undefined,
    );
    if (!done.ok) notify.failed(done.message);
  };
  if (differences.length === 0)
    return (
      <EmptyState
        title="Nobody says two things"
        sentence="Where two people of a family answer differently for a function, both answers stand here, and you say which one holds."
      />
    );
  const all = differences.flatMap(latestOf);
  const units = [...new Set(differences.map((one) => one.unitId))];
  return (
    <>
      {mayRecord && units.length > 1 ? (
        <p data-print="hide" className="mb-4">
          <Button
            loading={busy}
            onClick={() =>
              void settle(all, `The latest answer holds for ${units.length.toLocaleString("en-IN")} families`)
            }
          >
            <CheckCheck aria-hidden="true" />
            Keep the latest for all {units.length.toLocaleString("en-IN")}
          </Button>
        </p>
      ) : null}
      <ul className="grid gap-3">
        {units.map((unitId) => {
          const mine = differences.filter((one) => one.unitId === unitId);
          return (
            <li key={unitId} data-print="keep" className="rounded-md border border-line bg-surface p-4">
              <h2 className="font-semibold">
                <Link
                  href={`/weddings/${weddingId}/guests/${unitId}`}
                  prefetch={false}
                  className="hit-area break-words text-ink no-underline hover:underline hover:underline-offset-4"
                >
                  {mine[0]!.household}
                </Link>
              </h2>
              {alike(mine).map((group) => (
                <section
                  key={group.one.eventId}
                  aria-label={`${group.one.household}, ${group.names}`}
                  className="mt-3"
                >
                  <h3 className="mb-1.5 font-medium">{group.names}</h3>
                  <ul className="grid gap-2">
                    {group.one.voices.map((voice, place) => (
                      <li
                        key={voice.answerId}
                        className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-md border border-line px-3 py-2"
                      >
                        <Said voice={voice} zone={zone} />
                        {mayRecord ? (
                          <Button
                            size="sm"
                            loading={busy}
                            aria-label={`This holds: ${voice.who ?? "somebody"}, ${wordsOf(voice)}, ${group.names}, ${group.one.household}`}
                            onClick={() =>
                              void settle(
                                group.all.map((one) => ({
                                  unitId,
                                  eventId: one.eventId,
                                  answerId: one.voices[place]!.answerId,
                                  latest: one.latest,
                                })),
                                `${group.one.household}, ${group.names}: ${wordsOf(voice)}`,
                              )
                            }
                          >
                            This holds
                          </Button>
                        ) : null}
                      </li>
                    ))}
                  </ul>
                </section>
              ))}
            </li>
          );
        })}
      </ul>
      {families > units.length ? (
        <p className="tabular mt-4 text-muted text-sm">
          {units.length} of {families.toLocaleString("en-IN")} families. The others follow when these are
          settled.
        </p>
      ) : null}
    </>
  );
}

/** Functions for which the same people say the same two things stand together: one tap for all of them. */
function alike(differences: readonly Difference[]) {
  const groups = new Map<string, Difference[]>();
  for (const one of differences) {
    const key = JSON.stringify(
      one.voices.map(({ who, own, channel, answer, adults, children, counts }) => [
        who,
        own,
        channel,
        answer,
        adults,
        children,
        counts,
      ]),
    );
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((all) => ({
    one: all[0]!,
    all,
    names: all.map((each) => each.event).join(", "),
  }));
}

const wordsOf = (voice: Voice): string =>
  voice.answer === "yes" ? peopleWords(voice.adults, voice.children) : answerWords(voice.answer).label;

function Said({ voice, zone }: { voice: Voice; zone: string }) {
  return (
    <div className="min-w-0 flex-1 basis-56">
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={answerWords(voice.answer).tone}>{wordsOf(voice)}</Badge>
        {voice.counts ? <span className="text-sm">counts now</span> : null}
      </p>
      <p className="mt-1 break-words text-muted text-sm">
        {voice.who ?? "Somebody of the family"}, {HOW[voice.channel]}, {namedMoment(voice.at, zone)}
      </p>
    </div>
  );
}
