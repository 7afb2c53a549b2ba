"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useDraft } from "@/components/events/use-draft";
import type { ZoneGroups } from "@/components/events/zones";
import { useUndoable } from "@/components/guests/use-undoable";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { FieldError } from "@/components/ui/field-parts";
import {
  errorsByField,
  focusFirstError,
  type WeddingDraft,
  WeddingFields,
} from "@/components/weddings/wedding-fields";

type SettingsDraft = WeddingDraft & { childrenApart: boolean };

export type WeddingFormProps = {
  weddingId: string;
  saved: SettingsDraft;
  version: number;
  zones: ZoneGroups;
};

/** What was said when the wedding began, to be put right. */
export function WeddingForm({ weddingId, saved, version, zones }: WeddingFormProps) {
  const router = useRouter();
  const { act, busy } = useUndoable(weddingId);
  const { draft, change, reset } = useDraft(`settings:${weddingId}`, saved);
  const [errors, setErrors] = useState<Record<string, string>>({});

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setErrors({});
    const { name, hosts, homeCountry, zone, childrenApart } = draft;
    const settings = { name, hosts, homeCountry, zone, childrenApart };
    const done = await act(
      [{ command: "weddings.update", input: { version, ...settings } }],
      "Saved.",
      "Guests’ pages and the messages to come say it so. What was sent stays as it was.",
    );
    if (done.ok) return reset(settings);
    const refused =
      done.code === "stale"
        ? { form: `${done.message} ${savedNow(done.details)}` }
        : errorsByField(done.message, done.details);
    setErrors(refused);
    // The next press of the button carries the newer version: it was seen.
    if (done.code === "stale") return router.refresh();
    focusFirstError(refused);
  };

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Card aria-labelledby="the-wedding">
        <CardHeader
          id="the-wedding"
          title="The wedding"
          sentence="Guests read the first two on their page and in messages."
        />
        <CardBody className="grid gap-5">
          <WeddingFields draft={draft} errors={errors} onChange={change} zones={zones} />
          <Checkbox
            label="Ask guests how many of them are children"
            help="In the chat and on their page. Without it they say one number for all of them."
            checked={draft.childrenApart}
            onCheckedChange={(childrenApart) => change({ childrenApart })}
          />
          <FieldError id="wedding-error">{errors.form}</FieldError>
        </CardBody>
        <CardFooter>
          <p className="min-w-0 flex-1 basis-64 text-muted text-sm">
            Nobody is messaged by this. What was sent already stays as it was.
          </p>
          <Button type="submit" variant="primary" loading={busy} loadingText="Saving">
            Save
          </Button>
        </CardFooter>
      </Card>
    </form>
  );
}

function savedNow(details: unknown): string {
  const { current } = (details ?? {}) as { current?: WeddingDraft };
  return current ? `Saved now: “${current.name}”, invited by “${current.hosts}”.` : "";
}
