import { oneLine, remembered } from "@/lib/imports/rules/cells";
import { problem, type RowProblem } from "@/lib/imports/rules/row-contacts";

export type DraftLanguage = "en" | "hi" | "gu" | "mr" | "ta" | "te" | "kn" | "ml" | "pa" | "bn" | "ur";
export type DraftDiet =
  | "veg"
  | "nonveg"
  | "egg"
  | "jain"
  | "vegan"
  | "no-onion-garlic"
  | "halal"
  /** None of these: the notes say what. */
  | "other";

const LANGUAGES: Record<DraftLanguage, string> = {
  en: "english eng अंग्रेजी अंगरेजी इंग्लिश અંગ્રેજી",
  hi: "hindi hin हिंदी हिन्दी હિન્દી",
  gu: "gujarati gujrati guj गुजराती ગુજરાતી",
  mr: "marathi mar मराठी મરાઠી",
  ta: "tamil tam तमिल தமிழ்",
  te: "telugu tel तेलुगु तेलुगू తెలుగు",
  kn: "kannada kan कन्नड ಕನ್ನಡ",
  ml: "malayalam mal मलयालम മലയാളം",
  pa: "punjabi panjabi pan pun पंजाबी ਪੰਜਾਬੀ",
  bn: "bengali bangla ben बंगाली बांग्ला বাংলা",
  ur: "urdu urd उर्दू اردو",
};

/** A word as it is looked up: lower case, composed, without the nukta that some type and some do not. */
const wordKey = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\u093c/g, "");

const LANGUAGE_OF = new Map(
  (Object.entries(LANGUAGES) as [DraftLanguage, string][]).flatMap(([code, words]) =>
    [code, ...words.split(" ")].map((word): [string, DraftLanguage] => [wordKey(word), code]),
  ),
);

/** The first language named in a cell, by name or code (`hi`, `hi-IN`), or undefined. */
export const languageOf = remembered((text): DraftLanguage | undefined => {
  for (const part of wordKey(text).split(/[^\p{L}\p{M}_-]+/u)) {
    const found = LANGUAGE_OF.get(part) ?? LANGUAGE_OF.get(part.split(/[-_]/)[0] ?? "");
    if (found) return found;
  }
  return undefined;
});

/** Sets the language the row asks for; `strict` adds a problem when the word names none of those we write in. */
export function readLanguage(
  text: string,
  draft: { language?: DraftLanguage; problems: RowProblem[] },
  strict: boolean,
): void {
  if (text === "") return;
  const language = languageOf(text);
  if (language) draft.language = language;
  else if (strict && /\p{L}/u.test(text)) {
    const message =
      "We do not write in this language yet; the wedding's own is used. Known: English, Hindi, Gujarati, Marathi, Tamil, Telugu, Kannada, Malayalam, Punjabi, Bengali, Urdu.";
    draft.problems.push(problem("language", "language_unknown", message, text));
  }
}

const NO_ONION =
  "(?:no|without|bina|बिना)[ -]*(?:onions?|garlic|pyaa?z|lahsun|lasun|प्याज|लहसुन)|swaminarayan|saa?tt?vik|सात्विक";
/** In the order they are looked for: "non-veg" holds "veg", and a Jain meal is vegetarian too. */
const DIETS: [string, DraftDiet][] = [
  ["jain|जैन|જૈન", "jain"],
  ["vegan|वीगन", "vegan"],
  [NO_ONION, "no-onion-garlic"],
  ["halaa?l|हलाल", "halal"],
  [
    "non[ .-]*veg(?:etarian|gie|\\.)?|\\bnv\\b|meat|chicken|mutton|fish|मांसाहारी|नॉन[ -]*वेज|માંસાહારી|நான்வெஜ்|அசைவம்",
    "nonveg",
  ],
  ["egg(?:s|[ei]tarian)?\\b|अंडा|अंडे", "egg"],
  ["veg(?:etarian|gie|\\.)?(?![\\p{L}])|शाकाहारी|वेज|શાકાહારી|சைவம்", "veg"],
];
const MATCHERS = DIETS.map(([words, diet]): [RegExp, DraftDiet] => [new RegExp(words, "u"), diet]);
const KNOWN_WORDS = new RegExp(
  `${DIETS.map(([words]) => words).join("|")}|\\b(?:food|foods|meals?|diet|only|pure|strictly?|preferred|thali|and|or|yes)\\b|खाना|भोजन|आहार|शुद्ध|केवल|और`,
  "gu",
);
const NO_WISH = /^(?:none|no|any|anything|na|n\/a|nil|no preferences?|everything|all|normal|regular|-+|–|—)$/;

/** What a cell says about food: the closed list's word, and the whole text where it says more than that word. */
export const dietOf = remembered((text): { diet?: DraftDiet; more?: string } => {
  const key = wordKey(oneLine(text));
  if (key === "" || NO_WISH.test(key)) return {};
  const diet = MATCHERS.find(([words]) => words.test(key))?.[1];
  if (!diet) return /\p{L}/u.test(key) ? { diet: "other", more: text } : {};
  return /[\p{L}\p{N}]/u.test(key.replace(KNOWN_WORDS, " ")) ? { diet, more: text } : { diet };
});
