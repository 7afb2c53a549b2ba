"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { sendList } from "@/components/imports/send-list";
import { FileDrop, fileSize } from "@/components/shared/file-drop";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field-parts";
import { Progress } from "@/components/ui/progress";
import { notify } from "@/components/ui/toaster";

/** `place` of `all`, where several were chosen. */
type Upload = { file: File; sent: number; place: number; all: number };

export function UploadList({ weddingId, maxBytes }: { weddingId: string; maxBytes: number }) {
  const router = useRouter();
  const [upload, setUpload] = useState<Upload>();
  const [error, setError] = useState<string>();
  const [arrived, setArrived] = useState(false);
  const request = useRef<XMLHttpRequest>(null);

  /** One after the other; what has arrived stays where the next one does not. Returns the last list, or why there is none. */
  const start = async (files: readonly File[]) => {
    setError(undefined);
    const arrivedIds: string[] = [];
    for (const [index, file] of files.entries()) {
      const at = (sent: number) => setUpload({ file, sent, place: index + 1, all: files.length });
      at(0);
      request.current = new XMLHttpRequest();
      const address = `/api/weddings/${weddingId}/imports?name=${encodeURIComponent(file.name)}`;
      const done = await sendList(request.current, address, file, at);
      if (!done.ok) {
        setUpload(undefined);
        setError(files.length > 1 ? `${file.name}: ${done.message}` : done.message);
        if (arrivedIds.length > 0) router.refresh();
        return;
      }
      arrivedIds.push(done.batchId);
    }
    setArrived(true);
    if (arrivedIds.length === 1) return router.push(`/weddings/${weddingId}/guests/import/${arrivedIds[0]}`);
    notify.done(`${arrivedIds.length} lists have arrived`, {
      more: "Open each below, look at its rows, and add it.",
    });
    setUpload(undefined);
    setArrived(false);
    router.refresh();
  };

  if (upload) {
    return (
      <div className="rounded-md border border-line bg-surface p-4">
        <Progress
          label={
            arrived
              ? `${upload.file.name} has arrived`
              : `Sending ${upload.file.name}${upload.all > 1 ? `, ${upload.place} of ${upload.all}` : ""}`
          }
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
        label="The list, or several"
        multiple
        accept=".csv,.txt,.tsv,.vcf,.xlsx,text/csv,text/vcard,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        maxBytes={maxBytes}
        help="An Excel workbook (.xlsx), a CSV file from Google Contacts, Outlook or a sheet, or contacts from a phone (.vcf)."
        onFiles={(files) => {
          if (files.length > 0) void start(files);
        }}
      />
      <FieldError id="upload-error">{error}</FieldError>
    </>
  );
}
