"use client";

import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Link } from "@/components/ui/link";
import { notify } from "@/components/ui/toaster";

export type Doubt = { messageId: string; unitId: string; household: string; number: string | null };

export type DoubtsProps = {
  weddingId: string;
  doubts: readonly Doubt[];
  maySettle: boolean;
  /** Of an invite, or of what we reply to guests by ourselves. */
  about?: "run" | "chat";
};

const WORDS = {
  run: {
    one: "1 message in doubt",
    many: "messages in doubt",
    leave: "Nothing more is sent to them by this invite, and it counts as not delivered.",
  },
  chat: {
    one: "1 reply to a guest in doubt",
    many: "replies to guests in doubt",
    leave: "The reply is not sent again. What they answered is counted all the same.",
  },
};

/** Messages nobody knows the fate of. We never send twice by ourselves; a person decides each. */
export function Doubts({ weddingId, doubts, maySettle, about = "run" }: DoubtsProps) {
  const words = WORDS[about];
  const { run } = useCommand(weddingId);
  const settle = async (doubt: Doubt, decision: "send_again" | "leave") => {
    const done = await run("messaging.settle-doubt", { messageId: doubt.messageId, decision });
    if (!done.ok) return { error: done.message };
    notify.done(
      decision === "send_again"
        ? `Sent once more to ${doubt.household}`
        : `Left as it is for ${doubt.household}`,
    );
    return undefined;
  };
  return (
    <Card>
      <CardHeader
        title={doubts.length === 1 ? words.one : `${doubts.length} ${words.many}`}
        sentence="We handed it over and got no answer: it may have arrived or not. A receipt can still settle it by itself; we never send twice without you."
      />
      <CardBody>
        <ul className="divide-y divide-line">
          {doubts.map((doubt) => (
            <li
              key={doubt.messageId}
              className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0"
            >
              <p className="min-w-0 flex-1 basis-56">
                <Link
                  href={`/weddings/${weddingId}/guests/${doubt.unitId}`}
                  prefetch={false}
                  className="hit-area font-medium no-underline underline-offset-4 hover:underline"
                >
                  {doubt.household}
                </Link>
                {doubt.number ? <span className="tabular block text-muted">{doubt.number}</span> : null}
              </p>
              {maySettle ? (
                <div className="flex flex-wrap gap-2">
                  <ConfirmDialog
                    title={`Send once more to ${doubt.household}`}
                    sentence={`${doubt.household} gets the message again. If the first one did arrive, they have it twice.`}
                    undo="A message that has left cannot be called back."
                    confirmLabel="Send once more"
                    onConfirm={() => settle(doubt, "send_again")}
                    trigger={<Button>Send once more</Button>}
                  />
                  <ConfirmDialog
                    title={`Leave it for ${doubt.household}`}
                    sentence={words.leave}
                    undo="If a receipt comes later, it counts as delivered again."
                    confirmLabel="Leave it"
                    onConfirm={() => settle(doubt, "leave")}
                    trigger={<Button variant="quiet">Leave it</Button>}
                  />
                </div>
              ) : null}
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
