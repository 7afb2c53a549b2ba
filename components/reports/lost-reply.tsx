"use client";

import { RotateCw } from "lucide-react";
import { reasonWords } from "@/components/messaging/words";
import { useCommand } from "@/components/shared/use-command";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/toaster";
import type { ChatToRead } from "@/lib/rsvp/queries/to-read";

type Lost = NonNullable<ChatToRead["lost"]>;

function whyWords({ state, reason, automatic }: Lost): string {
  const ours = automatic ? "the question we asked back" : "our answer";
  if (state === "in_doubt") return `WhatsApp did not say whether ${ours} went out.`;
  const Ours = automatic ? "The question we asked back" : "Our answer";
  if (state === "queued") return `${Ours} is held up and has not gone out.`;
  if (state === "cancelled") return `${Ours} was called off: the number is not connected any more.`;
  return `${Ours} did not reach them: ${reasonWords(reason ?? "UNKNOWN")}.`;
}

/** What we answered and what did not reach them. Whatever else is done about the chat, it does not go out by itself then. */
export function LostReply(props: {
  weddingId: string;
  household: string;
  lost: Lost;
  may: { sendText: boolean; settle: boolean };
}) {
  const { weddingId, household, lost, may } = props;
  const { run } = useCommand(weddingId);
  const act = async (command: string, input: object, said: string) => {
    const done = await run(command, input);
    if (!done.ok) return { error: done.message };
    notify.done(said);
    return undefined;
  };
  const decide = (decision: "send_again" | "leave", said: string) =>
    act("messaging.settle-doubt", { messageId: lost.messageId, decision }, said);
  return (
    <div className="mt-2 grid gap-2">
      <p>
        <Badge tone="failed" className="whitespace-normal">
          {whyWords(lost)}
        </Badge>
      </p>
      {lost.text ? (
        <p dir="auto" className="line-clamp-3 max-w-prose break-words text-muted text-sm">
          We wrote: “{lost.text}”
        </p>
      ) : null}
      <div data-print="hide" className="flex flex-wrap gap-2 empty:hidden">
        {lost.state === "queued" && lost.runId && may.sendText ? (
          <ConfirmDialog
            title={`Send it to ${household} now`}
            sentence={`The text that is held up goes to ${household} alone.`}
            undo="A message that has left cannot be called back."
            confirmLabel="Send it now"
            onConfirm={() => act("messaging.resume-run", { runId: lost.runId }, `On its way to ${household}`)}
            trigger={
              <Button>
                <RotateCw aria-hidden="true" />
                Try again
              </Button>
            }
          />
        ) : null}
        {lost.state === "in_doubt" && may.settle ? (
          <>
            <ConfirmDialog
              title={`Send once more to ${household}`}
              sentence={`${household} gets the message again. If the first one did arrive, they have it twice.`}
              undo="A message that has left cannot be called back."
              confirmLabel="Send once more"
              onConfirm={() => decide("send_again", `Sent once more to ${household}`)}
              trigger={<Button>Send once more</Button>}
            />
            <ConfirmDialog
              title={`Leave it for ${household}`}
              sentence="Nothing more is sent to them, and the message they wrote counts as dealt with."
              undo="If a receipt comes later, it counts as delivered again."
              confirmLabel="Leave it"
              onConfirm={() => decide("leave", `Left as it is for ${household}`)}
              trigger={<Button variant="quiet">Leave it</Button>}
            />
          </>
        ) : null}
      </div>
    </div>
  );
}
