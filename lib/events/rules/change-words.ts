import type { PlanFacts } from "@/lib/events/types";
import { clockTime } from "@/lib/kernel/clock";
import { GUEST_LANGUAGES, isGuestLanguage } from "@/lib/kernel/languages";

/** Words inside a message, in the language of its text. */
const WORDS: Record<string, { cancelled: string; open: string }> = {
  en: { cancelled: "cancelled", open: "not fixed yet" },
  hi: { cancelled: "रद्द", open: "अभी तय नहीं" },
  mr: { cancelled: "रद्द", open: "अजून ठरलेले नाही" },
  gu: { cancelled: "રદ", open: "હજી નક્કી નથી" },
  pa: { cancelled: "ਰੱਦ", open: "ਹਾਲੇ ਤੈਅ ਨਹੀਂ" },
  bn: { cancelled: "বাতিল", open: "এখনও ঠিক হয়নি" },
  ta: { cancelled: "ரத்து", open: "இன்னும் முடிவாகவில்லை" },
  te: { cancelled: "రద్దు", open: "ఇంకా నిర్ణయించలేదు" },
  kn: { cancelled: "ರದ್ದು", open: "ಇನ್ನೂ ನಿರ್ಧಾರವಾಗಿಲ್ಲ" },
  ml: { cancelled: "റദ്ദാക്കി", open: "ഇനിയും തീരുമാനിച്ചിട്ടില്ല" },
  ur: { cancelled: "منسوخ", open: "ابھی طے نہیں" },
};

const PLACE_MAX = 160;

export interface ChangeWords {
  was: string;
  now: string;
  /** Where it is now. */
  place: string;
}

/**
 * What was and what is, as a sentence can hold it: the time where that changed, the place where that changed, both where
 * both did. By the venue's clock; the zone is named where it is another one than before or than the wedding's own.
 */
export function changeWords(
  { before, after }: { before: PlanFacts; after: PlanFacts },
  language: string,
  homeZone: string,
): ChangeWords {
  const [code = "en"] = language.split(/[-_]/);
  const words = WORDS[code] ?? WORDS.en!;
  // Digits are the same in every language, as in the chat.
  const { locale } = GUEST_LANGUAGES[isGuestLanguage(code) ? code : "en"];
  const named = before.zone !== after.zone || after.zone !== homeZone;
  const time = (facts: PlanFacts) =>
    facts.startsAt ? clock(facts.startsAt, facts.zone, locale, named) : words.open;
  const place = (facts: PlanFacts) => placeOf(facts) ?? words.open;
  const cancelled = before.cancelled !== after.cancelled;
  const moved = before.venue !== after.venue || before.address !== after.address;
  const timed = cancelled || before.startsAt !== after.startsAt || before.zone !== after.zone || !moved;
  const said = (facts: PlanFacts) =>
    facts.cancelled
      ? words.cancelled
      : [timed ? time(facts) : "", moved ? place(facts) : ""].filter(Boolean).join(", ");
  return { was: said(before), now: said(after), place: place(after) };
}

/** "Rambagh Palace, Bhawani Singh Road" on one line, or null where no place is known. */
export function placeOf({ venue, address }: Pick<PlanFacts, "venue" | "address">): string | null {
  const text = [venue, address].filter(Boolean).join(", ").replace(/\s+/g, " ").trim();
  if (!text) return null;
  return text.length > PLACE_MAX ? `${text.slice(0, PLACE_MAX - 1).trimEnd()}…`.toWellFormed() : text;
}

function clock(at: string, zone: string, locale: string, named: boolean): string {
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: zone });
  const day = part({ weekday: "short", day: "numeric", month: "short" }).format(new Date(at));
  const said = `${day}, ${clockTime(at, zone, locale)}`;
  if (!named) return said;
  // In India everybody says IST; elsewhere the short names are taxes and sums.
  const parts = part({ timeZoneName: zone === "Asia/Kolkata" ? "short" : "long" }).formatToParts(
    new Date(at),
  );
  return `${said} ${parts.find(({ type }) => type === "timeZoneName")?.value ?? zone}`;
}

/** A change as a headline of the console: "Sangeet moved from Fri, 20 Nov, 7:00 pm to Sat, 21 Nov, 6:00 pm". */
export function changeTitle(change: { event: string; before: PlanFacts; after: PlanFacts }): string {
  const { event, before, after } = change;
  const { was, now } = changeWords(change, "en", after.zone);
  if (after.cancelled) return `${event} is cancelled`;
  if (before.cancelled) return `${event} takes place after all: ${now}`;
  if (before.startsAt === null && after.startsAt !== null) return `${event} has a day now: ${now}`;
  return `${event} moved from ${was} to ${now}`;
}
