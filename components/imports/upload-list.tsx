"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { sendList } from "@/components/imports/send-list";
import { FileDrop, fileSize } from "@/components/shared/file-drop";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field-parts";
import { Progress } from "@/components/ui/progress";

type Upload = { file: File; sent: number };

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
    const done = await sendList(request.current, address, file, (sent) => setUpload({ file, sent }));
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
