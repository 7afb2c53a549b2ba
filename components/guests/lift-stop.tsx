"use client";

import { useState } from "react";
import { FormDialog } from "@/components/guests/form-dialog";
import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { TextareaField } from "@/components/ui/text-field";
import { notify } from "@/components/ui/toaster";
import type { Reached, Stop } from "@/lib/compliance/queries/stops";

type Props = {
  weddingId: string;
  unitId: string;
  stop: Stop;
  /** The time of the newest stop that was looked at. */
  seen: string;
  /** Who has the same number, and is written to again with them. */
  also: readonly Reached[];
};
const EMPTY = { asked: "", vouched: false };

const alsoWords = (also: readonly Reached[], unitId: string): string =>
  new Intl.ListFormat("en-IN").format(
    also.map((one) => (one.unitId === unitId ? one.name : `${one.name} (${one.household})`)),
  );

/** A guest asked somebody of the family to get messages again: whoever vouches for it says how. */
export function LiftStop({ weddingId, unitId, stop, seen, also }: Props) {
  const { run, busy } = useCommand(weddingId);
  const [form, setForm] = useState(EMPTY);
  const save = async () => {
    if (form.asked.trim().length < 3) return "Please write how they asked for it.";
    if (!form.vouched) return "Please confirm that they asked for it themselves.";
    const done = await run<{ byProvider: boolean }>("compliance.lift-stop", {
      unitId,
      personId: stop.personId,
      seen,
      ...form,
    });
    if (!done.ok) return done.message;
    notify.done(`${stop.name} may be written to again`, {
      ...(done.value?.byProvider ? { more: "WhatsApp itself still keeps our messages from them." } : {}),
    });
    return undefined;
  };
  return (
    <FormDialog
      title={`Write to ${stop.name} again`}
      sentence="Only if they asked for it themselves. It is kept with your name, and cannot be undone here; they can write STOP at any time."
      trigger={
        <Button
          size="sm"
          className="mt-2"
          data-print="hide"
          aria-label={`They asked for messages again (${stop.name})`}
        >
          They asked for messages again
        </Button>
      }
      saveLabel="Write to them again"
      busy={busy}
      onOpen={() => setForm(EMPTY)}
      onSave={save}
    >
      {also.length > 0 ? (
        <p className="text-sm">
          <strong className="font-medium">The same number is also for {alsoWords(also, unitId)}.</strong> We
          write to them again as well.
        </p>
      ) : null}
      <TextareaField
        label="How and when did they ask?"
        help="For example: on the phone with Meera, Sunday evening."
        rows={2}
        maxLength={300}
        value={form.asked}
        onChange={(event) => setForm({ ...form, asked: event.target.value })}
      />
      <Checkbox
        label={`${stop.name} asked for it themselves`}
        checked={form.vouched}
        onCheckedChange={(vouched) => setForm({ ...form, vouched })}
      />
    </FormDialog>
  );
}
