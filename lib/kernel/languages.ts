/**
 * The languages in which a guest reads our pages, each with its own name for itself, its script and its direction. Digits
 * are the same in all of them, as in the chat: what is read is what can be typed.
 */
export const GUEST_LANGUAGES = {
  en: { name: "English", script: "latin", locale: "en-IN", dir: "ltr" },
  hi: { name: "हिन्दी", script: "devanagari", locale: "hi-IN", dir: "ltr" },
  gu: { name: "ગુજરાતી", script: "gujarati", locale: "gu-IN", dir: "ltr" },
  mr: { name: "मराठी", script: "devanagari", locale: "mr-IN-u-nu-latn", dir: "ltr" },
  ta: { name: "தமிழ்", script: "tamil", locale: "ta-IN", dir: "ltr" },
  te: { name: "తెలుగు", script: "telugu", locale: "te-IN", dir: "ltr" },
  kn: { name: "ಕನ್ನಡ", script: "kannada", locale: "kn-IN", dir: "ltr" },
  ml: { name: "മലയാളം", script: "malayalam", locale: "ml-IN", dir: "ltr" },
  pa: { name: "ਪੰਜਾਬੀ", script: "gurmukhi", locale: "pa-IN", dir: "ltr" },
  bn: { name: "বাংলা", script: "bengali", locale: "bn-IN-u-nu-latn", dir: "ltr" },
  ur: { name: "اردو", script: "arabic", locale: "ur-IN-u-nu-latn", dir: "rtl" },
} as const;

export type GuestLanguage = keyof typeof GUEST_LANGUAGES;

/** Words by language; English, or else the first there is, stands in where one is missing. */
export type Words = Partial<Record<GuestLanguage, string>>;

export const isGuestLanguage = (code: string): code is GuestLanguage => Object.hasOwn(GUEST_LANGUAGES, code);

/** What a reader of `language` gets to see; null where nothing is written in any language. */
export function inLanguage(
  words: Words,
  language: GuestLanguage,
): { text: string; language: GuestLanguage } | null {
  const order = [language, "en", ...(Object.keys(words) as GuestLanguage[])] as GuestLanguage[];
  for (const code of order) {
    const text = words[code]?.trim();
    if (text) return { text, language: code };
  }
  return null;
}
