import { z } from "zod";
import { defineTopic } from "@/lib/platform/topic";

const payload = z.object({ ownerId: z.uuid(), cardId: z.uuid() });

/** Looks a card's place up and draws its picture. */
export const enrichCard = defineTopic({
  name: "cards.enrich",
  payload,
  group: ({ ownerId }) => ownerId,
  retryLimit: 5,
  expireInSeconds: 60,
});

/** Everything of a card that was deleted a while ago goes. */
export const eraseCard = defineTopic({ name: "cards.erase", payload, group: ({ ownerId }) => ownerId });
