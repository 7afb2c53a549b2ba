/** Addresses that would look like ours, or like somebody who may ask for passwords or money. */
const RESERVED = new Set(
  `about account accounts admin administrator api app assets auth bank billing blog contact dashboard demo edit example
  help home index info invite invitation invitations legal login logout mail media news new null official owner parinaya
  parinayaos password pay payment payments preview privacy robots root security settings sign-in sign-up signin signup
  site sitemap static status support system team terms test undefined verify w wedding weddings website whatsapp www`.split(
    /\s+/,
  ),
);

const SLUG_MIN = 3;
const SLUG_MAX = 60;

/** What is wrong with an address, in words that say what to do; null where nothing is. */
export function slugProblem(slug: string): string | null {
  if (slug.length < SLUG_MIN) return `An address has at least ${SLUG_MIN} letters, for example anjali-rohan.`;
  if (slug.length > SLUG_MAX)
    return `An address of at most ${SLUG_MAX} letters can be read out on the phone.`;
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug))
    return "Use small English letters and digits, with a single dash between words, for example anjali-rohan.";
  if (!/[a-z]/.test(slug)) return "An address needs a letter, so that nobody takes it for a number.";
  if (RESERVED.has(slug)) return "This address is kept free. Please choose another, for example your names.";
  return null;
}

/** An address made of names in Latin letters, for the form to begin with; null where none can be made. */
export function suggestSlug(names: string): string | null {
  const slug = names
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, SLUG_MAX)
    .replace(/-+$/, "");
  return slugProblem(slug) === null ? slug : null;
}
