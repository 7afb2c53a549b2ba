import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { cards } from "@/db/schema/cards";
import { stateOf } from "@/lib/cards/rules/card-state";
import { AppError } from "@/lib/kernel/errors";

/** The card, held until the transaction ends. Somebody else's is not there: the fence shows it to nobody. */
export async function lockCard(tx: Transaction, cardId: string, now: Date) {
  const [card] = await tx.select().from(cards).where(eq(cards.id, cardId)).for("update");
  if (!card) throw new AppError("not_found", "This card is not there, or it is not yours.");
  return { card, state: stateOf(card, now) };
}
