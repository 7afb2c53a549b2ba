"use client";

import { Link2, MessageCircle } from "lucide-react";
import { useState } from "react";
import { CopyField } from "@/components/exports/copy-field";
import { TimeInZone } from "@/components/shared/time-in-zone";
import { hashOf, newToken } from "@/components/shared/token";
import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { buttonLook } from "@/components/ui/button-look";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { cn } from "@/lib/kernel/class-names";

export type RelayLinkProps = {
  weddingId: string;
  sender: { id: string; label: string | null; displayNumber: string; listUntil: string | null };
  may: boolean;
  zone: string;
};

const DAYS = 30;

/** Their chat on this phone, with the link written into it. */
const chatWith = (number: string, url: string): string =>
  `https://wa.me/${number.replace(/\D/g, "")}?text=${encodeURIComponent(`Please send our invitations from your phone, one tap for each family: ${url}`)}`;

/** The link that opens a relative's list on their own phone. */
export function RelayLink({ weddingId, sender, may, zone }: RelayLinkProps) {
  const { run, busy } = useCommand(weddingId);
  const [url, setUrl] = useState<string>();
  const [error, setError] = useState<string>();
  const who = sender.label ?? "this relative";
  const make = async () => {
    if (!crypto.subtle) return setError("This page is not opened by https, so no safe link can be made.");
    const token = newToken();
    const done = await run("messaging.open-relay-list", {
      id: crypto.randomUUID(),
      senderId: sender.id,
      tokenHash: await hashOf(token),
      days: DAYS,
    });
    if (!done.ok) return setError(done.message);
    setUrl(`${location.origin}/relay/${token}`);
  };
  return (
    <div className="grid gap-3">
      <p className="max-w-prose text-sm">
        Prepare an invite “from” {who}: once it is sent, the families stand on {who}’s list. One tap opens
        WhatsApp with the message and the family’s own link, one tap says that it went out.{" "}
        {sender.listUntil ? (
          <>
            The list is open until <TimeInZone at={sender.listUntil} zone={zone} show="day" />.
          </>
        ) : (
          "The list is closed: nobody has a link to it."
        )}
      </p>
      {may ? (
        <div className="flex flex-wrap gap-2">
          <Dialog
            problem={error}
            title={url ? "The link is ready" : `A link to ${who}’s list`}
            sentence={
              url
                ? "Copy it now: it is shown this once. Send it to them alone."
                : `Whoever has the link sees the names and numbers on the list, for ${DAYS} days. A new link closes the old one.`
            }
            onOpenChange={() => {
              setUrl(undefined);
              setError(undefined);
            }}
            keepOpenOnOutsideClick
            trigger={
              <Button>
                <Link2 aria-hidden="true" />
                {sender.listUntil ? "Make a new link" : "Make the link"}
              </Button>
            }
            footer={
              url ? (
                <DialogClose>Done</DialogClose>
              ) : (
                <>
                  <DialogClose>Go back</DialogClose>
                  <Button variant="primary" loading={busy} onClick={() => void make()}>
                    Make the link
                  </Button>
                </>
              )
            }
          >
            {url ? (
              <div className="grid justify-items-start gap-4">
                <div className="w-full">
                  <CopyField label={`For ${who}`} value={url} />
                </div>
                <a
                  href={chatWith(sender.displayNumber, url)}
                  target="_blank"
                  rel="noreferrer"
                  className={cn(buttonLook(), "no-underline")}
                >
                  <MessageCircle aria-hidden="true" />
                  Write to {who} in WhatsApp
                </a>
              </div>
            ) : null}
          </Dialog>
          {sender.listUntil ? (
            <ConfirmDialog
              title={`Close ${who}’s list`}
              sentence="Their link stops working at once. What they have sent stays sent."
              undo="You can make a new link at any time."
              confirmLabel="Close it"
              onConfirm={async () => {
                const done = await run("messaging.close-relay-list", { senderId: sender.id });
                return done.ok ? undefined : { error: done.message };
              }}
              trigger={<Button variant="quiet">Close the list</Button>}
            />
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
