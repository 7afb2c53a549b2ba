import { notFound } from "next/navigation";
import { loadEntry } from "@/lib/access/loaders";
import { readTenant } from "@/lib/platform/transaction";
import { requireWedding } from "@/lib/weddings/queries";
import { listHistory, verifyAudit } from "./queries";

const ENTRIES_PER_PAGE = 60;

async function enterHistory(weddingId: string) {
  const { scope } = await loadEntry(weddingId);
  if (!scope.permissions.has("history.read")) notFound();
  return scope;
}

/** A page of what people did; `next` reads on, null at the beginning of the record. */
export async function loadHistory(weddingId: string, before: number | null) {
  const scope = await enterHistory(weddingId);
  const [wedding, entries] = await readTenant(scope, async (tx) => [
    await requireWedding(tx, scope),
    await listHistory(tx, scope, { limit: ENTRIES_PER_PAGE + 1, before }),
  ]);
  const page = entries.slice(0, ENTRIES_PER_PAGE);
  return { entries: page, zone: wedding.zone, next: entries.length > page.length ? page.at(-1)!.seq : null };
}

/** Recomputes the whole chain; a page shows it when it is there. */
export async function loadChain(weddingId: string) {
  const scope = await enterHistory(weddingId);
  return readTenant(scope, (tx) => verifyAudit(tx, scope));
}
