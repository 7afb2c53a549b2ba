"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { familiesWords } from "@/components/guests/words";
import { TemplateChoice, type TemplateOption } from "@/components/messaging/template-choice";
import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { FieldError } from "@/components/ui/field-parts";
import { SelectField } from "@/components/ui/text-field";

export type ThankAllProps = {
  weddingId: string;
  families: number;
  hosts: string;
  senders: readonly { id: string; name: string }[];
  templates: readonly TemplateOption[];
};

/** Prepares one message of thanks to every family that is not thanked yet. */
export function ThankAll({ weddingId, families, hosts, senders, templates }: ThankAllProps) {
  const router = useRouter();
  const { run, busy } = useCommand(weddingId);
  const [senderId, setSender] = useState(senders[0]?.id ?? "");
  const [templateId, setTemplate] = useState("");
  const [error, setError] = useState<string>();
  const usable = templates.filter((one) => one.senderId === senderId);
  const submit = async () => {
    if (!usable.some((one) => one.id === templateId))
      return setError("Choose a message that says thank you.");
    const id = crypto.randomUUID();
    const done = await run("gifts.prepare-thanks", { id, senderId, templateId }, { refresh: false });
    if (!done.ok) return setError(done.message);
    router.push(`/weddings/${weddingId}/runs/${id}`);
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
          title={`Thank ${familiesWords(families)}`}
          sentence="Who gave something and nobody has thanked. Each gets one message; those who asked not to be written to get none."
        />
        <CardBody className="grid gap-5">
          {senders.length > 1 ? (
            <SelectField
              label="From the number"
              options={senders.map((one) => ({ value: one.id, label: one.name }))}
              value={senderId}
              onChange={(event) => setSender(event.target.value)}
            />
          ) : null}
          <TemplateChoice
            templates={usable}
            value={templateId}
            onChange={(next) => {
              setTemplate(next);
              setError(undefined);
            }}
            hosts={hosts}
          />
        </CardBody>
        <CardFooter>
          <div className="min-w-0 flex-1 basis-64">
            <FieldError id="thank-all-error">{error}</FieldError>
            <p className="text-muted text-sm">Nothing is sent by this: the rehearsal comes next.</p>
          </div>
          <Button type="submit" variant="primary" loading={busy}>
            Go on to the rehearsal
          </Button>
        </CardFooter>
      </Card>
    </form>
  );
}
