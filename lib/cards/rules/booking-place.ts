import { EDGE, END, pattern } from "./booking-numbers";

/** Where what has been read already (times, days, links) was blanked out. */
const BLANK = "\u2502";
const MOST_LETTERS = 120;
/** Name and address together, with what is trimmed off them; what is longer is a story. */
const MOST_OF_LINE = 500;

export interface SaidPlace {
  name: string;
  address: string | null;
}

/** Words that stand where a place would, but name none that a stranger finds. */
const NO_PLACE =
  /^(my|our|your|his|her|their|the|a|an|mere|hamare|apne|aapke|मेरे|हमारे|आपके|अपने)?\s*(place|home|house|ghar|flat|office|restaurant|table|venue|hotel|hall|door|time|location|earliest|counter|reception|least|any|all|once|chai|coffee|khane|khana|ghar|घर|चाय|खाने)(\s+(details|only|please|number))?$/iu;
const NOT_FIRST =
  /^(?:is|has|was|will|for|on|at|the time|confirmed|booked|booking|reservation|table|your|please|see|come|let|hi|hello|hey|dear|thank|thanks|download|book|get|enjoy|cancel|call|regards|team|offer|flat|up to|bill|pay|download|view|manage|modify)(?![\p{L}])/iu;

/** "…, Bandra. DATE: …": the next fact of the same line. */
const NEXT_LABEL = /[.,;|]?\s+(?:date|day|time|timings?|guests?|pax|when|booking|table)\s*(?:[:–-]|$)/iu;

/** Trims what hangs on either side: signs, connecting words, an emoji. */
function tidy(text: string): string {
  let name = text.split(BLANK)[0]!.slice(0, MOST_OF_LINE).split(NEXT_LABEL)[0]!;
  for (let before = ""; before !== name; ) {
    before = name;
    name = name
      .replace(/^[^\p{L}\p{N}]+/u, "")
      .replace(/[^\p{L}\p{M}\p{N})'’.!]+$/u, "")
      .replace(/[.!]+$/u, "")
      .replace(
        pattern(
          `\\s(?:on|at|for|by|from|is|the|and|with|in|a|this|ke|ki|ko|par|pe|mein|me|se|around|booking|reservation|table|dinner|lunch|aur|में|पर|को)$`,
        ),
        "",
      );
  }
  return name.trim();
}

function place(found: string | undefined): SaidPlace | null {
  if (found === undefined) return null;
  const whole = tidy(found).replace(/^["“'‘]|["”'’]$/gu, "");
  const [name = "", ...rest] = whole.split(/\s*,\s*/);
  if (
    !/\p{L}{2}|\p{L}\p{M}/u.test(name) ||
    name.length > MOST_LETTERS ||
    NO_PLACE.test(name) ||
    NOT_FIRST.test(name)
  )
    return null;
  const address = rest
    .map((part) => part.trim())
    .filter(Boolean)
    .join(", ")
    .slice(0, 300);
  return { name, address: address || null };
}

const LABEL =
  "(?:restaurant(?: name)?|venue|place|outlet|where|hotel|cafe|dining at|location|jagah|jagha|जगह|स्थान|रेस्टोरेंट|रेस्तरां)";
const LINE = `([^\\n${BLANK}]+)`;
const NAMED = `([^\\n${BLANK};!?]+?)`;
const STOP = `(?=\\s*(?:$|[\\n${BLANK};!?]|[.](?:\\s|$)|\\s(?:on|for|is|has|at|by|from|with|this|and|tonight|please|kindly|was|will|under|dinner|lunch|breakfast|brunch|drinks|starting)${END}|\\s[-–|•]\\s))`;

/** The rest of a word: without an end, a text of one endless word is looked through from each of its letters. */
const WORD = "{0,40}";

/** From the plainest form to the loosest; the first that finds a name has the say. */
const RULES: readonly string[] = [
  `${EDGE}${LABEL}\\s*[:\\-–]\\s*${LINE}`,
  `(?:^|\\n|\\s)(?:📍|🍽️?|🏨|🏠)\\s*${LINE}`,
  `${EDGE}(?:table|reservation|booking|seat)s?[^\\n${BLANK}]{0,30}?(?:${BLANK}+[^\\n]{0,20}?)?\\s(?:at|with|in)\\s+${NAMED}${STOP}`,
  `${EDGE}(?:booked|reserved|confirmed|reservation|booking)\\s*(?:at|with|for|:|-|–)\\s+${NAMED}${STOP}`,
  `(?:^|\\n)\\s*${NAMED}\\s+(?:is|has been)\\s+(?:booked|confirmed|reserved)`,
  `${EDGE}(?:at|@)\\s+(?=[\\p{L}\\p{N}"“'‘])${NAMED}${STOP}`,
  `${EDGE}([\\p{Lu}\\p{Lo}][\\p{L}\\p{M}\\p{N}'’&.-]${WORD}(?:\\s+(?:[\\p{Lu}\\p{Lo}\\p{N}&][\\p{L}\\p{M}\\p{N}'’&.-]${WORD}|by|of|the|and|ka|ki|de|का|की)){0,5})\\s+(?:mein|me|main|par|pe|में|पर|पे)${END}`,
  `(?:mein|में|baje|बजे|ko|को|${BLANK}|^)\\s*([a-z][a-z'’&]${WORD}(?:\\s+[a-z][a-z'’&]${WORD}){1,3})\\s+(?:mein|me|main|par|pe)${END}`,
];

/** Hindi puts words of the day before the place; they are not its name. */
const LEADING = pattern(
  `^(?:(?:sab|sabhi|sablog|hum|ham|log|dinner|lunch|khana|milte|milna|milenge|party|chalo|chalte|raat|shaam|ka|ki|ke|hai|dosto|yaar|bhai|please|sabko|aap|family|table|booking|book|booked|सब|हम|आप|खाना|डिनर|लंच|पार्टी|रात|शाम|का|की|के|है|मिलते|चलो|लोग|दोस्तों)${END}[\\s,:-]*)+`,
);

/** The place a text names, from what is left of it once times, days, numbers and links are blanked out. */
export function placesIn(text: string): SaidPlace[] {
  for (const source of RULES) {
    const found = [...text.matchAll(pattern(source))]
      .map((match) => place(match[1]?.replace(LEADING, "")))
      .filter((one) => one !== null);
    const names = new Set(found.map((one) => one.name.toLowerCase()));
    if (names.size > 0)
      return [...names].map((name) => longest(found.filter((one) => one.name.toLowerCase() === name)));
  }
  return [];
}

const longest = (same: readonly SaidPlace[]): SaidPlace =>
  same.find((one) => one.address !== null) ?? same[0]!;

/** A shared map: the name on the first line, the address below it, the link last. */
export function sharedPlace(lines: readonly string[]): SaidPlace | null {
  const [name, ...rest] = lines.map((line) => line.trim()).filter(Boolean);
  const first = name === undefined ? null : place(name.replaceAll(",", " "));
  if (!first || name!.includes(BLANK)) return null;
  const address = rest
    .filter((line) => !line.includes(BLANK))
    .join(", ")
    .slice(0, 300);
  return { name: name!.replace(/\s*·.*$/, "").trim(), address: address || null };
}
