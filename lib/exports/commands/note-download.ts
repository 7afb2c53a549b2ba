import { exportDownloads } from "@/db/schema/exports";
import { noteDownloadInput } from "@/lib/exports/inputs";
import { defineCommand } from "@/lib/platform/command";

/** Every download by a link is counted, so that the family sees who has fetched what. */
export const noteDownload = defineCommand({
  name: "exports.note-download",
  permission: "wedding.read",
  input: noteDownloadInput,
  irreversible: "A download is a fact.",
  async run({ tx, scope }, { linkId }) {
    await tx.insert(exportDownloads).values({ weddingId: scope.weddingId, linkId });
    return {
      result: null,
      audit: [{ action: "download", entity: "export_link", entityId: linkId }],
      topics: [],
    };
  },
});
