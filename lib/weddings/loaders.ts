import { notFound } from "next/navigation";
import { cache } from "react";
import { loadEntry, loadUser } from "@/lib/access/loaders";
import { listMemberships } from "@/lib/access/queries";
import { readTroubles } from "@/lib/messaging/loaders/senders";
import { readTenant } from "@/lib/platform/transaction";
import { readConsoleFacts, requireWedding } from "./queries";

/** The frame of the console: whose wedding, who I am, what my role may do, what waits. */
export const loadConsole = cache(async (weddingId: string) => {
  const { user, scope, membership } = await loadEntry(weddingId);
  const { wedding, facts, troubles } = await readTenant(scope, async (tx) => ({
    wedding: await requireWedding(tx, scope),
    facts: await readConsoleFacts(tx, scope),
    troubles: await readTroubles(tx, scope),
  }));
  return {
    wedding: { id: weddingId, name: wedding.name },
    me: { name: user.name ?? user.email.split("@")[0]!, role: membership.role, side: membership.side },
    facts,
    troubles,
    permissions: scope.permissions,
  };
});

export async function loadWeddings() {
  const user = await loadUser();
  return { user, weddings: await listMemberships(user.id) };
}

/** What was said when the wedding began, for those who may change it. */
export async function loadSettings(weddingId: string) {
  const { scope } = await loadEntry(weddingId);
  if (!scope.permissions.has("wedding.edit")) notFound();
  const { name, hosts, homeCountry, zone, childrenApart, version } = await readTenant(scope, (tx) =>
    requireWedding(tx, scope),
  );
  return { name, hosts, homeCountry, zone, childrenApart, version };
}
