"use client";

import { ExternalLink } from "lucide-react";
import { Ago } from "@/components/reports/ago";
import { useCommand } from "@/components/shared/use-command";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { buttonLook } from "@/components/ui/button-look";
import { Card, CardBody, CardFooter } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/toaster";
import type { Difference } from "@/lib/website/rules/draft-words";

export type Standing = { number: number; at: string; who: string | null };

export type PublishBarProps = {
  weddingId: string;
  zone: string;
  /** The public page's address, whole. */
  address: string;
  standing: Standing | null;
  /** What is written and not published. */
  changes: readonly Difference[];
  /** Functions everybody may see, which the public page shows. */
  publicFunctions: number;
  /** Left out for those who may only look. */
  edit?: {
    /** Saves what was typed last; false where it could not be. */
    flush: () => Promise<boolean>;
    version: () => number;
    moved: (version: number) => void;
  };
};

type Step = { command: string; input: unknown };
type Done = { version: number; number?: number; undo?: Step };

const SHOWN = 6;
const unsaved =
  "Your last words could not be saved, so nothing was published. Look at the message above the form.";

/** What guests see now, what they would see, and the one step between the two. */
export function PublishBar(props: PublishBarProps) {
  const { standing, changes, address, zone, edit } = props;
  return (
    <Card aria-label="What is published">
      <CardBody className="grid gap-3">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          {standing ? <Badge tone="yes">Published</Badge> : <Badge tone="pending">Not published</Badge>}
          {standing ? (
            <p>
              Version {standing.number}, <Ago at={standing.at} zone={zone} />
              {standing.who ? ` by ${standing.who}` : null}
            </p>
          ) : (
            <p>Only your team sees it.</p>
          )}
        </div>
        {standing ? <p className="break-words text-muted text-sm">{address}</p> : null}
        {standing && changes.length > 0 ? <Unpublished changes={changes} /> : null}
        {standing && changes.length === 0 ? (
          <p className="text-muted text-sm">Guests see everything that is written here.</p>
        ) : null}
      </CardBody>
      {edit || standing ? (
        <CardFooter>
          {edit && (!standing || changes.length > 0) ? <Publish {...props} edit={edit} /> : null}
          {standing ? (
            <a href={address} target="_blank" rel="noreferrer" className={`${buttonLook({})} no-underline`}>
              <ExternalLink aria-hidden="true" />
              Open the page
              <span className="sr-only">, in a new tab</span>
            </a>
          ) : null}
          {edit && standing ? <Withdraw {...props} edit={edit} /> : null}
        </CardFooter>
      ) : null}
    </Card>
  );
}

function Unpublished({ changes }: { changes: readonly Difference[] }) {
  const more = changes.length - SHOWN;
  return (
    <div>
      <p className="font-medium text-amber-ink">
        {changes.length === 1
          ? "1 change is not published yet"
          : `${changes.length} changes are not published yet`}
      </p>
      <ul className="mt-1 list-disc ps-5 text-sm marker:text-muted">
        {changes.slice(0, SHOWN).map(({ what }) => (
          <li key={what}>{what}</li>
        ))}
        {more > 0 ? <li>and {more} more</li> : null}
      </ul>
    </div>
  );
}

type Editing = PublishBarProps & { edit: NonNullable<PublishBarProps["edit"]> };

/** Runs one command on the site, remembers its new version, says what was done and offers to take it back. */
function useSiteStep({ weddingId, edit }: Editing) {
  const { run } = useCommand(weddingId);
  return async (step: Step, said: (done: Done) => string) => {
    const done = await run<Done>(step.command, step.input);
    if (!done.ok) return { error: done.message };
    edit.moved(done.value.version);
    const { undo } = done.value;
    notify.done(said(done.value), {
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
}

function Publish(props: Editing) {
  const { standing, changes, address, publicFunctions, edit } = props;
  const step = useSiteStep(props);
  const functions = publicFunctions === 1 ? "1 public function" : `${publicFunctions} public functions`;
  return (
    <ConfirmDialog
      title={standing ? "Publish the changes" : "Publish the website"}
      sentence={
        standing
          ? `Guests see ${changes.length === 1 ? "this change" : `these ${changes.length} changes`} at once, on the public page and on every family’s own link. Nobody is sent a message.`
          : `Everybody who has the address ${address} can read it from now on, with ${publicFunctions === 0 ? "no function, since none is set to “Everyone”" : functions}; each family sees its own functions on its own link. Nobody is sent a message.`
      }
      undo={
        standing ? "Undo brings back the version before." : "It can be taken off the net again at any time."
      }
      confirmLabel="Publish"
      trigger={<Button variant="primary">{standing ? "Publish the changes" : "Publish"}</Button>}
      onConfirm={async () => {
        if (!(await edit.flush())) return { error: unsaved };
        return step(
          { command: "website.publish", input: { version: edit.version() } },
          (done) => `Version ${done.number} is published`,
        );
      }}
    />
  );
}

function Withdraw(props: Editing) {
  const { address, edit } = props;
  const step = useSiteStep(props);
  return (
    <ConfirmDialog
      title="Take the website off the net"
      sentence={`Nobody can open ${address} any more from this moment. Families’ own links go on working for their answers.`}
      undo="Undo, or publishing again, brings it back. What is written stays."
      confirmLabel="Take it off"
      tone="danger"
      trigger={<Button variant="quiet">Take it off the net</Button>}
      onConfirm={async () => {
        if (!(await edit.flush())) return { error: unsaved };
        return step(
          { command: "website.withdraw", input: { version: edit.version() } },
          () => "The website is off the net",
        );
      }}
    />
  );
}
