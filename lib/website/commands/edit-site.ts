import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { sites } from "@/db/schema/website";
import type { Scope } from "@/lib/access/types";
import { type Refusal, refuse } from "@/lib/kernel/result";

type SiteRow = typeof sites.$inferSelect;

/** The wedding's site, held until the end of the transaction; a stale form is refused with what stands now. */
export async function holdSite(
  tx: Transaction,
  scope: Scope,
  version: number,
): Promise<{ ok: true; site: SiteRow } | Refusal> {
  const [site] = await tx.select().from(sites).where(eq(sites.weddingId, scope.weddingId)).for("update");
  if (!site) return refuse("not_found", "This wedding has no website yet.");
  if (site.version !== version)
    return refuse(
      "stale",
      "Someone changed the website meanwhile. Please look at it again before you save.",
      {
        current: site,
      },
    );
  return { ok: true, site };
}
