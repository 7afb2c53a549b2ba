"use client";

import { useState } from "react";
import { type Act, type BulkChoice, useBulkInvite } from "@/components/guests/use-bulk-invite";
import { familiesWords, functionsWords } from "@/components/guests/words";
import { TimeInZone } from "@/components/shared/time-in-zone";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogClose } from "@/components/ui/dialog";

export type InvitableEvent = { id: string; name: string; startsAt: string | null; zone: string };

export type InviteDialogProps = {
  weddingId: string;
  act: Act;
  choice: BulkChoice;
  /** How the one family is called; several are counted. */
  name?: string;
  events: readonly InvitableEvent[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onDone?: () => void;
};

/** Which functions: several at once, because a family is rarely invited to one only. */
export function InviteDialog(props: InviteDialogProps) {
  const { weddingId, act, choice, events, open, onOpenChange } = props;
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [error, setError] = useState<string>();
  const { go, busy } = useBulkInvite(weddingId);
  const who = props.name ?? familiesWords(choice.count);
  const invite = act === "invite";

  const toggle = (id: string, on: boolean) => {
    setError(undefined);
    setChosen(on ? [...chosen, id] : chosen.filter((one) => one !== id));
  };
  const submit = async () => {
    if (chosen.length === 0) return setError("Choose at least one function.");
    const refused = await go(act, choice, chosen);
    if (refused) return setError(refused);
    setChosen([]);
    onOpenChange(false);
    props.onDone?.();
  };

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      problem={error}
      title={invite ? `Invite ${who} to …` : `Take ${who} off …`}
      sentence={
        invite
          ? "Each family gets a place for every member. Nothing is sent by this; messages go out with an invite."
          : "Families who have answered for a function stay on it. Nothing is sent by this."
      }
      footer={
        <>
          <DialogClose>Go back</DialogClose>
          <Button variant="primary" loading={busy} onClick={() => void submit()}>
            {submitWords(invite, props.name ? null : choice.count, chosen.length)}
          </Button>
        </>
      }
    >
      <fieldset className="min-w-0">
        <legend className="sr-only">Functions</legend>
        <Checkbox
          label={<span className="font-medium">All functions</span>}
          checked={chosen.length === events.length && events.length > 0}
          indeterminate={chosen.length > 0 && chosen.length < events.length}
          onCheckedChange={(on) => {
            setError(undefined);
            setChosen(on ? events.map((event) => event.id) : []);
          }}
        />
        <div className="border-line border-t">
          {events.map((event) => (
            <Checkbox
              key={event.id}
              label={event.name}
              help={event.startsAt ? <TimeInZone at={event.startsAt} zone={event.zone} /> : "No date yet"}
              checked={chosen.includes(event.id)}
              onCheckedChange={(on) => toggle(event.id, on)}
            />
          ))}
        </div>
      </fieldset>
    </Dialog>
  );
}

/** "Invite 42 families to 3 functions"; one family is named above, where a long name has room. */
function submitWords(invite: boolean, several: number | null, functions: number): string {
  const who = several === null ? "them" : familiesWords(several);
  const what = functions > 0 ? ` ${functionsWords(functions)}` : "";
  if (invite) return `Invite ${who}${what && ` to${what}`}`;
  return `Take ${who} off${what}`;
}
