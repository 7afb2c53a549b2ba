"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { FunctionConflict } from "@/components/events/function-conflict";
import {
  changedFields,
  checkDraft,
  draftOf,
  emptyDraft,
  type FunctionData,
  type FunctionDraft,
  type KnownVenue,
} from "@/components/events/function-draft";
import { FunctionFields } from "@/components/events/function-fields";
import { useDraft } from "@/components/events/use-draft";
import type { ZoneGroups } from "@/components/events/zones";
import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field-parts";
import { LinkButton } from "@/components/ui/link-button";
import { notify } from "@/components/ui/toaster";

export type FunctionFormProps = {
  weddingId: string;
  /** Left out for a new one. */
  event?: FunctionData;
  zone: string;
  zones: ZoneGroups;
  venues: readonly KnownVenue[];
};

type Kept = FunctionDraft & { version: number };

export function FunctionForm({ weddingId, event, zone, zones, venues }: FunctionFormProps) {
  const router = useRouter();
  const { run, busy } = useCommand(weddingId);
  const saved = event ? draftOf(event) : emptyDraft(zone);
  const start: Kept = { ...saved, version: event?.version ?? 0 };
  const { draft, change, reset, restored } = useDraft<Kept>(
    `function:${weddingId}:${event?.id ?? "new"}`,
    start,
  );
  const [errors, setErrors] = useState<Partial<Record<keyof FunctionDraft, string>>>({});
  const [refused, setRefused] = useState<string>();
  const list = `/weddings/${weddingId}/functions`;
  const dirty = changedFields(saved, draft).length > 0;
  // The page's own copy is newer than what this form began with: somebody else saved meanwhile.
  const stale = event !== undefined && event.version !== draft.version && dirty;

  const submit = async (submitted: FormEvent) => {
    submitted.preventDefault();
    if (busy) return;
    setRefused(undefined);
    const checked = checkDraft(draft);
    setErrors(checked.ok ? {} : checked.errors);
    if (!checked.ok) return focusFirst(checked.errors);
    const done = event
      ? await run("events.update", { id: event.id, version: draft.version, ...checked.input })
      : await run("events.create", { id: crypto.randomUUID(), ...checked.input });
    if (done.ok) {
      reset(start);
      notify.done(`${checked.input.name} is saved.`);
      return router.push(list);
    }
    if (done.code === "name_taken") {
      setErrors({ name: done.message });
      return focusFirst({ name: done.message });
    }
    if (done.code === "stale") return router.refresh();
    setRefused(done.message);
  };

  return (
    <form onSubmit={(submitted) => void submit(submitted)} noValidate className="grid max-w-xl gap-6">
      {stale ? (
        <FunctionConflict
          mine={draft}
          theirs={saved}
          onKeepMine={() => change({ version: event.version })}
          onTakeTheirs={() => reset(start)}
        />
      ) : restored && dirty ? (
        <p
          role="status"
          className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-md border border-line bg-sunken px-4 py-2"
        >
          Your unsaved changes from before are here.
          <Button variant="quiet" onClick={() => reset(start)}>
            Drop them
          </Button>
        </p>
      ) : null}
      <FunctionFields draft={draft} errors={errors} onChange={change} zones={zones} venues={venues} />
      <FieldError id="function-error">{refused}</FieldError>
      <div className="flex flex-wrap gap-3">
        <Button
          type="submit"
          variant="primary"
          size="lg"
          loading={busy}
          loadingText="Saving"
          disabled={stale}
        >
          {event ? "Save" : "Add the function"}
        </Button>
        <LinkButton href={list} size="lg" variant="quiet" onClick={() => reset(start)}>
          Leave without saving
        </LinkButton>
      </div>
    </form>
  );
}

function focusFirst(errors: object): void {
  const [name] = Object.keys(errors);
  document.querySelector<HTMLElement>(`form [name="${name}"]`)?.focus();
}
