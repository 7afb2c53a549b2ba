import { loadEntry } from "@/lib/access/loaders";
import { listEvents } from "@/lib/events/queries";
import { readTenant } from "@/lib/platform/transaction";
import { listExports } from "./queries";

/** The files made for vendors with their links, and the functions one can be made of. */
export async function loadExports(weddingId: string) {
  const { scope } = await loadEntry(weddingId);
  if (!scope.permissions.has("exports.create")) return { may: false as const };
  return readTenant(scope, async (tx) => {
    const events = await listEvents(tx, scope);
    const files = await listExports(tx, scope);
    return {
      may: true as const,
      side: scope.side,
      zone: events[0]?.zone ?? "Asia/Kolkata",
      events: events.map((event) => ({ id: event.id, name: event.name, invited: event.invited })),
      files: files.map((file) => ({
        id: file.id,
        state: file.state,
        eventName: file.eventName,
        fileName: file.fileName,
        rows: file.rows,
        bytes: file.bytes,
        sha256: file.sha256,
        asOf: file.asOf?.toISOString() ?? null,
        createdAt: file.createdAt.toISOString(),
        links: file.links.map((link) => ({
          ...link,
          expiresAt: link.expiresAt.toISOString(),
          revokedAt: link.revokedAt?.toISOString() ?? null,
        })),
      })),
    };
  });
}

export type ExportFile = Extract<Awaited<ReturnType<typeof loadExports>>, { may: true }>["files"][number];
