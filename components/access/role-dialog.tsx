"use client";

import { useState } from "react";
import { type RoleChoice, RoleFields } from "@/components/access/role-fields";
import { type ROLE_HELP, roleWords } from "@/components/access/role-words";
import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { notify } from "@/components/ui/toaster";
import type { SideScope } from "@/lib/access/types";

export type Member = {
  userId: string;
  name: string | null;
  email: string;
  role: keyof typeof ROLE_HELP;
  side: SideScope;
};

export function RoleDialog({ weddingId, member }: { weddingId: string; member: Member }) {
  const { run, busy } = useCommand(weddingId);
  const [open, setOpen] = useState(false);
  const [choice, setChoice] = useState<RoleChoice>({ role: member.role, side: member.side });
  const [error, setError] = useState<string>();
  const name = member.name ?? member.email;

  const save = async () => {
    const before = { role: member.role, side: member.side };
    const done = await run("access.add-member", { userId: member.userId, ...choice });
    if (!done.ok) return setError(done.message);
    setOpen(false);
    notify.done(`${name}: ${roleWords(choice.role, choice.side)}.`, {
      undo: async () => {
        const back = await run("access.add-member", { userId: member.userId, ...before });
        if (!back.ok) notify.failed(back.message);
      },
    });
  };

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setError(undefined);
        if (next) setChoice({ role: member.role, side: member.side });
      }}
      problem={error}
      title={`What may ${name} do?`}
      sentence="It holds from their next click on."
      trigger={<Button aria-label={`Change role of ${name}`}>Change role</Button>}
      footer={
        <Button variant="primary" loading={busy} onClick={() => void save()}>
          Save
        </Button>
      }
    >
      <div className="grid gap-5">
        <RoleFields value={choice} onChange={setChoice} />
      </div>
    </Dialog>
  );
}
