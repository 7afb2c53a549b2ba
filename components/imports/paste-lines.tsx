"use client";

import { useRouter } from "next/navigation";
import { type ClipboardEvent, type FormEvent, useRef, useState } from "react";
import { useDraft } from "@/components/events/use-draft";
import { sendList } from "@/components/imports/send-list";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { TextareaField } from "@/components/ui/text-field";

const empty = { text: "" };
/** Some five thousand lines. A box with more of them in it stands still at every key; they are read like a file at once. */
const LONG = 200_000;

/** Guests as somebody wrote them in a chat, one on each line: read like a file. */
export function PasteLines({ weddingId }: { weddingId: string }) {
  const router = useRouter();
  const { draft, change, reset } = useDraft(`paste:${weddingId}`, empty);
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const lines = useRef<HTMLTextAreaElement>(null);

  const read = async (submitted: FormEvent) => {
    submitted.preventDefault();
    if (busy) return;
    if (!draft.text.trim()) {
      setError("Please paste at least one line.");
      return lines.current?.focus();
    }
    await send(draft.text);
  };

  const send = async (text: string) => {
    setError(undefined);
    setBusy(true);
    const address = `/api/weddings/${weddingId}/imports?name=${encodeURIComponent("Pasted lines")}&kind=pasted`;
    const list = new Blob([text], { type: "text/plain" });
    const done = await sendList(new XMLHttpRequest(), address, list);
    if (!done.ok) {
      setBusy(false);
      return setError(done.message);
    }
    reset(empty);
    router.push(`/weddings/${weddingId}/guests/import/${done.batchId}`);
  };

  const paste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const pasted = event.clipboardData.getData("text");
    if (pasted.length < LONG) return;
    event.preventDefault();
    const { value, selectionStart, selectionEnd } = event.currentTarget;
    if (!busy) void send(value.slice(0, selectionStart) + pasted + value.slice(selectionEnd));
  };

  return (
    <form onSubmit={(submitted) => void read(submitted)} noValidate>
      <Card>
        <CardHeader
          title="Lines from a chat"
          sentence="As your family sent them, one guest or family on each line."
        />
        <CardBody>
          <TextareaField
            ref={lines}
            label="Paste lines from a chat"
            name="lines"
            rows={5}
            autoComplete="off"
            className="[&_textarea]:max-h-96"
            readOnly={busy}
            onPaste={paste}
            value={draft.text}
            onChange={(event) => {
              change({ text: event.target.value });
              setError(undefined);
            }}
            help={
              <>
                For example:
                <span className="block">Ramesh uncle 98765 43210 +4</span>
                <span className="block">Sunita Sharma - 98250 12345 (2 kids)</span>
                <span className="block">Verma family of 5</span>
              </>
            }
            {...(error ? { error } : {})}
          />
        </CardBody>
        <CardFooter>
          <p className="min-w-0 flex-1 basis-64 text-muted text-sm">
            You look at the rows before anything is added.
          </p>
          <Button type="submit" variant="primary" loading={busy} loadingText="Sending">
            Read these lines
          </Button>
        </CardFooter>
      </Card>
    </form>
  );
}
