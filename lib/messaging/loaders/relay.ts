import { notFound } from "next/navigation";
import { mintScope } from "@/lib/access/policy";
import { formatPhone } from "@/lib/kernel/phone";
import { requireSender } from "@/lib/messaging/queries/dispatch";
import { countCalledOff, listRelayed, locateRelayLink } from "@/lib/messaging/queries/relay";
import { hashToken } from "@/lib/platform/tokens";
import { readTenant } from "@/lib/platform/transaction";
import { requireWedding } from "@/lib/weddings/queries";

/** A relative's list by its link. Unknown, expired and withdrawn links look the same. */
export async function loadRelayPage(token: string) {
  const found = await locateRelayLink(hashToken(token));
  if (!found) notFound();
  const scope = mintScope(found.weddingId, { kind: "system", job: "messaging.relay" });
  return readTenant(scope, async (tx) => ({
    sender: (await requireSender(tx, scope, found.senderId)).label ?? "",
    wedding: (await requireWedding(tx, scope)).name,
    calledOff: await countCalledOff(tx, scope, found.senderId),
    messages: (await listRelayed(tx, scope, found.senderId)).map((one) => ({
      ...one,
      destination: formatPhone(one.destination),
    })),
  }));
}

export type RelayPage = Awaited<ReturnType<typeof loadRelayPage>>;
