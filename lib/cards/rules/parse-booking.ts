import type { Booking, BookingQuestion } from "@/lib/cards/types";
import { stripControl, toAsciiDigits } from "@/lib/kernel/text";
import { type Day, dayIn, daysIn, isoDay } from "./booking-dates";
import { LINK, linksIn, type ReadLink, readLink } from "./booking-links";
import { EDGE, END, type Found, pattern, without } from "./booking-numbers";
import { partiesIn } from "./booking-party";
import { placesIn, type SaidPlace, sharedPlace } from "./booking-place";
import { clock, halvesIn, type SaidTime, settle, timesIn } from "./booking-times";

export const MAX_BOOKING_LETTERS = 4_000;

export interface BookingMoment {
  now: Date;
  /** The venue's clock, as far as is known. */
  zone: string;
}

const UNTIL_SENTENCE_ENDS = "[^\\n;]*?(?=$|[\\n;]|\\.\\s|\\.$|\\s[|•])";

/** What is not about the table: when it was booked, until when it can be cancelled, how early to come, what it costs, whom to call. */
const ASIDES: readonly RegExp[] = [
  `(?:booked on|placed on|ordered on|created on|valid (?:till|until|on|from)|expir(?:es|y)|cancel(?:lation|led|lations)?s?${END}[^\\n.;]{0,40}?${EDGE}(?:before|by|until|till|upto|up to)|(?:arrive|reach|report|check[- ]?in)(?: there)? (?:by|before|at least|latest)|(?:held|hold)[^\\n.;]{0,20}? (?:for|until|till)|reminder|grace (?:period|time)|open(?:s|ing)? (?:hours|till|until)|timings?|last order)${UNTIL_SENTENCE_ENDS}`,
  `${EDGE}(?:booking|order|reservation|confirmation|reference|ref)?\\s*(?:id|no|number|code|ref|#|pin|otp)\\.?\\s*[:#-]+\\s*[\\w-]+`,
  `(?:₹|${EDGE}rs\\.?|${EDGE}inr)\\s?[\\d,]+(?:\\.\\d+)?(?:\\s*\\/?-)?(?:\\s*(?:for|per)\\s+(?:two|2|person|head|couple))?`,
  `${EDGE}(?:cost|price|average|avg|approx)[^\\n.;]{0,20}?${EDGE}for (?:two|2)${END}`,
  `\\d+\\s?%[^\\n.;]{0,30}?${EDGE}off${END}`,
  `\\+\\d[\\d\\s()-]{8,}\\d|(?<!\\d)[6-9]\\d{4}[\\s-]?\\d{5}(?!\\d)|(?<!\\d)0\\d{2,4}[\\s-]\\d{6,8}(?!\\d)`,
  `${EDGE}\\d+\\s*(?:min(?:ute)?s?|km|kms|floor|st floor|nd floor|rd floor|th floor)${END}`,
].map(pattern);

/**
 * Digits of any script as ours, without the marks that only steer how text is shown. White space is one space or one line
 * break: the patterns below try every way to share a run of it out, which of a thousand spaces are a thousand million.
 */
const plainText = (given: string): string =>
  toAsciiDigits(stripControl(given.slice(0, MAX_BOOKING_LETTERS).normalize("NFC")))
    .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, "")
    .replace(/[*~`]+/g, " ")
    .replace(/[\u2028\u2029]/g, "\n")
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n[ \n]*/g, "\n");

const spans = (text: string, wanted: RegExp) =>
  [...text.matchAll(wanted)].map((match) => ({ from: match.index, to: match.index + match[0].length }));

interface Read {
  text: string;
  links: ReadLink[];
  times: Found<SaidTime>[];
  days: ReturnType<typeof daysIn>;
  parties: ReturnType<typeof partiesIn>;
  /** The words for parts of the day. */
  halves: string[];
}

function readAll(text: string, { now, zone }: BookingMoment): Read {
  const links = linksIn(text);
  const unlinked = without(text, spans(text, LINK));
  const plain = ASIDES.reduce((rest, aside) => without(rest, spans(rest, aside)), unlinked);
  const days = daysIn(plain, dayIn(zone, now), zone.startsWith("America/"));
  const undated = without(plain, days);
  const times = timesIn(undated);
  const parties = partiesIn(without(undated, times));
  return {
    text: without(undated, [...times, ...parties]),
    links: links.map(readLink).filter((one) => one !== null),
    times,
    days,
    parties,
    halves: distinct(halvesIn(plain)),
  };
}

const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** The one value, or the several that it might be. */
function decide<T>(certain: readonly T[], possible: readonly T[]): { value: T | null; choices: T[] } {
  const [sure, others] = [distinct(certain), distinct(possible)];
  if (sure.length === 1) return { value: sure[0]!, choices: [] };
  return { value: null, choices: sure.length > 1 ? sure : others };
}

function time({ times, halves }: Read) {
  const certain: string[] = [];
  const possible: string[] = [];
  for (const { value } of times) {
    const minutes = settle(value, halves);
    if (minutes !== null) certain.push(clock(minutes));
    else if (value.kind === "either") possible.push(...value.minutes.map(clock));
  }
  // "8" beside "8:30 pm" is the same evening said twice, less exactly.
  return decide(certain, possible);
}

function date({ days }: Read) {
  const certain = days.flatMap(({ value }) => (value.kind === "day" ? [isoDay(value.day)] : []));
  const possible = days.flatMap(({ value }) =>
    value.kind === "either" ? value.days.map((one: Day) => isoDay(one)) : [],
  );
  const decided = decide(certain, possible);
  // A weekday beside a date that names another day: neither is sure.
  const clash = decided.value !== null && possible.length > 0 && !possible.includes(decided.value);
  return clash ? { value: null, choices: distinct([...certain, ...possible]) } : decided;
}

function party({ parties }: Read) {
  return decide(
    parties.flatMap(({ value }) => (value.kind === "size" ? [value.size] : [])),
    parties.flatMap(({ value }) => (value.kind === "either" ? value.sizes : [])),
  );
}

function place({ text, links }: Read): { value: SaidPlace | null; choices: string[] } {
  const map = links.find((link) => link.provider === "google_maps");
  const named = links.flatMap((link) => (link.place ? [link.place] : []));
  const said = placesIn(text);
  if (said.length === 1) return { value: said[0]!, choices: [] };
  if (said.length > 1) return { value: null, choices: said.map((one) => one.name) };
  if (named.length > 0) return { value: { name: named[0]!, address: null }, choices: [] };
  const shared = map ? sharedPlace(text.split("\n")) : null;
  if (shared?.address) return { value: shared, choices: [] };
  const hints = links.flatMap((link) => (link.hint ? [inWords(link.hint)] : []));
  return { value: null, choices: shared ? [shared.name, ...hints] : hints };
}

const inWords = (slug: string): string =>
  slug
    .split("-")
    .filter(Boolean)
    .map((word) => `${word[0]!.toUpperCase()}${word.slice(1)}`)
    .join(" ");

/**
 * Reads a booking's text: a provider's confirmation, a shared map, or a sentence. Pure and total; what is not certain is
 * left out, with what it might be, and asked for.
 */
export function parseBooking(given: string, moment: BookingMoment): Booking {
  const read = readAll(plainText(given), moment);
  const [where, day, hour, size] = [place(read), date(read), time(read), party(read)];
  const booked = read.links.find((link) => link.provider !== "google_maps") ?? read.links[0];
  const map = read.links.find((link) => link.latitude !== null);
  const asks: BookingQuestion[] = [
    ...(where.value === null ? (["place"] as const) : []),
    ...(day.value === null ? (["date"] as const) : []),
    ...(hour.value === null ? (["time"] as const) : []),
    ...(size.value === null ? (["party"] as const) : []),
  ];
  return {
    place: where.value?.name ?? null,
    address: where.value?.address ?? null,
    date: day.value,
    time: hour.value,
    partySize: size.value,
    provider: booked?.provider ?? null,
    providerPlaceId: booked?.providerPlaceId ?? null,
    sourceUrl: booked?.url ?? null,
    latitude: map?.latitude ?? null,
    longitude: map?.longitude ?? null,
    asks,
    choices: { place: where.choices, date: day.choices, time: hour.choices, party: size.choices },
  };
}
