"use client";

import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";
import { useDesk } from "@/components/website-desk/desk-context";
import { WordsField } from "@/components/website-desk/words-field";
import type { SiteContact } from "@/lib/website/types";

export type ContactDialogProps = {
  contact: SiteContact | undefined;
  onDone: (contact: SiteContact) => void;
  onClose: () => void;
};

type Errors = { name?: string; phone?: string };

export function ContactDialog({ contact, onDone, onClose }: ContactDialogProps) {
  const { homeCountry } = useDesk();
  const [draft, setDraft] = useState<SiteContact>(contact ?? { name: "", relation: {}, phone: "" });
  const [errors, setErrors] = useState<Errors>({});
  const name = useRef<HTMLInputElement>(null);
  const phone = useRef<HTMLInputElement>(null);

  const submit = async (submitted: FormEvent) => {
    submitted.preventDefault();
    submitted.stopPropagation();
    // What numbers look like everywhere is large; it is fetched when somebody is entered.
    const { readContactPhone } = await import("@/lib/website/rules/contact-phone");
    const read = readContactPhone(draft.phone, homeCountry);
    const found: Errors = {
      ...(draft.name.trim().length < 2 ? { name: "Say who this is, for example “Suresh Sharma”." } : {}),
      ...(read.ok ? {} : { phone: read.message }),
    };
    setErrors(found);
    if (found.name) return name.current?.focus();
    if (!read.ok) return phone.current?.focus();
    onDone({ ...draft, name: draft.name.trim(), phone: read.e164 });
  };

  return (
    <Dialog
      open
      keepOpenOnOutsideClick
      title={contact ? `Change ${contact.name}` : "Somebody to call"}
      sentence="Ask them first: guests will call."
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      footer={
        <>
          <Button onClick={onClose}>Go back</Button>
          <Button type="submit" form="contact-form" variant="primary">
            {contact ? "Change" : "Add"}
          </Button>
        </>
      }
    >
      <form id="contact-form" noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
        <TextField
          ref={name}
          label="Name"
          autoComplete="off"
          maxLength={60}
          value={draft.name}
          onChange={(event) => setDraft({ ...draft, name: event.target.value })}
          {...(errors.name ? { error: errors.name } : {})}
        />
        <WordsField
          label="Who this is"
          optional
          maxLength={60}
          help="For example: Bride’s uncle."
          words={draft.relation}
          onChange={(relation) => setDraft({ ...draft, relation })}
        />
        <TextField
          ref={phone}
          label="Number"
          type="tel"
          inputMode="tel"
          autoComplete="off"
          maxLength={40}
          value={draft.phone}
          onChange={(event) => setDraft({ ...draft, phone: event.target.value })}
          help="Shown on families’ own pages and under “Is this invitation real?”."
          {...(errors.phone ? { error: errors.phone } : {})}
        />
      </form>
    </Dialog>
  );
}
