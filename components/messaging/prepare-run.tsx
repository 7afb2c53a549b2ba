"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { FieldError } from "@/components/ui/field-parts";
import { SelectField } from "@/components/ui/text-field";

export type PrepareRunProps = {
  weddingId: string;
  title: string;
  sentence: string;
  /** The command that puts a run with this id into draft. */
  command: string;
  /** What the command is told besides the id; or what is missing, in words. */
  input: () => object | string;
  children: ReactNode;
};

/** A form that prepares a message to several families and goes on to its rehearsal. */
export function PrepareRun({ weddingId, title, sentence, command, input, children }: PrepareRunProps) {
  const router = useRouter();
  const { run, busy } = useCommand(weddingId);
  const [error, setError] = useState<string>();
  const submit = async () => {
    const given = input();
    if (typeof given === "string") return setError(given);
    setError(undefined);
    const id = crypto.randomUUID();
    const done = await run(command, { id, ...given }, { refresh: false });
    if (!done.ok) return setError(done.message);
    router.push(`/weddings/${weddingId}/runs/${id}`);
  };
  return (
    <form
      noValidate
      onChange={() => setError(undefined)}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void submit();
      }}
    >
      <Card>
        <CardHeader title={title} sentence={sentence} />
        <CardBody className="grid gap-5">{children}</CardBody>
        <CardFooter>
          <div className="min-w-0 flex-1 basis-64">
            <FieldError id="prepare-error">{error}</FieldError>
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

/** From which number; nothing to choose where there is one. */
export function SenderChoice({
  senders,
  value,
  onChange,
}: {
  senders: readonly { id: string; name: string }[];
  value: string;
  onChange: (id: string) => void;
}) {
  if (senders.length < 2) return null;
  return (
    <SelectField
      label="From the number"
      options={senders.map((one) => ({ value: one.id, label: one.name }))}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
