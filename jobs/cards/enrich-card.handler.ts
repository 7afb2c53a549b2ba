import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import type { z } from "zod";
import { mintOwnerScope } from "@/lib/access/policy";
import { objectStore } from "@/lib/adapters/object-store";
import { pictureDrawer } from "@/lib/adapters/pictures/draw";
import { forgetFiles, keepFiles } from "@/lib/cards/commands/keep-files";
import { settleLookup } from "@/lib/cards/commands/settle-lookup";
import { findLookup } from "@/lib/cards/queries";
import { listFiles } from "@/lib/cards/queries/files";
import { cardPictureHash, filesOf, pictureContent } from "@/lib/cards/rules/picture";
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
  const keep = async (keys: string[]) => void (await keepFiles(ctx, { cardId, keys }));
  let gaveUp: unknown;
  if (wanted.lookup === "waiting" || wanted.lookup === "failed") {
    const settle = (outcome: Parameters<typeof settleLookup>[1]["outcome"]) =>
      settleLookup(ctx, { cardId, asked: wanted.asked, outcome });
    try {
      await settle(await lookUpPlace(wanted, keep));
    } catch (error) {
      if (!(error instanceof PoisonJob) && attempt < enrichCard.retryLimit) throw error;
      await settle({ kind: "failed" });
      gaveUp = error;
    }
  }
  const now = await read();
  if (now) {
    await drawPicture(now.face, keep);
    await clearStale(ctx, now.face);
  }
  if (gaveUp) throw gaveUp;
};

/** By what is in it: the same card has the same picture, and a changed one another, at another address. */
async function drawPicture(face: CardFace, keep: (keys: string[]) => Promise<void>): Promise<void> {
  const { photoUrl, ...ask } = pictureContent(face);
  const photo = photoUrl ? await buffer((await objectStore().get(photoUrl)).body).catch(() => null) : null;
  const drawn = await pictureDrawer.draw({ ...ask, photo });
  const hash = cardPictureHash(face);
  await keep(filesOf(face));
  for (const shape of ["wide", "square"] as const)
    await objectStore().put(pictureKey(hash, shape), Readable.from([drawn[shape]]));
}

/** Pictures and photos of what the card said before go, so that changing a card again and again fills no disk. */
async function clearStale(ctx: OwnedContext, face: CardFace): Promise<void> {
  const keys = await readOwned(ctx.scope, (tx) => listFiles(tx, face.id, filesOf(face)));
  if (keys.length === 0) return;
  for (const key of keys) await objectStore().delete(key);
  await forgetFiles(ctx, { cardId: face.id, keys });
}
