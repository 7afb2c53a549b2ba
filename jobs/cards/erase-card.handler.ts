import type { z } from "zod";
import { mintOwnerScope } from "@/lib/access/policy";
import { objectStore } from "@/lib/adapters/object-store";
import { eraseDeleted } from "@/lib/cards/commands/erase-card";
import { findFace } from "@/lib/cards/queries";
import { dueToErase, listFiles } from "@/lib/cards/queries/files";
import { filesOf } from "@/lib/cards/rules/picture";
import type { eraseCard } from "@/lib/cards/topics";
import { readOwned } from "@/lib/platform/transaction";
import type { Handler } from "../job";

/**
 * Erases a card that stayed deleted; where it was brought back, or deleted anew since, nothing happens. The files go
 * first: whoever is interrupted finds the card once more, and with it what is left of them.
 */
export const handle: Handler<z.output<typeof eraseCard.payload>> = async (
  { ownerId, cardId },
  { correlationId },
) => {
  const scope = mintOwnerScope(ownerId, { kind: "system", job: "cards.erase" });
  const files = await readOwned(scope, async (tx) => {
    if (!(await dueToErase(tx, cardId))) return null;
    // Cards from before their files were written down have those that follow from what they say.
    return [...(await listFiles(tx, cardId)), ...filesOf((await findFace(tx, cardId))!)];
  });
  if (!files) return;
  for (const key of new Set(files)) await objectStore().delete(key);
  await eraseDeleted({ scope, correlationId }, { cardId });
};
