import type { z } from "zod";
import { mintOwnerScope } from "@/lib/access/policy";
import { objectStore } from "@/lib/adapters/object-store";
import { eraseDeleted } from "@/lib/cards/commands/erase-card";
import type { eraseCard } from "@/lib/cards/topics";
import type { Handler } from "../job";

/** Erases a card that stayed deleted; where it was brought back, or deleted anew since, nothing happens. */
export const handle: Handler<z.output<typeof eraseCard.payload>> = async (
  { ownerId, cardId },
  { correlationId },
) => {
  const scope = mintOwnerScope(ownerId, { kind: "system", job: "cards.erase" });
  const done = await eraseDeleted({ scope, correlationId }, { cardId });
  const photo = done.ok ? done.value?.photoKey : null;
  if (photo) await objectStore().delete(photo);
};
