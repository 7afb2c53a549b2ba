"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { FileDrop, fileSize } from "@/components/shared/file-drop";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field-parts";
import { Progress } from "@/components/ui/progress";

type Upload = { file: File; sent: number };

/** Sends the file itself as the body; XMLHttpRequest, because fetch does not say how far an upload is. */
function send(
  request: XMLHttpRequest,
  address: string,
  file: File,
  onSent: (bytes: number) => void,
): Promise<{ ok: true; batchId: string } | { ok: false; message: string }> {
  return new Promise((resolve) => {
    request.open("POST", address);
    request.setRequestHeader("content-type", file.type || "application/octet-stream");
    request.upload.onprogress = (event) => onSent(event.loaded);
    request.onload = () => {
      const body = safeJson(request.responseText) as { batchId?: string; title?: string } | null;
      if (request.status === 202 && body?.batchId) resolve({ ok: true, batchId: body.batchId });
      else resolve({ ok: false, message: body?.title ?? "The file did not arrive. Please try again." });
    };
    request.onerror = () =>
      resolve({ ok: false, message: "The connection broke off. Nothing was added; please try again." });
    request.onabort = () => resolve({ ok: false, message: "You stopped it. Nothing was added." });
    request.send(file);
  });
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export function UploadList({ weddingId, maxBytes }: { weddingId: string; maxBytes: number }) {
  const router = useRouter();
  const [upload, setUpload] = useState<Upload>();
  const [error, setError] = useState<string>();
  const [arrived, setArrived] = useState(false);
  const request = useRef<XMLHttpRequest>(null);

  const start = async (file: File) => {
    setError(undefined);
    setUpload({ file, sent: 0 });
    request.current = new XMLHttpRequest();
    const address = `/api/weddings/${weddingId}/imports?name=${encodeURIComponent(file.name)}`;
    const done = await send(request.current, address, file, (sent) => setUpload({ file, sent }));
    if (!done.ok) {
      setUpload(undefined);
      return setError(done.message);
    }
    setArrived(true);
    router.push(`/weddings/${weddingId}/guests/import/${done.batchId}`);
  };

  if (upload) {
    return (
      <div className="rounded-md border border-line bg-surface p-4">
        <Progress
          label={arrived ? `${upload.file.name} has arrived` : `Sending ${upload.file.name}`}
          done={Math.min(100, Math.round((upload.sent / Math.max(1, upload.file.size)) * 100))}
          total={100}
          words={{ of: "% of" }}
          className="[&_.tabular]:sr-only"
        />
        <p className="mt-2 flex flex-wrap items-center justify-between gap-3 text-muted text-sm">
          <span className="tabular" aria-live="polite">
            {arrived
              ? "Opening it"
              : `${fileSize(Math.min(upload.sent, upload.file.size))} of ${fileSize(upload.file.size)}`}
          </span>
          {arrived ? null : (
            <Button size="sm" onClick={() => request.current?.abort()}>
              Stop
            </Button>
          )}
        </p>
      </div>
    );
  }
  return (
    <>
      <FileDrop
        name="list"
        label="The list"
        accept=".csv,.txt,.tsv,.vcf,.xlsx,text/csv,text/vcard,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        maxBytes={maxBytes}
        help="An Excel workbook (.xlsx), a CSV file from Google Contacts, Outlook or a sheet, or contacts from a phone (.vcf)."
        onFiles={([file]) => {
          if (file) void start(file);
        }}
      />
      <FieldError id="upload-error">{error}</FieldError>
    </>
  );
}
