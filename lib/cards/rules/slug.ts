/** No vowels (no words come of it by chance), no 0, 1, l, o: 28 signs that nobody takes for one another. */
const SIGNS = "23456789bcdfghjkmnpqrstvwxyz";
/** 13 of 28 are 62.5 bits. */
const LENGTH = 13;
/** Bytes from here on would make some signs likelier than others. */
const LIMIT = 256 - (256 % SIGNS.length);

const SLUG = new RegExp(`^[${SIGNS}]{${LENGTH}}$`);
export const isSlug = (text: string): boolean => SLUG.test(text);

/** A card's address out of random bytes; null where too many of them had to be passed over (32 are nearly always enough). */
export function slugFrom(random: Uint8Array): string | null {
  const signs = [...random]
    .filter((byte) => byte < LIMIT)
    .slice(0, LENGTH)
    .map((byte) => SIGNS[byte % SIGNS.length]);
  return signs.length === LENGTH ? signs.join("") : null;
}
