import { Readable } from "node:stream";
import { mintScope } from "@/lib/access/policy";
import { objectStore } from "@/lib/adapters/object-store";
import { noteDownload } from "@/lib/exports/commands/note-download";
import { locateExportLink, requireExport } from "@/lib/exports/queries";
import { AppError, type AppErrorCode, statusOf } from "@/lib/kernel/errors";
import { route } from "@/lib/platform/http";
import { hashToken } from "@/lib/platform/tokens";
import { readTenant } from "@/lib/platform/transaction";
import { noticeDocument } from "@/lib/website/rules/notice";

const ENDED = "This link is not valid any more. Please ask the family for a new one.";
const SOON = "The file is still being made. Please open the link again in a moment.";

/** A vendor's download by its signed link. Unknown, expired and revoked links look the same. */
export const GET = route<{ token: string }>(
  "exports.download",
  async (request, { token }, { correlationId }) => {
    const link = await locateExportLink(hashToken(token));
    if (!link) return notYet(request, "not_found", "This link does not open", ENDED);
    const scope = mintScope(link.weddingId, { kind: "system", job: "exports.download" });
    const file = await readTenant(scope, (tx) => requireExport(tx, scope, link.exportId));
    if (file.state !== "ready" || !file.objectKey) return notYet(request, "unavailable", "One moment", SOON);
    const { body, bytes } = await objectStore().get(file.objectKey);
    await noteDownload({ scope, correlationId }, { linkId: link.linkId });
    return new Response(Readable.toWeb(body) as ReadableStream<Uint8Array>, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-length": String(bytes),
        "content-disposition": `attachment; filename="${file.fileName}"`,
        "cache-control": "private, no-store",
        "x-content-sha256": file.sha256 ?? "",
        "x-robots-tag": "noindex",
        "referrer-policy": "no-referrer",
      },
    });
  },
);

/** A caterer opens the link in a browser and gets words; a program gets the problem. */
function notYet(request: Request, code: AppErrorCode, title: string, text: string): Response {
  if (!request.headers.get("accept")?.includes("text/html")) throw new AppError(code, text);
  return new Response(noticeDocument(title, text, "en"), {
    status: statusOf(code),
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "private, no-store",
      "x-robots-tag": "noindex",
      "referrer-policy": "no-referrer",
    },
  });
}
