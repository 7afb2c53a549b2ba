"use client";

import { Check } from "lucide-react";
import { useState } from "react";
import { RecordAnswer } from "@/components/guests/record-answer";
import { Ago } from "@/components/reports/ago";
import { EmptyState } from "@/components/shared/empty-state";
import { LiveRegion } from "@/components/shared/live-region";
import { useCommand } from "@/components/shared/use-command";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/toaster";
import type { MessageToRead } from "@/lib/rsvp/queries";

export type ToReadProps = {
  weddingId: string;
  zone: string;
  messages: readonly MessageToRead[];
  total: number;
  mayRecord: boolean;
};

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
  reaction: "A reaction",
};

export function ToRead({ weddingId, zone, messages, total, mayRecord }: ToReadProps) {
  const { run } = useCommand(weddingId);
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const [said, setSaid] = useState("");
  const shown = messages.filter((message) => !gone.has(message.id));

  const markRead = async (message: MessageToRead) => {
    setGone((before) => new Set(before).add(message.id));
    const done = await run("rsvp.mark-read", { inboundId: message.id });
    if (done.ok || done.code === "not_waiting") return setSaid("Marked as read.");
    setGone((before) => new Set([...before].filter((id) => id !== message.id)));
    notify.failed(done.message);
  };

  if (shown.length === 0) {
    return (
      <EmptyState
        title="Everything is read"
        sentence="Answers by button, list or digit are counted by themselves. What only a person understands comes here."
      />
    );
  }
  return (
    <>
      <LiveRegion message={said} />
      <ul className="grid gap-3">
        {shown.map((message) => (
          <li key={message.id} className="rounded-md border border-line bg-surface p-4">
            <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
              <p className="min-w-0 break-words font-semibold">
                {message.household ?? message.from ?? "Unknown number"}
                {message.person && message.person !== message.household ? (
                  <span className="font-normal text-muted">, {message.person}</span>
                ) : null}
              </p>
              <Ago at={message.at} zone={zone} />
            </div>
            {message.reason ? (
              <p className="mt-1">
                <Badge tone="attention">{REASONS[message.reason] ?? "Could not be placed."}</Badge>
              </p>
            ) : null}
            <blockquote className="mt-2 max-w-prose whitespace-pre-wrap break-words border-line-strong border-s-2 ps-3">
              {message.text ||
                `${KINDS[message.kind] ?? "A message without words"}. Listen or look on the phone.`}
            </blockquote>
            <div className="mt-3 flex flex-wrap gap-2">
              {mayRecord && message.unitId && message.household && message.events.length > 0 ? (
                <RecordAnswer
                  weddingId={weddingId}
                  unitId={message.unitId}
                  household={message.household}
                  events={message.events}
                  seats={message.seats}
                  trigger={<Button variant="primary">Enter their answer</Button>}
                  onRecorded={() => void markRead(message)}
                />
              ) : null}
              <Button onClick={() => void markRead(message)}>
                <Check aria-hidden="true" />
                Mark as read
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {total > messages.length ? (
        <p className="tabular mt-4 text-muted text-sm">
          The newest {messages.length} of {total.toLocaleString("en-IN")}. The others follow when these are
          read.
        </p>
      ) : null}
    </>
  );
}
