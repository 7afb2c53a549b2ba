"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { ChatToRead, type ChatToReadProps } from "@/components/reports/chat-to-read";
import { EmptyState } from "@/components/shared/empty-state";
import type { ChatToRead as Chat } from "@/lib/rsvp/queries/to-read";

export type ToReadProps = Omit<ChatToReadProps, "chat"> & { chats: readonly Chat[]; total: number };

/** Several people work on the queue: who is on what follows by itself. */
const FOLLOW_MS = 15_000;

export function ToRead({ chats, total, ...rest }: ToReadProps) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, FOLLOW_MS);
    return () => clearInterval(timer);
  }, [router]);
  if (chats.length === 0)
    return (
      <EmptyState
        title="Everything is read"
        sentence="Answers by button, list or digit are counted by themselves. What only a person understands comes here."
      />
    );
  return (
    <>
      <ul className="grid gap-3">
        {chats.map((chat) => (
          <ChatToRead key={chat.key} chat={chat} {...rest} />
        ))}
      </ul>
      {total > chats.length ? (
        <p className="tabular mt-4 text-muted text-sm">
          {chats.length} of {total.toLocaleString("en-IN")} chats. The others follow when these are dealt
          with.
        </p>
      ) : null}
    </>
  );
}
