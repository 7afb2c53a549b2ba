"use client";

import { UserMinus } from "lucide-react";
import { type Member, RoleDialog } from "@/components/access/role-dialog";
import { ROLE_NAMES, roleWords } from "@/components/access/role-words";
import { useCommand } from "@/components/shared/use-command";
import { AvatarInitials } from "@/components/ui/avatar-initials";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/toaster";

export type TeamListProps = {
  weddingId: string;
  members: readonly Member[];
  me: string;
  mayManage: boolean;
};

export function TeamList({ weddingId, members, me, mayManage }: TeamListProps) {
  const { run } = useCommand(weddingId);

  const remove = async (member: Member) => {
    const done = await run("access.remove-member", { userId: member.userId });
    if (!done.ok) return { error: done.message };
    const { userId, role, side } = member;
    notify.done(`${member.name ?? member.email} is no longer in the team.`, {
      undo: async () => {
        const back = await run("access.add-member", { userId, role, side });
        if (!back.ok) notify.failed(back.message);
      },
    });
  };

  return (
    <ul className="grid gap-3">
      {members.map((member) => {
        const name = member.name ?? member.email;
        const mine = member.userId === me;
        return (
          <li
            key={member.userId}
            className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-md border border-line bg-surface p-4"
          >
            <AvatarInitials name={name} />
            <span className="min-w-0 flex-1 basis-48">
              <span className="flex flex-wrap items-center gap-2 font-medium">
                <span className="min-w-0 break-words">{name}</span>
                {mine ? <Badge>You</Badge> : null}
              </span>
              {member.name ? (
                <span className="block break-words text-muted text-sm">{member.email}</span>
              ) : null}
            </span>
            <span className="text-sm">{roleWords(member.role, member.side)}</span>
            {mayManage && !mine ? (
              <span className="flex flex-wrap gap-2">
                <RoleDialog weddingId={weddingId} member={member} />
                <ConfirmDialog
                  tone="danger"
                  title={`Remove ${name}?`}
                  sentence={`${name} (${ROLE_NAMES[member.role].toLowerCase()}) can no longer open this wedding, from now on.`}
                  undo="What they did stays in the history. You can add them again at any time."
                  confirmLabel="Remove"
                  onConfirm={() => remove(member)}
                  trigger={
                    <Button
                      variant="quiet"
                      size="icon"
                      aria-label={`Remove ${name}`}
                      title={`Remove ${name}`}
                    >
                      <UserMinus aria-hidden="true" />
                    </Button>
                  }
                />
              </span>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
