import { counted } from "@/components/shared/fill-words";
import type { Tone } from "@/components/ui/tone";
import { showMoney } from "@/lib/gifts/rules/amount";
import type { GiftKind, Thanks } from "@/lib/gifts/types";

export const kindWords: Record<GiftKind, string> = {
  cash: "Cash",
  envelope: "Envelope",
  thing: "Thing",
  blessing: "Blessing",
};

export const howWords: Record<Thanks, string> = {
  message: "Thanked by message",
  whatsapp: "Thanked from a relative’s WhatsApp",
  call: "Thanked in a call",
  card: "Thanked by a card",
  in_person: "Thanked in person",
};

export const giftsWords = (n: number): string => counted(n, { one: "gift", many: "gifts" });

export const moneyOf = (amount: number | null, currency: string | null): string | null =>
  amount === null || currency === null ? null : showMoney({ amount, currency });

/** A gift in a few words: "₹1,101", "Envelope, not opened", "Silver bowls". */
export function giftWords(
  gift: { kind: GiftKind; amount: number | null; currency: string | null; what: string | null },
  seesAmounts: boolean,
): string {
  const money = moneyOf(gift.amount, gift.currency);
  const kind =
    gift.kind === "envelope" && seesAmounts && money === null ? "Envelope, not opened" : kindWords[gift.kind];
  return [money ?? (gift.what && gift.kind === "thing" ? null : kind), gift.what].filter(Boolean).join(", ");
}

export function thanksBadge(gift: { thanked: unknown; thanksLost: boolean }): { tone: Tone; label: string } {
  if (gift.thanked) return { tone: "yes", label: "Thanked" };
  return gift.thanksLost
    ? { tone: "failed", label: "Thanks did not arrive" }
    : { tone: "pending", label: "Not thanked yet" };
}
