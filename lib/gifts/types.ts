/** Cash that was counted; an envelope (shagun), whose amount may be known later; a thing; a blessing, which is a gift too. */
export const GIFT_KINDS = ["cash", "envelope", "thing", "blessing"] as const;
export type GiftKind = (typeof GIFT_KINDS)[number];

/** How somebody was thanked: by a message of ours, from a relative's own WhatsApp, by a call, a card, or face to face. */
export const THANKS = ["message", "whatsapp", "call", "card", "in_person"] as const;
export type Thanks = (typeof THANKS)[number];

export const GIFT_WAYS = ["received", "given"] as const;
/** `received`: they gave it to us. `given`: we gave it to them. */
export type GiftWay = (typeof GIFT_WAYS)[number];
