import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import type { z } from "zod";
import { mintOwnerScope } from "@/lib/access/policy";
import { objectStore } from "@/lib/adapters/object-store";
import { pictureDrawer } from "@/lib/adapters/pictures/draw";
import { settleLookup } from "@/lib/cards/commands/settle-lookup";
import { findLookup } from "@/lib/cards/queries";
import { cardPictureHash, pictureContent } from "@/lib/cards/rules/picture";
import { enrichCard } from "@/lib/cards/topics";
import type { CardFace } from "@/lib/cards/types";
import type { OwnedContext } from "@/lib/platform/owned-command";
import { readOwned } from "@/lib/platform/transaction";
import { pictureKey } from "@/lib/website/rules/pictures";
import { type Handler, PoisonJob } from "../job";
import { lookUpPlace } from "./look-up-place";

/**
 * Looks a card's place up, then draws the picture a chat shows of it. A provider that is away is asked again, ever
 * later; at the last try the host is told that it did not work, and the job goes to the dead letters.
 */
export const handle: Handler<z.output<typeof enrichCard.payload>> = async (
  { ownerId, cardId },
  { correlationId, attempt },
) => {
  const scope = mintOwnerScope(ownerId, { kind: "system", job: "cards.enrich" });
  const ctx: OwnedContext = { scope, correlationId };
  const read = () => readOwned(scope, (tx) => findLookup(tx, cardId));
  const wanted = await read();
  if (!wanted) return;
  let gaveUp: unknown;
  if (wanted.lookup === "waiting" || wanted.lookup === "failed") {
    const { placeName, address } = wanted.face;
    const settle = (outcome: Parameters<typeof settleLookup>[1]["outcome"]) =>
      settleLookup(ctx, { cardId, asked: { placeName, address }, outcome });
    try {
      await settle(await lookUpPlace(wanted));
    } catch (error) {
      if (!(error instanceof PoisonJob) && attempt < enrichCard.retryLimit) throw error;
      await settle({ kind: "failed" });
      gaveUp = error;
    }
  }
  const now = await read();
  if (now) await drawPicture(now.face);
  if (gaveUp) throw gaveUp;
};

/** By what is in it: the same card has the same picture, and a changed one another, at another address. */
async function drawPicture(face: CardFace): Promise<void> {
  const { photoUrl, ...ask } = pictureContent(face);
  const photo = photoUrl ? await buffer((await objectStore().get(photoUrl)).body).catch(() => null) : null;
  const drawn = await pictureDrawer.draw({ ...ask, photo });
  const hash = cardPictureHash(face);
  for (const shape of ["wide", "square"] as const)
    await objectStore().put(pictureKey(hash, shape), Readable.from([drawn[shape]]));
}
