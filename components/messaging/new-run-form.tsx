"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { AudienceFields, choiceOf, NO_CHOICE } from "@/components/messaging/audience-fields";
import { TemplateChoice, type TemplateOption } from "@/components/messaging/template-choice";
import { useKept } from "@/components/messaging/use-kept";
import { focusFirstError } from "@/components/shared/focus-first-error";
import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field-parts";
import { SelectField, TextField } from "@/components/ui/text-field";
import { audienceFromParts } from "@/lib/audience/rules/address";
import type { Audience } from "@/lib/audience/types";
import { fillsOf } from "@/lib/messaging/rules/parameters";

export type NewRunFormProps = {
  weddingId: string;
  audience: Audience;
  events: readonly { id: string; name: string; invited: number }[];
  tags: readonly { tag: string; households: number }[];
  templates: readonly TemplateOption[];
  senders: readonly { id: string; displayNumber: string; state: string }[];
  waves: readonly string[];
  /** Earlier runs, newest first. */
  runs: readonly { id: string; name: string }[];
  hosts: string;
};

export function NewRunForm(props: NewRunFormProps) {
  const { weddingId, templates, senders } = props;
  const router = useRouter();
  const { run, busy } = useCommand(weddingId);
  const firstSender = senders[0]!.id;
  // A text that says what was and what is has nothing to say outside a change of plan.
  const usable = (senderId: string) =>
    templates.filter(
      (template) =>
        template.senderId === senderId &&
        !fillsOf(template.parameters, template.fills).some(
          (fill) => fill?.kind === "was" || fill?.kind === "now",
        ),
    );
  // A draft is of whom it was begun for: whoever comes by a link for some must not find it chosen for all.
  const { value, change, forget } = useKept(`new-run:${weddingId}:${JSON.stringify(props.audience)}`, {
    name: "",
    wave: "first",
    senderId: firstSender,
    templateId:
      (usable(firstSender).find((one) => one.status === "APPROVED") ?? usable(firstSender)[0])?.id ?? "",
    ...NO_CHOICE,
    ...choiceOf(props.audience),
  });
  const [errors, setErrors] = useState<{ name?: string; wave?: string; template?: string; all?: string }>({});

  const submit = async (form: HTMLFormElement) => {
    const found = {
      ...(value.name.trim().length < 2 ? { name: "Give it a name, for example “Save the date”." } : {}),
      ...(value.wave.trim() === "" ? { wave: "Give the wave a name, for example “first”." } : {}),
      ...(usable(value.senderId).some((one) => one.id === value.templateId)
        ? {}
        : { template: "Choose a message." }),
    };
    setErrors(found);
    if (Object.keys(found).length > 0) return focusFirstError(form);
    const id = crypto.randomUUID();
    const done = await run(
      "messaging.create-run",
      {
        id,
        name: value.name,
        wave: value.wave,
        senderId: value.senderId,
        templateId: value.templateId,
        audience: audienceFromParts(value),
      },
      { refresh: false },
    );
    if (!done.ok) return setErrors({ all: done.message });
    forget();
    router.push(`/weddings/${weddingId}/runs/${id}`);
  };

  return (
    <form
      className="grid max-w-2xl gap-8"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void submit(event.currentTarget);
      }}
    >
      <TextField
        label="Name"
        help="For yourselves; guests do not see it."
        maxLength={80}
        value={value.name}
        onChange={(event) => change({ name: event.target.value })}
        {...(errors.name ? { error: errors.name } : {})}
      />
      <AudienceFields
        weddingId={weddingId}
        value={value}
        onChange={change}
        events={props.events}
        tags={props.tags}
        runs={props.runs}
      />
      <section className="grid gap-4">
        <h2 className="font-semibold text-lg">What they get</h2>
        {senders.length > 1 ? (
          <SelectField
            label="From the number"
            options={senders.map((one) => ({ value: one.id, label: one.displayNumber }))}
            value={value.senderId}
            onChange={(event) => change({ senderId: event.target.value, templateId: "" })}
          />
        ) : (
          <p className="text-muted">
            From <span className="tabular text-ink">{senders[0]!.displayNumber}</span>
          </p>
        )}
        <TemplateChoice
          templates={usable(value.senderId)}
          value={value.templateId}
          onChange={(templateId) => change({ templateId })}
          hosts={props.hosts}
          {...(errors.template ? { error: errors.template } : {})}
        />
      </section>
      <TextField
        label="Wave"
        help={`A family gets one message in a wave, however many invites you prepare. For a second message, name a second wave.${
          props.waves.length > 0 ? ` Waves so far: ${props.waves.join(", ")}.` : ""
        }`}
        maxLength={40}
        value={value.wave}
        onChange={(event) => change({ wave: event.target.value })}
        {...(errors.wave ? { error: errors.wave } : {})}
      />
      <div>
        <Button type="submit" variant="primary" loading={busy}>
          Go on to the rehearsal
        </Button>
        <p className="mt-2 text-muted text-sm">Nothing is sent by this.</p>
        <FieldError id="run-error">{errors.all}</FieldError>
      </div>
    </form>
  );
}
