"use client";

import { Ago } from "@/components/reports/ago";
import { useCommand } from "@/components/shared/use-command";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { buttonLook } from "@/components/ui/button-look";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/toaster";
import { previewHref } from "@/components/website-desk/preview-href";
import type { GuestLanguage } from "@/lib/kernel/languages";
import type { PublishedVersion } from "@/lib/website/queries";

export type VersionListProps = {
  weddingId: string;
  zone: string;
  language: GuestLanguage;
  versions: readonly PublishedVersion[];
  /** Left out for those who may only look. */
  edit?: { version: () => number; moved: (version: number) => void; flush: () => Promise<boolean> };
};

const SHOWN = 8;

/** Everything that was ever published, with a way to look at it and to bring it back. */
export function VersionList({ versions, ...rest }: VersionListProps) {
  const [recent, older] = [versions.slice(0, SHOWN), versions.slice(SHOWN)];
  return (
    <>
      <ol aria-label="Published versions" className="grid gap-1">
        {recent.map((one) => (
          <Version key={one.number} {...rest} one={one} />
        ))}
      </ol>
      {older.length > 0 ? (
        <details className="mt-2">
          <summary className="hit-area cursor-pointer text-sm underline underline-offset-4">
            {older.length} earlier versions
          </summary>
          <ol className="mt-1 grid gap-1">
            {older.map((one) => (
              <Version key={one.number} {...rest} one={one} />
            ))}
          </ol>
        </details>
      ) : null}
    </>
  );
}

type VersionProps = Omit<VersionListProps, "versions"> & { one: PublishedVersion };

function Version({ one, weddingId, zone, language, edit }: VersionProps) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 border-line border-b py-2 last:border-b-0">
      <span className="min-w-0">
        <span className="flex flex-wrap items-center gap-x-2 font-medium">
          Version {one.number}
          {one.standing ? <Badge tone="yes">Guests see this</Badge> : null}
        </span>
        <span className="block text-muted text-sm">
          <Ago at={one.publishedAt} zone={zone} />
          {one.who ? ` by ${one.who}` : null}
          {one.returnedFrom === null ? null : `, brought back from version ${one.returnedFrom}`}
        </span>
      </span>
      <span className="-mx-3 flex flex-wrap">
        <a
          href={previewHref(weddingId, { language, number: one.number })}
          target="_blank"
          rel="noreferrer"
          className={`${buttonLook({ variant: "quiet", size: "sm" })} no-underline`}
        >
          Look at it
          <span className="sr-only"> (version {one.number}, in a new tab)</span>
        </a>
        {edit && !one.standing ? <BringBack weddingId={weddingId} number={one.number} edit={edit} /> : null}
      </span>
    </li>
  );
}

type BringBackProps = Required<Pick<VersionListProps, "weddingId" | "edit">> & { number: number };
type Done = { version: number; number: number; undo?: { command: string; input: unknown } };

function BringBack({ weddingId, number, edit }: BringBackProps) {
  const { run } = useCommand(weddingId);
  const bringBack = async () => {
    if (!(await edit.flush()))
      return { error: "Your last words could not be saved, so nothing was changed. Look at the form first." };
    const done = await run<Done>("website.return-to-version", { version: edit.version(), number });
    if (!done.ok) return { error: done.message };
    edit.moved(done.value.version);
    const { undo } = done.value;
    notify.done(`Guests see version ${number} again`, {
      ...(undo
        ? {
            undo: async () => {
              const back = await run<Done>(undo.command, undo.input);
              if (!back.ok) return void notify.failed(back.message);
              edit.moved(back.value.version);
              notify.done("Undone", { more: "Guests see what they saw before." });
            },
          }
        : {}),
    });
    return undefined;
  };
  return (
    <ConfirmDialog
      title={`Bring back version ${number}`}
      sentence={`Guests see version ${number} at once, word for word. Functions keep their present times and places. Changes that are not published stay in your draft.`}
      undo="Undo brings back what they see now."
      confirmLabel="Bring it back"
      trigger={
        <Button variant="quiet" size="sm" aria-label={`Bring back version ${number}`}>
          Bring it back
        </Button>
      }
      onConfirm={bringBack}
    />
  );
}
