"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { FormDialog } from "@/components/guests/form-dialog";
import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { FieldError } from "@/components/ui/field-parts";
import { TextField } from "@/components/ui/text-field";

export type HeaderFormProps = {
  weddingId: string;
  runId: string;
  format: string;
  given: { kind: "media"; fileName: string } | { kind: "location"; name: string; address: string } | null;
};

const ACCEPT: Record<string, string> = {
  IMAGE: "image/jpeg,image/png",
  VIDEO: "video/mp4",
  DOCUMENT: "application/pdf",
};
const WHAT: Record<string, string> = { IMAGE: "picture", VIDEO: "film", DOCUMENT: "PDF", LOCATION: "place" };

/** The picture or place that stands above the message. */
export function HeaderForm(props: HeaderFormProps) {
  const { format, given } = props;
  const what = WHAT[format] ?? "file";
  return (
    <Card className="mb-6">
      <CardHeader
        title={`The ${what} on top`}
        sentence={
          given === null
            ? `This message carries a ${what}. Add it before you freeze the invite.`
            : given.kind === "media"
              ? given.fileName
              : `${given.name}, ${given.address}`
        }
      />
      <CardBody>{format === "LOCATION" ? <Place {...props} /> : <Picture {...props} />}</CardBody>
    </Card>
  );
}

function Picture({ weddingId, runId, format, given }: HeaderFormProps) {
  const router = useRouter();
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const send = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    setError(undefined);
    try {
      const answer = await fetch(
        `/api/weddings/${weddingId}/runs/${runId}/header?name=${encodeURIComponent(file.name)}`,
        { method: "POST", headers: { "content-type": file.type }, body: file },
      );
      if (answer.ok) router.refresh();
      else
        setError(
          ((await answer.json().catch(() => null)) as { title?: string } | null)?.title ??
            "The file was not taken.",
        );
    } catch {
      setError("There is no connection at the moment. Please try again.");
    } finally {
      setBusy(false);
    }
  };
  return (
    <div>
      <TextField
        label={given ? "Choose another" : "Choose the file"}
        type="file"
        accept={ACCEPT[format] ?? ""}
        aria-busy={busy}
        onChange={(event) => void send(event.target.files?.[0])}
      />
      <FieldError id="header-error">{error}</FieldError>
    </div>
  );
}

function Place({ weddingId, runId, given }: HeaderFormProps) {
  const { run, busy } = useCommand(weddingId);
  const [form, setForm] = useState({ name: "", address: "", at: "" });
  return (
    <FormDialog
      title="The place on top"
      sentence="Guests see it on a map and can tap to get there. In a map’s app, hold the spot and copy the two numbers."
      trigger={<Button>{given ? "Change the place" : "Choose the place"}</Button>}
      saveLabel="Save the place"
      busy={busy}
      onOpen={() => setForm({ name: "", address: "", at: "" })}
      onSave={async () => {
        const [latitude, longitude] = form.at
          .split(/[\s,]+/)
          .filter(Boolean)
          .map(Number);
        if (!Number.isFinite(latitude) || !Number.isFinite(longitude))
          return "Write the two numbers of the place, for example 26.9124, 75.7873.";
        const done = await run("messaging.set-header", {
          runId,
          header: { kind: "location", name: form.name, address: form.address, latitude, longitude },
        });
        return done.ok ? undefined : done.message;
      }}
    >
      <TextField
        label="Name"
        maxLength={100}
        value={form.name}
        onChange={(event) => setForm({ ...form, name: event.target.value })}
      />
      <TextField
        label="Address"
        maxLength={300}
        value={form.address}
        onChange={(event) => setForm({ ...form, address: event.target.value })}
      />
      <TextField
        label="Latitude and longitude"
        help="For example 26.9124, 75.7873"
        value={form.at}
        onChange={(event) => setForm({ ...form, at: event.target.value })}
      />
    </FormDialog>
  );
}
