"use client";

import { Link2 } from "lucide-react";
import { useState } from "react";
import { CopyField } from "@/components/exports/copy-field";
import { useMakeLink } from "@/components/exports/use-make-link";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { SelectField, TextField } from "@/components/ui/text-field";

const LASTS = [
  { value: "24", label: "1 day" },
  { value: "72", label: "3 days" },
  { value: "168", label: "1 week" },
  { value: "720", label: "30 days" },
  { value: "1440", label: "60 days" },
];

export type MakeLinkDialogProps = {
  weddingId: string;
  exportId: string;
  eventName: string;
  onMade: () => void;
};

export function MakeLinkDialog({ weddingId, exportId, eventName, onMade }: MakeLinkDialogProps) {
  const [open, setOpen] = useState(false);
  const [label, setLabel] = useState("");
  const [hours, setHours] = useState("168");
  const [url, setUrl] = useState<string>();
  const [error, setError] = useState<string>();
  const { make, busy } = useMakeLink(weddingId);

  const change = (next: boolean) => {
    setOpen(next);
    setError(undefined);
    if (!next) {
      setUrl(undefined);
      setLabel("");
    }
  };
  const submit = async () => {
    if (!label.trim()) return setError("Say who this link is for, for example “Caterer”.");
    const done = await make(exportId, label, Number(hours));
    if (!done.ok) return setError(done.message);
    setUrl(done.url);
    onMade();
  };

  return (
    <Dialog
      open={open}
      onOpenChange={change}
      keepOpenOnOutsideClick
      problem={error}
      title={url ? "The link is ready" : `A link to the ${eventName} list`}
      sentence={
        url
          ? "Copy it now: it is shown this once, and cannot be shown again."
          : "Whoever has the link can download this file, with names and numbers, without signing in."
      }
      trigger={
        <Button>
          <Link2 aria-hidden="true" />
          Make a link
        </Button>
      }
      footer={
        url ? (
          <DialogClose>Done</DialogClose>
        ) : (
          <>
            <DialogClose>Go back</DialogClose>
            <Button variant="primary" loading={busy} onClick={() => void submit()}>
              Make the link
            </Button>
          </>
        )
      }
    >
      {url ? (
        <CopyField
          label={`For ${label}`}
          value={url}
          help="You can revoke it at any time; downloads are counted."
        />
      ) : (
        <form
          className="grid gap-5"
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <TextField
            label="Who is it for"
            help="For example Caterer, Hotel, Gate."
            maxLength={80}
            value={label}
            onChange={(event) => {
              setLabel(event.target.value);
              setError(undefined);
            }}
          />
          <SelectField
            label="It works for"
            options={LASTS}
            value={hours}
            onChange={(event) => setHours(event.target.value)}
          />
        </form>
      )}
    </Dialog>
  );
}
