import { loadEntry } from "@/lib/access/loaders";
import { readTenant } from "@/lib/platform/transaction";
import { loadSendingRules } from "./queries";

/** When and how often the wedding writes, for whoever may change it. */
export async function loadRulesPage(weddingId: string) {
  const { scope } = await loadEntry(weddingId);
  if (!scope.permissions.has("runs.approve")) return { may: false as const };
  return { may: true as const, rules: await readTenant(scope, (tx) => loadSendingRules(tx, scope)) };
}
