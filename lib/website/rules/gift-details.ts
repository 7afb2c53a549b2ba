/** A UPI id has a name, one @ and a bank's handle; whose it is nobody but the bank knows. */
const UPI = /^[\w.-]{2,120}@[a-z][a-z0-9]{1,30}$/i;

export function readUpi(typed: string): { ok: true; upi: string | null } | { ok: false; message: string } {
  const upi = typed.replace(/\s+/g, "");
  if (upi === "") return { ok: true, upi: null };
  if (UPI.test(upi)) return { ok: true, upi };
  return { ok: false, message: "A UPI id looks like name@bank, for example anjali@okbank." };
}

/** The page of a gift list. Guests open it from the invitation: https alone, and no name hidden before an @. */
export function readGiftLink(pasted: string): { ok: true; url: string } | { ok: false; message: string } {
  const text = pasted.trim();
  const given = /^[\w-]+(\.[\w-]+)+(\/|$)/.test(text) ? `https://${text}` : text;
  const url = URL.canParse(given) ? new URL(given) : null;
  if (url?.protocol !== "https:" || url.username || url.password || !url.hostname.includes("."))
    return { ok: false, message: "Paste the whole link of the gift list, beginning with https://" };
  return { ok: true, url: url.href };
}
