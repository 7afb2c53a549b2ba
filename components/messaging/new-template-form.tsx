"use client";

import { useState } from "react";
import { FillFields, problemOfFill } from "@/components/messaging/fill-fields";
import { LANGUAGES } from "@/components/messaging/languages";
import { MessagePreview } from "@/components/messaging/message-preview";
import { useKept } from "@/components/messaging/use-kept";
import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { FieldError } from "@/components/ui/field-parts";
import { SelectField, TextareaField, TextField } from "@/components/ui/text-field";
import { notify } from "@/components/ui/toaster";
import { variablesOf } from "@/lib/kernel/template-text";
import { exampleOf, problemOfDraft } from "@/lib/messaging/rules/draft";
import { type Fill, fillsOf } from "@/lib/messaging/rules/parameters";
import { renderTemplate } from "@/lib/messaging/rules/render";

const FIRST = {
  name: "",
  language: "en",
  category: "MARKETING",
  body: "",
  footer: "",
  buttons: "We are coming\nNot sure yet\nCannot come",
  linkButton: "",
  header: "",
  fills: [] as (Fill | null)[],
};

/** A message to be approved by WhatsApp: written here, checked by its rules, seen as a family will, handed in. */
export function NewTemplateForm({
  weddingId,
  senders,
}: {
  weddingId: string;
  senders: readonly { id: string; name: string }[];
}) {
  const { run, busy } = useCommand(weddingId);
  const { value, change, forget } = useKept(`new-template:${weddingId}`, {
    ...FIRST,
    senderId: senders[0]?.id ?? "",
  });
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<string>();
  const parameters = variablesOf(value.body);
  const fills = fillsOf(parameters, null).map((usual, place) => value.fills[place] ?? usual);
  const draft = {
    name: value.name
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, "_"),
    body: value.body.trim(),
    footer: value.footer.trim() || null,
    buttons: value.buttons
      .split("\n")
      .map((one) => one.trim())
      .filter(Boolean),
    linkButton: value.linkButton.trim() || null,
    fills: fills.filter((fill) => fill !== null),
  };
  const problem = fills.some((fill) => problemOfFill(fill))
    ? "Say for each place what it is filled with."
    : problemOfDraft(draft);
  const submit = async () => {
    setTried(true);
    if (problem) return setError(problem);
    const done = await run("messaging.submit-template", {
      id: crypto.randomUUID(),
      senderId: value.senderId,
      language: value.language,
      category: value.category,
      header: value.header || null,
      ...draft,
    });
    if (!done.ok) return setError(done.message);
    setError(undefined);
    setTried(false);
    forget();
    change({ ...FIRST, senderId: value.senderId });
    notify.done("Handed in to WhatsApp", {
      more: "Its answer stands with the message, mostly within minutes.",
    });
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void submit();
      }}
    >
      <Card>
        <CardHeader
          title="Write a new message"
          sentence="WhatsApp approves each message before it may open a conversation. Write {{1}}, {{2}}, … where something differs from family to family."
        />
        <CardBody className="grid gap-5 lg:grid-cols-2">
          <div className="grid content-start gap-5">
            {senders.length > 1 ? (
              <SelectField
                label="For the number"
                options={senders.map((one) => ({ value: one.id, label: one.name }))}
                value={value.senderId}
                onChange={(event) => change({ senderId: event.target.value })}
              />
            ) : null}
            <TextField
              label="Name"
              help="For yourselves and WhatsApp; guests do not see it."
              maxLength={60}
              value={value.name}
              onChange={(event) => change({ name: event.target.value })}
            />
            <div className="grid gap-5 sm:grid-cols-2 lg:grid-cols-1">
              <SelectField
                label="Language"
                options={LANGUAGES}
                value={value.language}
                onChange={(event) => change({ language: event.target.value })}
              />
              <SelectField
                label="What it is"
                options={[
                  { value: "MARKETING", label: "Invitation or reminder" },
                  { value: "UTILITY", label: "Answer to something they asked" },
                ]}
                value={value.category}
                onChange={(event) => change({ category: event.target.value })}
              />
            </div>
            <TextareaField
              label="Message"
              rows={7}
              maxLength={1024}
              value={value.body}
              onChange={(event) => change({ body: event.target.value })}
            />
            {parameters.length > 0 ? (
              <FillFields
                parameters={parameters}
                fills={fills}
                onChange={(next) => change({ fills: next })}
                showErrors={tried}
              />
            ) : null}
            <TextareaField
              label="Answer buttons"
              help="One on each line, three at most: coming, not sure, cannot come, in this order."
              rows={3}
              value={value.buttons}
              onChange={(event) => change({ buttons: event.target.value })}
            />
            <TextField
              label="Button that opens their own page"
              optional
              maxLength={25}
              value={value.linkButton}
              onChange={(event) => change({ linkButton: event.target.value })}
            />
            <SelectField
              label="On top"
              help="A message with a picture is made in WhatsApp Manager; it is here by itself then."
              options={[
                { value: "", label: "Nothing" },
                { value: "LOCATION", label: "A place on the map" },
              ]}
              value={value.header}
              onChange={(event) => change({ header: event.target.value })}
            />
            <TextField
              label="Small line at the end"
              optional
              maxLength={60}
              value={value.footer}
              onChange={(event) => change({ footer: event.target.value })}
            />
          </div>
          <div>
            <p className="mb-2 text-muted text-sm">As a family of three would read it</p>
            <MessagePreview
              text={
                renderTemplate(
                  draft.body || "Your message stands here.",
                  fills.map((fill, place) => (fill ? exampleOf(fill) : `{{${parameters[place]}}}`)),
                ) + (draft.footer ? `\n\n${draft.footer}` : "")
              }
              buttons={[...draft.buttons, ...(draft.linkButton ? [draft.linkButton] : [])]}
            />
          </div>
        </CardBody>
        <CardFooter>
          <div className="min-w-0 flex-1 basis-64">
            <FieldError id="template-error">{error}</FieldError>
          </div>
          <Button type="submit" variant="primary" loading={busy}>
            Hand it in to WhatsApp
          </Button>
        </CardFooter>
      </Card>
    </form>
  );
}
