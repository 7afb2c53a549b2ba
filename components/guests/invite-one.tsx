"use client";

import { CalendarPlus } from "lucide-react";
import { useState } from "react";
import { type InvitableEvent, InviteDialog } from "@/components/guests/invite-dialog";
import { Button } from "@/components/ui/button";

export type InviteOneProps = {
  weddingId: string;
  unitId: string;
  name: string;
  events: readonly InvitableEvent[];
  /** The main act of the page, where there is nothing else to do yet. */
  first: boolean;
};

export function InviteOne({ weddingId, unitId, name, events, first }: InviteOneProps) {
  const [open, setOpen] = useState(false);
  if (events.length === 0) return null;
  return (
    <>
      <Button variant={first ? "primary" : "secondary"} onClick={() => setOpen(true)}>
        <CalendarPlus aria-hidden="true" />
        {first ? "Invite to functions" : "Invite to more"}
      </Button>
      <InviteDialog
        weddingId={weddingId}
        act="invite"
        choice={{ count: 1, who: { units: [unitId] } }}
        name={name}
        events={events}
        open={open}
        onOpenChange={setOpen}
      />
    </>
  );
}
