"use client";

import { Check, Hand, PenLine } from "lucide-react";
import { useState } from "react";
import { RecordAnswer } from "@/components/guests/record-answer";
import { useUndoable } from "@/components/guests/use-undoable";
import { answerWords, functionsWords, peopleWords } from "@/components/guests/words";
import { Ago } from "@/components/reports/ago";
import { LinkNumber } from "@/components/reports/link-number";
import { LostReply } from "@/components/reports/lost-reply";
import { PlaceChat } from "@/components/reports/place-chat";
import { SendText } from "@/components/reports/send-text";
import { WishedPlaces } from "@/components/reports/wished-places";
import { WriteBack } from "@/components/reports/write-back";
import { dayIn, namedMoment, shortDay } from "@/components/shared/format-time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { notify } from "@/components/ui/toaster";
import type { ChatToRead as Chat, TextChoice } from "@/lib/rsvp/queries/to-read";

const REASONS: Record<string, string> = {
  unknown_sender: "Nobody in the guest list has this number.",
  several_households: "Several families share this number.",
  button_of_another_household: "Tapped on an invitation that went to another family.",
};

const KINDS: Record<string, string> = {
  image: "A picture",
  audio: "A voice message",
  voice: "A voice message",
  video: "A video",
  document: "A document",
  sticker: "A sticker",
  location: "A place on the map",
  contacts: "A contact",
  unsupported: "Something that WhatsApp hands on to no program, like a poll",
};
/** The number is no phone: nobody can open there what came without words. */
const wordless = (kind: string): string =>
  kind === "revoke"
    ? "They took an earlier message back."
    : `${KINDS[kind] ?? "A message without words"}. It cannot be opened here: ask them to write it, or call.`;

/** What the words of a message came with, said beside them. */
const WITH_WORDS: Record<string, string> = {
  image: "under a picture, which cannot be opened here",
  video: "under a video, which cannot be opened here",
  document: "with a document, which cannot be opened here",
  edit: "an earlier message, changed",
  form: "from a form",
};

export type ChatToReadProps = {
  weddingId: string;
  zone: string;
  chat: Chat;
  texts: readonly TextChoice[];
  may: { record: boolean; sendText: boolean; edit: boolean; settle: boolean; invite: boolean };
};

/** One chat that waits: who wrote what, what we had asked, what stands, and the ways to deal with it. */
export function ChatToRead({ weddingId, zone, chat, texts, may }: ChatToReadProps) {
  const { act, busy } = useUndoable(weddingId);
  // The first draft of our words, which may be empty; null while nobody writes.
  const [draft, setDraft] = useState<string | null>(null);
  const ids = chat.messages.map((one) => one.id);
  const household = chat.household ?? chat.fromShown ?? "this number";
  const others = chat.takenBy !== null && !chat.takenBy.mine;
  const take = async (on: boolean, over = false) => {
    const done = await act(
      [{ command: "rsvp.take-messages", input: { messages: ids, take: on, over } }],
      on ? `You answer ${household}` : "Anybody may answer it again",
    );
    if (!done.ok) notify.failed(done.message);
  };
  const markRead = async () => {
    const done = await act([{ command: "rsvp.mark-read", input: { messages: ids } }], `Read: ${household}`);
    if (!done.ok) notify.failed(done.message);
  };
  return (
    <li className="min-w-0 rounded-md border border-line bg-surface p-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h2 className="min-w-0 break-words font-semibold">
          {chat.unitId ? (
            <Link
              href={`/weddings/${weddingId}/guests/${chat.unitId}`}
              prefetch={false}
              className="hit-area text-ink no-underline hover:underline hover:underline-offset-4"
            >
              {household}
            </Link>
          ) : (
            <span className="tabular">{household}</span>
          )}
        </h2>
        <Ago at={chat.at} zone={zone} />
      </div>
      <p className="mt-1 flex flex-wrap gap-2 empty:hidden">
        {chat.reason ? (
          <Badge tone="attention" className="whitespace-normal">
            {REASONS[chat.reason] ?? "Could not be placed."}
          </Badge>
        ) : null}
        {chat.takenBy ? (
          <Badge tone="info" className="whitespace-normal">
            {chat.takenBy.mine ? "You are on it" : `${chat.takenBy.name} is on it`}
          </Badge>
        ) : null}
        {chat.askAgainOn ? (
          <Badge tone="maybe">Asked to be asked again on {shortDay(chat.askAgainOn)}</Badge>
        ) : null}
      </p>
      {chat.lost ? (
        <LostReply weddingId={weddingId} household={household} lost={chat.lost} may={may} />
      ) : null}
      {chat.asked ? <Asked asked={chat.asked} zone={zone} /> : null}
      <ul className="mt-2 grid gap-2">
        {chat.messages.map((one) => (
          <li key={one.id}>
            <blockquote
              dir="auto"
              className="max-w-prose whitespace-pre-wrap break-words border-line-strong border-s-2 ps-3"
            >
              {one.text || wordless(one.kind)}
            </blockquote>
            <p className="mt-0.5 ps-3.5 text-muted text-sm">
              {one.text && WITH_WORDS[one.kind] ? `${WITH_WORDS[one.kind]}, ` : ""}
              {one.person && one.person !== chat.household ? `${one.person}, ` : ""}
              {namedMoment(one.at, zone)}
            </p>
          </li>
        ))}
      </ul>
      {chat.events.length > 0 ? <Stands events={chat.events} /> : null}
      {chat.unitId && !others ? (
        <WishedPlaces
          weddingId={weddingId}
          unitId={chat.unitId}
          household={household}
          wishes={chat.wishes}
          may={{ invite: may.invite, write: chat.openUntil !== null }}
          onAnswer={(words) =>
            setDraft((before) => (before && !before.includes(words) ? `${before}\n${words}` : words))
          }
        />
      ) : null}
      {draft !== null && chat.openUntil ? (
        <WriteBack
          key={draft}
          weddingId={weddingId}
          zone={zone}
          chat={chat.key}
          household={household}
          messages={ids}
          openUntil={chat.openUntil}
          draft={draft}
          onBack={() => setDraft(null)}
        />
      ) : (
        <div data-print="hide" className="mt-3 flex flex-wrap gap-2">
          {others ? (
            <Button onClick={() => void take(true, true)} loading={busy}>
              <Hand aria-hidden="true" />
              Take it over
            </Button>
          ) : (
            <>
              {chat.unitId ? null : <PlaceChat weddingId={weddingId} chat={chat} />}
              {may.record && chat.unitId && chat.events.length > 0 ? (
                <RecordAnswer
                  weddingId={weddingId}
                  unitId={chat.unitId}
                  household={household}
                  events={chat.events}
                  people={chat.people}
                  messages={ids}
                  seats={mostSeats(chat.events)}
                  trigger={<Button variant="primary">Enter their answer</Button>}
                />
              ) : null}
              {chat.unitId && chat.openUntil ? (
                <Button long onClick={() => setDraft("")}>
                  <PenLine aria-hidden="true" />
                  <span>
                    Write back{" "}
                    <span className="tabular font-normal text-muted">
                      until {untilWords(chat.openUntil, zone)}
                    </span>
                  </span>
                </Button>
              ) : null}
              {chat.disconnected ? (
                <p className="basis-full text-muted text-sm">
                  The number they wrote to is disconnected, so nothing can be written back. Call them, or
                  connect it again under Invites, Numbers and messages.
                </p>
              ) : null}
              {chat.unitId && !chat.openUntil && !chat.disconnected && may.sendText ? (
                <SendText weddingId={weddingId} household={household} messages={ids} texts={texts} />
              ) : null}
              {may.edit && chat.unitId && chat.from && !chat.numberKnown ? (
                <LinkNumber
                  weddingId={weddingId}
                  unitId={chat.unitId}
                  household={household}
                  phone={chat.from}
                  people={chat.people}
                />
              ) : null}
              <Button onClick={() => void take(!chat.takenBy)} loading={busy}>
                <Hand aria-hidden="true" />
                {chat.takenBy ? "Leave it to others" : "I will answer this"}
              </Button>
              <Button variant="quiet" onClick={() => void markRead()} loading={busy}>
                <Check aria-hidden="true" />
                Mark as read
              </Button>
            </>
          )}
        </div>
      )}
    </li>
  );
}

/** "6:40 pm" today, with its day on another. */
const untilWords = (at: string, zone: string): string =>
  namedMoment(at, zone, dayIn(zone, new Date(at)) === dayIn(zone) ? "time" : "short");

const mostSeats = (events: Chat["events"]) => ({
  adults: Math.max(...events.map((one) => one.seats.adults)),
  children: Math.max(...events.map((one) => one.seats.children)),
});

function Asked({ asked, zone }: { asked: NonNullable<Chat["asked"]>; zone: string }) {
  const what = asked.text
    ? `“${asked.text}”`
    : `${asked.run ? `“${asked.run}”` : "An invitation"}${asked.functions.length > 0 ? ` for ${asked.functions.join(", ")}` : ""}`;
  return (
    <p className="mt-2 line-clamp-3 max-w-prose break-words text-muted text-sm">
      We wrote, {namedMoment(asked.at, zone)}: {what}
    </p>
  );
}

function Stands({ events }: { events: Chat["events"] }) {
  const none = events.every((one) => one.answer === null);
  return (
    <div className="mt-3 text-sm">
      <p className="sr-only">What stands for them</p>
      {none ? (
        <p className="text-muted">Nothing is answered yet, for {events.map((one) => one.name).join(", ")}.</p>
      ) : (
        <ul className="flex flex-wrap gap-x-4 gap-y-1.5">
          {alike(events).map((one) => {
            const words = answerWords(one.answer);
            return (
              <li key={one.id} className="flex flex-wrap items-center gap-1.5">
                <span className="text-muted">{one.name}</span>
                <Badge tone={words.tone}>{standing(one)}</Badge>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}

const standing = (one: Chat["events"][number]): string =>
  one.answer === "yes" ? peopleWords(one.adults, one.children) : answerWords(one.answer).label;

/** One line for all functions where the same stands for each of several. */
function alike(events: Chat["events"]): Chat["events"] {
  const [first, ...others] = events;
  if (!first || others.length === 0 || others.some((one) => standing(one) !== standing(first))) return events;
  return [{ ...first, name: `All ${functionsWords(events.length)}` }];
}
