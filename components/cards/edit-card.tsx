"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { callCards } from "@/components/cards/call";
import { type CardDraft, draftOf } from "@/components/cards/card-draft";
import { CardFields } from "@/components/cards/card-fields";
import { wallTime } from "@/components/events/venue-time";
import type { ZoneGroups } from "@/components/events/zones";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field-parts";
import { LinkButton } from "@/components/ui/link-button";
import { notify } from "@/components/ui/toaster";
import type { HostCard } from "@/lib/cards/types";

type Edited = { version: number; undo: { version: number } };

/** Changes what the card says; guests see it within a minute. */
export function EditCard({ card, zones }: { card: HostCard; zones: ZoneGroups }) {
  const router = useRouter();
  const [draft, setDraft] = useState<CardDraft>(() => draftOf(card, wallTime(card.startsAt, card.zone)));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const patch = (body: object) => callCards<Edited>(`/${card.id}`, body, { method: "PATCH" });
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setErrors({});
    const done = await patch({ ...draft, version: card.version });
    setBusy(false);
    if (!done.ok)
      return setErrors(Object.keys(done.issues).length > 0 ? done.issues : { form: done.message });
    const { undo } = done.value;
    notify.done("Changed. Guests see it within a minute.", {
      undo: () => void patch(undo).then((back) => (back.ok ? router.refresh() : notify.failed(back.message))),
    });
    router.push(`/cards/${card.id}`);
    router.refresh();
  };
  return (
    <form onSubmit={(event) => void save(event)} noValidate className="grid gap-5">
      <CardFields draft={draft} onChange={setDraft} errors={errors} zones={zones} />
      <FieldError id="card-error">{errors.form}</FieldError>
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" size="lg" loading={busy} loadingText="Saving">
          Save
        </Button>
        <LinkButton href={`/cards/${card.id}`} size="lg">
          Leave it as it was
        </LinkButton>
      </div>
    </form>
  );
}
