import { readAmount } from "@/lib/gifts/rules/amount";
import type { GiftKind } from "@/lib/gifts/types";

/** A gift as a form holds it: what was typed, word for word. */
export interface GiftDraft {
  kind: GiftKind;
  amount: string;
  what: string;
  note: string;
  giver: string;
  eventId: string;
  receivedBy: string;
}

export const NO_GIFT: GiftDraft = {
  kind: "cash",
  amount: "",
  what: "",
  note: "",
  giver: "",
  eventId: "",
  receivedBy: "",
};

/** An amount as it is typed again: "1,101", "USD 50"; nothing where there is none. */
export const amountText = ({
  amount,
  currency,
}: {
  amount: number | null;
  currency: string | null;
}): string =>
  amount === null ? "" : `${currency === "INR" ? "" : `${currency} `}${amount.toLocaleString("en-IN")}`;

/** Another kind has other fields: what was typed into one that is not seen any more is not kept in silence. */
export const ofKind = (kind: GiftKind): Partial<GiftDraft> => ({
  kind,
  ...(kind === "thing" || kind === "blessing" ? { amount: "" } : {}),
  ...(kind === "thing" ? {} : { what: "" }),
});

const orNull = (text: string): string | null => text.trim() || null;

/** What the commands take of it; or what is wrong, and with which field. */
export function readDraft(
  draft: GiftDraft,
): { ok: true; facts: Record<string, unknown> } | { ok: false; field: "amount" | "what"; error: string } {
  const written = draft.amount.trim();
  const money = written === "" || draft.kind === "blessing" ? null : readAmount(written);
  if (written !== "" && draft.kind !== "blessing" && money === null)
    return { ok: false, field: "amount", error: "Write the amount in digits, for example 1,101 or 51k." };
  if (draft.kind === "cash" && money === null)
    return { ok: false, field: "amount", error: "Write the amount, or choose Envelope and open it later." };
  if (draft.kind === "thing" && !draft.what.trim())
    return { ok: false, field: "what", error: "Say what it is, for example Silver bowls." };
  return {
    ok: true,
    facts: {
      kind: draft.kind,
      amount: money?.amount ?? null,
      currency: money?.currency ?? "INR",
      what: orNull(draft.what),
      note: orNull(draft.note),
      eventId: draft.eventId || null,
      receivedBy: orNull(draft.receivedBy),
    },
  };
}
