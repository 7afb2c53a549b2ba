"use client";

import { LinkList } from "@/components/exports/link-list";
import { MakeLinkDialog } from "@/components/exports/make-link-dialog";
import { AsOf } from "@/components/shared/as-of";
import { fileSize } from "@/components/shared/file-drop";
import { Badge } from "@/components/ui/badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Spinner } from "@/components/ui/spinner";
import type { Tone } from "@/components/ui/tone";
import type { ExportFile } from "@/lib/exports/loaders";

const states: Record<ExportFile["state"], { label: string; tone: Tone }> = {
  queued: { label: "Being made", tone: "pending" },
  ready: { label: "Ready", tone: "yes" },
  failed: { label: "Could not be made", tone: "failed" },
};

export type ExportCardProps = { weddingId: string; file: ExportFile; zone: string; onChanged: () => void };

export function ExportCard({ weddingId, file, zone, onChanged }: ExportCardProps) {
  const state = states[file.state];
  return (
    <Card>
      <CardHeader
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {file.eventName}
            <Badge tone={state.tone}>{state.label}</Badge>
          </span>
        }
        {...(file.fileName ? { sentence: <span className="break-all">{file.fileName}</span> } : {})}
        actions={
          file.state === "ready" ? (
            <MakeLinkDialog
              weddingId={weddingId}
              exportId={file.id}
              eventName={file.eventName}
              onMade={onChanged}
            />
          ) : null
        }
      />
      <CardBody className="grid gap-4">
        {file.state === "queued" ? (
          <p role="status" className="flex items-center gap-2 text-muted">
            <Spinner />
            The file is being made. You may leave this page.
          </p>
        ) : null}
        {file.state === "failed" ? <p>It could not be made. Nothing was lost; make it once more.</p> : null}
        {file.state === "ready" ? <Facts file={file} zone={zone} /> : null}
        {file.links.length > 0 ? (
          <div className="border-line border-t pt-4">
            <h3 className="mb-2 font-medium">Links</h3>
            <LinkList weddingId={weddingId} links={file.links} zone={zone} onChanged={onChanged} />
          </div>
        ) : file.state === "ready" ? (
          <p className="text-muted">Nobody has a link to it yet.</p>
        ) : null}
      </CardBody>
    </Card>
  );
}

function Facts({ file, zone }: { file: ExportFile; zone: string }) {
  return (
    <>
      <dl className="tabular flex flex-wrap gap-x-8 gap-y-3">
        <Fact term="Families">{(file.rows ?? 0).toLocaleString("en-IN")}</Fact>
        <Fact term="Size">{fileSize(file.bytes ?? 0)}</Fact>
        {file.asOf ? (
          <Fact term="Counted">
            <AsOf at={file.asOf} zone={zone} />
          </Fact>
        ) : null}
      </dl>
      {file.sha256 ? (
        <details className="text-muted text-sm">
          <summary className="hit-area w-fit">Is it still the same file?</summary>
          <p className="mt-1">
            Its check sum (SHA-256): <code className="select-all break-all text-ink">{file.sha256}</code>
          </p>
        </details>
      ) : null}
    </>
  );
}

function Fact({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-muted text-sm">{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
