"use client";

import { type FormEvent, useState } from "react";
import { callCards } from "@/components/cards/call";
import { instantOf, wallTime } from "@/components/events/venue-time";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { TextField } from "@/components/ui/text-field";
import { notify } from "@/components/ui/toaster";
import type { HostCard } from "@/lib/cards/types";

export interface CardActsProps {
  card: HostCard;
  onDone: () => void;
}

/** Close, open, extend, delete and the rest; each says what it did, with the way back where there is one. */
export function CardActs({ card, onDone }: CardActsProps) {
  const [busy, setBusy] = useState("");
  const run = async (act: string, body: object = {}) => {
    setBusy(act);
    const done = await callCards<Extended | null>(`/${card.id}/${act}`, body);
    setBusy("");
    onDone();
    return done;
  };
  const act = async (name: string, said: string, back?: { act: string; said: string; body?: object }) => {
    const done = await run(name);
    if (!done.ok) return notify.failed(done.message);
    notify.done(said, back ? { undo: () => void act(back.act, back.said) } : {});
  };
  const extend = async (until: string): Promise<string | undefined> => {
    const done = await run("extend", { until, ...(card.state === "closed" ? { closed: false } : {}) });
    if (!done.ok) return done.message;
    const { before, closed } = done.value!;
    const undo = new Date(before.until) > new Date() ? () => void run("extend", before) : undefined;
    notify.done(
      closed
        ? "Set. The card was closed elsewhere meanwhile; open it to take answers."
        : "Guests may answer until then.",
      undo ? { undo } : {},
    );
  };
  if (card.state === "deleted")
    return (
      <Card>
        <CardHeader
          title="This card was deleted"
          sentence="Its page says that you took it back. For a week it can be brought back; then it is erased with all its answers."
        />
        <CardBody>
          <Button
            variant="primary"
            loading={busy === "restore"}
            onClick={() => void act("restore", "The card is back.")}
          >
            Bring it back
          </Button>
        </CardBody>
      </Card>
    );
  return (
    <Card aria-labelledby="acts">
      <CardHeader id="acts" title="This card" />
      <CardBody className="grid gap-5">
        <Extend key={card.answersUntil} card={card} onExtend={extend} busy={busy === "extend"} />
        <div className="flex flex-wrap gap-3">
          {card.state === "open" ? (
            <Button
              loading={busy === "close"}
              onClick={() =>
                void act("close", "No more answers are taken.", {
                  act: "open",
                  said: "Answers are taken again.",
                })
              }
            >
              Close for answers
            </Button>
          ) : null}
          {card.state === "closed" ? (
            <Button
              loading={busy === "open"}
              onClick={() =>
                void act("open", "Answers are taken again.", {
                  act: "close",
                  said: "No more answers are taken.",
                })
              }
            >
              Open for answers
            </Button>
          ) : null}
          {card.lookup === "waiting" || card.lookup === "done" ? null : (
            <Button
              loading={busy === "look-again"}
              onClick={() => void act("look-again", "We are looking the place up.")}
            >
              Look the place up again
            </Button>
          )}
          {card.isPrivate ? (
            <ConfirmDialog
              trigger={<Button>Renew the link</Button>}
              title="Renew the link?"
              sentence="The links you have sent open nothing any more; answers stay. Send the new one to your guests."
              undo="This cannot be undone."
              confirmLabel="Renew it"
              onConfirm={async () => {
                const done = await run("renew-link");
                return done.ok ? undefined : { error: done.message };
              }}
            />
          ) : null}
          <ConfirmDialog
            trigger={<Button variant="quiet">Delete</Button>}
            title="Delete this card?"
            sentence={`Guests who open it read that ${card.hostName} took it back.`}
            undo="You can bring it back for a week. Then it is erased with all its answers."
            confirmLabel="Delete it"
            tone="danger"
            onConfirm={async () => {
              const done = await run("delete");
              if (!done.ok) return { error: done.message };
              notify.done("The card is deleted.", { undo: () => void act("restore", "The card is back.") });
            }}
          />
        </div>
      </CardBody>
    </Card>
  );
}

interface Extended {
  before: { until: string; closed: boolean };
  closed: boolean;
}

interface ExtendProps {
  card: HostCard;
  onExtend: (until: string) => Promise<string | undefined>;
  busy: boolean;
}

function Extend({ card, onExtend, busy }: ExtendProps) {
  const stands = wallTime(card.answersUntil, card.zone);
  const [wall, setWall] = useState(stands);
  const [error, setError] = useState<string>();
  const closed = card.state === "closed";
  const unchanged = wall.date === stands.date && wall.time === stands.time;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const read = instantOf(wall, card.zone);
    setError(read.ok ? (read.instant ? await onExtend(read.instant) : "Until when?") : read.message);
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-wrap items-end gap-3">
      <TextField
        label="Guests may answer until"
        type="date"
        className="min-w-40 flex-1"
        value={wall.date}
        onChange={(event) => setWall({ ...wall, date: event.target.value })}
        {...(error ? { error } : {})}
      />
      <TextField
        label="Time"
        type="time"
        className="min-w-28"
        value={wall.time}
        onChange={(event) => setWall({ ...wall, time: event.target.value })}
      />
      <Button type="submit" loading={busy} disabled={unchanged}>
        {closed ? "Open until then" : "Set"}
      </Button>
    </form>
  );
}
