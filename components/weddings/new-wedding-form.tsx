"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useDraft } from "@/components/events/use-draft";
import type { ZoneGroups } from "@/components/events/zones";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field-parts";
import {
  errorsByField,
  focusFirstError,
  type WeddingDraft,
  WeddingFields,
} from "@/components/weddings/wedding-fields";

const EMPTY: WeddingDraft = { name: "", hosts: "", homeCountry: "IN", zone: "Asia/Kolkata" };

export function NewWeddingForm({ zones }: { zones: ZoneGroups }) {
  const router = useRouter();
  const { draft, change, reset } = useDraft("wedding:new", EMPTY);
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<Record<string, string>>({});

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setErrors({});
    try {
      const answer = await fetch("/api/weddings", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(draft),
      });
      const made = (await answer.json()) as { id: string; title?: string; details?: unknown };
      if (answer.ok) {
        reset(EMPTY);
        return router.push(`/weddings/${made.id}`);
      }
      const refused = errorsByField(made.title, made.details);
      setErrors(refused);
      focusFirstError(refused);
    } catch {
      setErrors({ form: "There is no connection at the moment. What you typed is still here; try again." });
    }
    setBusy(false);
  };

  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="grid gap-5">
      <WeddingFields draft={draft} errors={errors} onChange={change} zones={zones} />
      <FieldError id="new-wedding-error">{errors.form}</FieldError>
      <div>
        <Button type="submit" variant="primary" size="lg" loading={busy} loadingText="Saving">
          Begin
        </Button>
      </div>
    </form>
  );
}
