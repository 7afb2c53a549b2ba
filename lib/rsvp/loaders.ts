import { notFound } from "next/navigation";
import { mintScope } from "@/lib/access/policy";
import { hashToken } from "@/lib/platform/tokens";
import { readTenant } from "@/lib/platform/transaction";
import { locateGuestLink, readGuestPage } from "./queries/guest-page";

/** A household's own page by its link. Unknown and withdrawn links look the same. */
export async function loadGuestPage(token: string) {
  const found = await locateGuestLink(hashToken(token));
  if (!found) notFound();
  const scope = mintScope(found.weddingId, { kind: "guest", unitId: found.unitId });
  return (await readTenant(scope, (tx) => readGuestPage(tx, scope, found.unitId))) ?? notFound();
}
