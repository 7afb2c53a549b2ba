"use client";

import { Plus, Trash2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";
import { notify } from "@/components/ui/toaster";
import { useDesk } from "@/components/website-desk/desk-context";
import { WordsField } from "@/components/website-desk/words-field";
import { readGiftLink, readUpi } from "@/lib/website/rules/gift-details";
import type { SiteContent } from "@/lib/website/types";

const MOST = 5;
type Gifts = SiteContent["gifts"];

/** What the family wants said about gifts: blessings only, a list in a shop, a UPI id that guests can read. */
export function GiftsCard() {
  const { content, change } = useDesk();
  const { gifts } = content;
  const [adding, setAdding] = useState(false);
  const set = (fields: Partial<Gifts>) => change((now) => ({ ...now, gifts: { ...now.gifts, ...fields } }));
  const remove = (at: number) => {
    const before = gifts.links;
    set({ links: before.filter((_, place) => place !== at) });
    notify.done(`${before[at]!.label} is taken off the page`, { undo: () => set({ links: before }) });
  };
  return (
    <Card aria-labelledby="desk-gifts">
      <CardHeader id="desk-gifts" title="Gifts" sentence="Only what you want said. Nothing is paid here." />
      <CardBody className="grid gap-5">
        <WordsField
          label="Words on gifts"
          optional
          words={gifts.text}
          maxLength={1200}
          rows={2}
          help="For example: Your blessings are the only gift we wish for."
          onChange={(text) => set({ text })}
        />
        <div className="grid gap-2">
          <p className="font-medium">
            Gift lists <span className="font-normal text-muted">(optional)</span>
          </p>
          {gifts.links.length > 0 ? (
            <ul className="grid gap-2">
              {gifts.links.map((one, at) => (
                <li
                  key={one.url}
                  className="flex items-center gap-1 rounded-md border border-line py-1 ps-3 pe-1"
                >
                  <span className="min-w-0 flex-1">
                    <span className="block break-words font-medium">{one.label}</span>
                    <span className="block truncate text-muted text-sm">{one.url}</span>
                  </span>
                  <Button
                    variant="quiet"
                    size="icon"
                    aria-label={`Remove ${one.label}`}
                    onClick={() => remove(at)}
                  >
                    <Trash2 aria-hidden="true" />
                  </Button>
                </li>
              ))}
            </ul>
          ) : null}
          {gifts.links.length < MOST ? (
            <Button className="justify-self-start" onClick={() => setAdding(true)}>
              <Plus aria-hidden="true" />
              Add a gift list
            </Button>
          ) : null}
        </div>
        <UpiField key={gifts.upi} upi={gifts.upi} onChange={(upi) => set({ upi })} />
        {adding ? (
          <LinkDialog
            onClose={() => setAdding(false)}
            onDone={(link) => {
              set({ links: [...gifts.links.filter((one) => one.url !== link.url), link] });
              setAdding(false);
            }}
          />
        ) : null}
      </CardBody>
    </Card>
  );
}

function UpiField({ upi, onChange }: { upi: string | null; onChange: (upi: string | null) => void }) {
  const [text, setText] = useState(upi ?? "");
  const [error, setError] = useState<string>();
  const commit = () => {
    const read = readUpi(text);
    setError(read.ok ? undefined : read.message);
    if (read.ok && read.upi !== upi) onChange(read.upi);
  };
  return (
    <TextField
      label="UPI id"
      optional
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={150}
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        setError(undefined);
      }}
      onBlur={commit}
      help="Shown as text that guests can copy, to everybody who sees the website. For example: anjali@okbank."
      {...(error ? { error } : {})}
    />
  );
}

type LinkDialogProps = { onDone: (link: { label: string; url: string }) => void; onClose: () => void };

function LinkDialog({ onDone, onClose }: LinkDialogProps) {
  const [label, setLabel] = useState("");
  const [url, setUrl] = useState("");
  const [errors, setErrors] = useState<{ label?: string; url?: string }>({});
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault();
    submitted.stopPropagation();
    const read = readGiftLink(url);
    const named = label.trim();
    setErrors({
      ...(named ? {} : { label: "What shall guests read on the link?" }),
      ...(read.ok ? {} : { url: read.message }),
    });
    if (named && read.ok) onDone({ label: named, url: read.url });
  };
  return (
    <Dialog
      open
      keepOpenOnOutsideClick
      title="A gift list"
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      footer={
        <>
          <Button onClick={onClose}>Go back</Button>
          <Button type="submit" form="gift-link" variant="primary">
            Add
          </Button>
        </>
      }
    >
      <form id="gift-link" noValidate onSubmit={submit} className="grid gap-5">
        <TextField
          label="Name"
          maxLength={60}
          autoComplete="off"
          value={label}
          onChange={(event) => setLabel(event.target.value)}
          help="For example: Our list at Good Earth."
          {...(errors.label ? { error: errors.label } : {})}
        />
        <TextField
          label="Link"
          type="url"
          inputMode="url"
          autoComplete="off"
          maxLength={500}
          value={url}
          onChange={(event) => setUrl(event.target.value)}
          {...(errors.url ? { error: errors.url } : {})}
        />
      </form>
    </Dialog>
  );
}
