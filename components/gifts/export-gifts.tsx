"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { useMakeLink } from "@/components/exports/use-make-link";
import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/toaster";

const TRIES = 60;

/** The book as a file: a job makes it, a link of an hour hands it out. */
export function ExportGifts({
  weddingId,
  kind,
  label,
}: {
  weddingId: string;
  kind: "gifts" | "gift_notes";
  label: string;
}) {
  const { run } = useCommand(weddingId);
  const { make } = useMakeLink(weddingId);
  const [busy, setBusy] = useState(false);
  const fetchFile = async () => {
    const id = crypto.randomUUID();
    const asked = await run("exports.request-gifts", { id, kind }, { refresh: false });
    if (!asked.ok) return asked.message;
    const link = await make(id, label, 1);
    if (!link.ok) return link.message;
    for (let turn = 0; turn < TRIES; turn++) {
      await new Promise((resolve) => setTimeout(resolve, turn < 5 ? 300 : 1_000));
      const answer = await fetch(link.url);
      if (answer.status === 503) continue;
      if (!answer.ok) break;
      const name = answer.headers.get("content-disposition")?.match(/filename="([^"]+)"/)?.[1] ?? "gifts.csv";
      const address = URL.createObjectURL(await answer.blob());
      Object.assign(document.createElement("a"), { href: address, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
      return null;
    }
    return "The file takes longer than it should. Please try again in a minute.";
  };
  const download = async () => {
    setBusy(true);
    const problem = await fetchFile().catch(
      () => "There is no connection at the moment. Nothing was changed; please try again.",
    );
    setBusy(false);
    if (problem) notify.failed(problem);
  };
  return (
    <Button loading={busy} onClick={() => void download()}>
      <Download aria-hidden="true" />
      {label}
    </Button>
  );
}
