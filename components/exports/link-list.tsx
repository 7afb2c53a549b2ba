"use client";

import { TimeInZone } from "@/components/shared/time-in-zone";
import { useCommand } from "@/components/shared/use-command";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/toaster";

export type ExportLink = {
  id: string;
  label: string;
  expiresAt: string;
  revokedAt: string | null;
  downloads: number;
};

export type LinkListProps = {
  weddingId: string;
  links: readonly ExportLink[];
  zone: string;
  onChanged: () => void;
};

export function LinkList({ weddingId, links, zone, onChanged }: LinkListProps) {
  const { run } = useCommand(weddingId);
  const revoke = async (link: ExportLink) => {
    const done = await run("exports.revoke-link", { linkId: link.id });
    if (!done.ok) return { error: done.message };
    notify.done(`The link for ${link.label} is closed`);
    onChanged();
    return undefined;
  };
  return (
    <ul className="divide-y divide-line">
      {links.map((link) => {
        const over = new Date(link.expiresAt).getTime() < Date.now();
        const open = !link.revokedAt && !over;
        return (
          <li key={link.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0">
            <div className="min-w-0 flex-1 basis-56">
              <p className="flex flex-wrap items-center gap-2">
                <span className="min-w-0 break-words font-medium">{link.label}</span>
                {link.revokedAt ? (
                  <Badge tone="no">Revoked</Badge>
                ) : over ? (
                  <Badge>Expired</Badge>
                ) : (
                  <Badge tone="yes">Open</Badge>
                )}
              </p>
              <p className="text-muted text-sm" suppressHydrationWarning>
                {link.downloads === 0
                  ? "Not downloaded yet"
                  : `Downloaded ${link.downloads === 1 ? "once" : `${link.downloads.toLocaleString("en-IN")} times`}`}
                {link.revokedAt ? null : (
                  <>
                    {over ? ". It ended " : ". Until "}
                    <TimeInZone at={link.expiresAt} zone={zone} show="short" />
                  </>
                )}
              </p>
            </div>
            {open ? (
              <ConfirmDialog
                title="Revoke this link"
                sentence={`The link for ${link.label} stops working at once. What was downloaded stays with them.`}
                undo="This cannot be undone; you can make a new link."
                confirmLabel="Revoke it"
                tone="danger"
                onConfirm={() => revoke(link)}
                trigger={<Button size="sm">Revoke</Button>}
              />
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
