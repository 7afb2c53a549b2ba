import { loadEntry } from "@/lib/access/loaders";
import type { GuestLanguage } from "@/lib/kernel/languages";
import { readTenant } from "@/lib/platform/transaction";
import { weddingLanguages } from "@/lib/website/queries/languages";

/** In which languages words of this wedding are read. */
export async function loadLanguages(weddingId: string): Promise<GuestLanguage[]> {
  const { scope } = await loadEntry(weddingId);
  return readTenant(scope, (tx) => weddingLanguages(tx, scope));
}
