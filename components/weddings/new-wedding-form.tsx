"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { ZoneSelect } from "@/components/events/zone-select";
import type { ZoneGroups } from "@/components/events/zones";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field-parts";
import { SelectField, TextField } from "@/components/ui/text-field";
import { COUNTRIES } from "@/components/weddings/countries";

type Issue = { path: string; message: string };

export function NewWeddingForm({ zones }: { zones: ZoneGroups }) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<Record<string, string>>({});

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setErrors({});
    const body = JSON.stringify(Object.fromEntries(new FormData(event.currentTarget)));
    try {
      const answer = await fetch("/api/weddings", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
      });
      const made = (await answer.json()) as { id: string; title?: string; details?: { issues?: Issue[] } };
      if (answer.ok) return router.push(`/weddings/${made.id}`);
      const issues = made.details?.issues ?? [];
      setErrors(
        issues.length > 0
          ? Object.fromEntries(issues.map((issue) => [issue.path, issue.message]))
          : { form: made.title ?? "The wedding could not be saved. Please try again." },
      );
    } catch {
      setErrors({ form: "There is no connection at the moment. What you typed is still here; try again." });
    }
    setBusy(false);
  };
  const errorOf = (name: string) => (errors[name] ? { error: errors[name] } : {});

  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="grid gap-5">
      <TextField
        label="Whose wedding is it?"
        name="name"
        autoComplete="off"
        maxLength={120}
        help="As the family says it, for example “Anjali & Rohan”."
        {...errorOf("name")}
      />
      <TextField
        label="Who invites?"
        name="hosts"
        autoComplete="off"
        maxLength={120}
        help="Guests read this in the message, for example “Meera & Rajesh Sharma”."
        {...errorOf("hosts")}
      />
      <SelectField
        label="Where are most of the phone numbers from?"
        name="homeCountry"
        defaultValue="IN"
        options={COUNTRIES}
        help="Numbers written without a country code are read as numbers of this country."
        {...errorOf("homeCountry")}
      />
      <ZoneSelect
        label="Whose clock do the functions go by?"
        name="zone"
        defaultValue="Asia/Kolkata"
        zones={zones}
        help="Each function can have its own later."
        {...errorOf("zone")}
      />
      <FieldError id="new-wedding-error">{errors.form}</FieldError>
      <div>
        <Button type="submit" variant="primary" size="lg" loading={busy} loadingText="Saving">
          Begin
        </Button>
      </div>
    </form>
  );
}
