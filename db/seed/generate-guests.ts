import { createWriteStream } from "node:fs";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { stringify } from "csv-stringify";
import { ABROAD, DEVANAGARI, NOTES, REGIONS, type Region, TAGS } from "./guest-names";

export type GenerateOptions = {
  guests: number;
  seed: number;
  /** What the households speak, in turn; the list says nothing of it where there is only one. */
  languages?: readonly string[];
};

/** Google Contacts' own order of columns (2024 on), with the household and side as its custom fields. */
export const CONTACTS_HEADER: string[] = [
  ..."First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels".split(
    ",",
  ),
  ..."E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value".split(
    ",",
  ),
  ..."Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address".split(
    ",",
  ),
  ..."Custom Field 1 - Label,Custom Field 1 - Value,Custom Field 2 - Label,Custom Field 2 - Value".split(","),
];

const LANGUAGE_HEADER = ["Custom Field 3 - Label", "Custom Field 3 - Value"];

/** The first row of a list: it has a column more where several languages are spoken. */
const headerOf = ({ languages = [] }: GenerateOptions): string[] =>
  languages.length > 1 ? [...CONTACTS_HEADER, ...LANGUAGE_HEADER] : CONTACTS_HEADER;

type Random = () => number;
type Role = "head" | "partner" | "grandparent" | "adult" | "child";
type Names = Pick<Region, "surnames" | "men" | "women" | "kids">;
type Household = {
  name: string;
  surname: string;
  side: "bride" | "groom" | "both";
  tag: string | undefined;
  names: Names;
  address: Record<string, string>;
  abroad: number | undefined;
  phoneless: boolean;
  /** Given names in use: two nameless-number cousins called alike would be read as one row copied. */
  taken: Set<string>;
};
type Counters = { indian: number; abroad: number[]; household: number; person: number };

const SIZE_WEIGHTS = [10, 20, 24, 24, 12, 6, 3, 1];
const ROLES: Role[] = ["head", "partner", "child", "grandparent", "child", "adult", "adult", "child"];
const INDIAN_PREFIXES = ["90", "91", "92", "93", "94", "95", "96", "97", "98", "99"];
const EMOJI = ["✨", "🎉", "🌸", "🙏🏽", "👨‍👩‍👧"];
/** Coprime with every power of ten, so that counting on by it visits each number once. */
const STRIDE = 617_283_949;

function mulberry32(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const pick = <T>(random: Random, items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
const chance = (random: Random, share: number) => random() < share;

function householdSize(random: Random): number {
  let left = random() * SIZE_WEIGHTS.reduce((sum, weight) => sum + weight, 0);
  let size = 0;
  while (left >= 0) left -= SIZE_WEIGHTS[size++] ?? Number.POSITIVE_INFINITY;
  return size;
}

/** The n-th number of a shuffled, never repeating sequence of `digits` digits. */
function nthNumber(n: number, seed: number, digits: number): string {
  const space = 10 ** digits;
  return String((((seed >>> 0) % 9973) * 7919 + n * STRIDE) % space).padStart(digits, "0");
}

function makeHousehold(random: Random, counters: Counters): Household {
  const region = pick(random, REGIONS);
  const n = counters.household++;
  const names = chance(random, 0.04) ? DEVANAGARI : region;
  const surname = pick(random, names.surnames);
  const abroad = chance(random, 0.04) ? Math.floor(random() * ABROAD.length) : undefined;
  // Block and flat together number the households, which keeps their names apart without remembering them.
  const door = `${String.fromCharCode(65 + (n % 26))}-${101 + Math.floor(n / 26)}`;
  const street = pick(random, region.streets);
  const side = random();
  return {
    name: `${surname} family, ${door} ${street.split(",")[0]}`,
    surname,
    side: side < 0.47 ? "bride" : side < 0.94 ? "groom" : "both",
    tag: chance(random, 0.3) ? pick(random, TAGS) : undefined,
    names,
    address: makeAddress(random, region, `${door} ${street}`, abroad),
    abroad,
    phoneless: chance(random, 0.015),
    taken: new Set(),
  };
}

function makeAddress(
  random: Random,
  region: Region,
  street: string,
  abroad: number | undefined,
): Record<string, string> {
  const place = abroad === undefined ? undefined : ABROAD[abroad];
  const [city, state, pin] = pick(random, region.cities);
  const home = place
    ? { Street: street, City: place[3], Country: place[4] }
    : {
        Street: street,
        City: city,
        Region: state,
        "Postal Code": `${pin}${String(1 + Math.floor(random() * 60)).padStart(2, "0")}`,
        Country: "India",
      };
  const filled = Object.entries(home).map(([part, text]): [string, string] => [`Address 1 - ${part}`, text]);
  return {
    "Address 1 - Label": "Home",
    "Address 1 - Formatted": Object.values(home).join("\n"),
    ...Object.fromEntries(filled),
  };
}

function rolesOf(random: Random, size: number): Role[] {
  if (size === 2 && chance(random, 0.3)) return ["head", pick(random, ["child", "grandparent", "adult"])];
  return ROLES.slice(0, size);
}

/** A phone as somebody saved it; mostly clean, sometimes spaced, trunk-zeroed, bare or in Devanagari digits. */
function makePhone(random: Random, seed: number, counters: Counters, home: Household): string {
  const place = home.abroad === undefined ? undefined : ABROAD[home.abroad];
  if (place && home.abroad !== undefined) {
    const n = counters.abroad[home.abroad] ?? 0;
    counters.abroad[home.abroad] = n + 1;
    return `+${place[0]} ${place[1]}${nthNumber(n, seed, place[2])}`;
  }
  const number = nthNumber(counters.indian++, seed, 9);
  const mobile = `${INDIAN_PREFIXES[Number(number[0])]}${number.slice(1)}`;
  const spaced = `${mobile.slice(0, 5)} ${mobile.slice(5)}`;
  const style = random();
  if (style < 0.55) return `+91 ${spaced}`;
  if (style < 0.75) return mobile;
  if (style < 0.85) return `+91${mobile}`;
  if (style < 0.91) return `0${spaced}`;
  if (style < 0.96) return `91${mobile}`;
  return home.names === DEVANAGARI
    ? spaced.replace(/\d/g, (d) => String.fromCharCode(0x966 + Number(d)))
    : `+91-${mobile.slice(0, 5)}-${mobile.slice(5)}`;
}

/** About one saved number in a hundred is beyond use, in the two ways lists really break. */
function spoil(random: Random, phone: string): string {
  const abroad = phone.startsWith("+") && !phone.startsWith("+91");
  return chance(random, 0.5) && !abroad ? phone.slice(0, -1) : `9.19${Math.floor(random() * 900) + 100}E+11`;
}

function ownsPhone(random: Random, role: Role): boolean {
  const share = { head: 1, partner: 0.4, grandparent: 0.15, adult: 0.4, child: 0 };
  return chance(random, share[role]);
}

function freshName(random: Random, home: Household, names: string[]): string {
  let name = pick(random, names);
  while (home.taken.has(name)) name = pick(random, names);
  home.taken.add(name);
  return name;
}

function makePerson(
  random: Random,
  seed: number,
  counters: Counters,
  home: Household,
  role: Role,
): { row: string[]; usable: boolean } {
  const n = counters.person++;
  const woman = role === "partner" || (role !== "head" && chance(random, 0.5));
  const given = freshName(
    random,
    home,
    role === "child" ? home.names.kids : woman ? home.names.women : home.names.men,
  );
  const cells: Record<string, string> = { ...home.address };
  cells["First Name"] = chance(random, 0.01) ? `${given} ${pick(random, EMOJI)}` : given;
  cells["Last Name"] = home.surname;
  if (role === "grandparent") cells["Name Prefix"] = woman ? "Smt" : "Shri";
  cells.Labels = ["* myContacts", home.tag, role === "child" ? "child" : undefined]
    .filter(Boolean)
    .join(" ::: ");
  if (role === "head" && chance(random, 0.12)) cells.Notes = pick(random, NOTES);
  let usable = false;
  if (!home.phoneless && ownsPhone(random, role)) {
    const phone = makePhone(random, seed, counters, home);
    const broken = chance(random, 0.01);
    usable = !broken;
    cells["Phone 1 - Label"] = "Mobile";
    cells["Phone 1 - Value"] = broken ? spoil(random, phone) : phone;
    if (usable && role === "head" && chance(random, 0.06)) {
      cells["Phone 2 - Label"] = "Work";
      cells["Phone 2 - Value"] = makePhone(random, seed, counters, home);
    }
  }
  if (role === "head" && chance(random, 0.2)) {
    cells["E-mail 1 - Label"] = "* Home";
    cells["E-mail 1 - Value"] = `guest${n}@example.com`;
  }
  cells["Custom Field 1 - Label"] = "Household";
  cells["Custom Field 1 - Value"] = home.name;
  cells["Custom Field 2 - Label"] = "Side";
  cells["Custom Field 2 - Value"] = home.side;
  return { row: CONTACTS_HEADER.map((heading) => cells[heading] ?? ""), usable };
}

/**
 * The demo's contacts, one row of cells at a time (the header is `CONTACTS_HEADER`, with the language where several are spoken): exactly `guests` different
 * people in households, and on top about 1 % exact copies of rows that hold a usable phone. Same seed, same rows.
 */
export function* generateContacts({
  guests,
  seed,
  languages = [],
}: GenerateOptions): Generator<string[], void, void> {
  const random = mulberry32(seed);
  const counters: Counters = { indian: 0, abroad: ABROAD.map(() => 0), household: 0, person: 0 };
  let recent: string[] | undefined;
  while (counters.person < guests) {
    const home = makeHousehold(random, counters);
    const size = Math.min(householdSize(random), guests - counters.person);
    // By the household's number, not by chance: the same seed brings the same people in any languages.
    const language = languages[counters.household % languages.length];
    for (const role of rolesOf(random, size)) {
      const { row: cells, usable } = makePerson(random, seed, counters, home, role);
      const row = languages.length > 1 ? [...cells, "Language", language!] : cells;
      yield row;
      if (usable && chance(random, 0.03)) recent = row;
      else if (recent && chance(random, 0.4)) {
        yield recent;
        recent = undefined;
      }
    }
  }
}

/**
 * Writes the contacts as a Google Contacts CSV to a path or a stream (which it ends), in bounded memory; rejects
 * with the stream's error when that cannot be written.
 */
export async function writeContactsCsv(target: string | Writable, options: GenerateOptions): Promise<void> {
  const output = typeof target === "string" ? createWriteStream(target) : target;
  const csv = stringify({ header: true, columns: headerOf(options) });
  await pipeline(Readable.from(generateContacts(options)), csv, output);
}
