import { Download } from "lucide-react";
import { buttonLook } from "@/components/ui/button-look";
import { cn } from "@/lib/kernel/class-names";

const words = { refused: "Download the rows to mend", noticed: "Download what we noticed" };

export type DownloadRowsProps = { weddingId: string; batchId: string; which: keyof typeof words };

export function DownloadRows({ weddingId, batchId, which }: DownloadRowsProps) {
  return (
    <a
      href={`/api/weddings/${weddingId}/imports/${batchId}/${which}`}
      download
      className={cn(buttonLook(), "no-underline")}
    >
      <Download aria-hidden="true" />
      {words[which]}
    </a>
  );
}
