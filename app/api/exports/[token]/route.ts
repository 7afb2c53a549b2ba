import { Readable } from "node:stream";
import { mintScope } from "@/lib/access/policy";
import { objectStore } from "@/lib/adapters/object-store";
import { noteDownload } from "@/lib/exports/commands/note-download";
import { locateExportLink, requireExport } from "@/lib/exports/queries";
import { AppError } from "@/lib/kernel/errors";
import { route } from "@/lib/platform/http";
import { hashToken } from "@/lib/platform/tokens";
import { readTenant } from "@/lib/platform/transaction";

/** A vendor's download by its signed link. Unknown, expired and revoked links look the same. */
export const GET = route<{ token: string }>(
  "exports.download",
  async (_request, { token }, { correlationId }) => {
    const link = await locateExportLink(hashToken(token));
    if (!link)
      throw new AppError(
        "not_found",
        "This link is not valid any more. Please ask the family for a new one.",
      );
    const scope = mintScope(link.weddingId, { kind: "system", job: "exports.download" });
    const file = await readTenant(scope, (tx) => requireExport(tx, scope, link.exportId));
    if (file.state !== "ready" || !file.objectKey)
      throw new AppError("unavailable", "The file is still being made. Please try again in a moment.");
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
