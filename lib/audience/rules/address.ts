import { type Audience, audienceSchema } from "@/lib/audience/types";

type Params = Record<string, string | string[] | undefined>;

const one = (value: string | string[] | undefined): string | undefined =>
  (Array.isArray(value) ? value[0] : value) || undefined;

/** What each part of an audience is called in an address. */
export const AUDIENCE_PARAMS = {
  side: "side",
  tag: "tag",
  event: "event",
  answer: "answer",
  language: "language",
  list: "list",
  reachedFewer: "reached",
  silentDays: "silent",
  notInRun: "not-in",
  change: "change",
  gift: "gift",
  lacks: "lacks",
  search: "q",
} as const satisfies Record<keyof Omit<Audience, "units">, string>;
export type AudiencePart = keyof typeof AUDIENCE_PARAMS;

const PARTS = Object.keys(AUDIENCE_PARAMS) as AudiencePart[];
const NUMBERS: readonly AudiencePart[] = ["reachedFewer", "silentDays"];

/** The audience an address names; what makes no sense in it is left out. */
export const audienceFromAddress = (params: Params): Audience =>
  audienceFromParts(Object.fromEntries(PARTS.map((part) => [part, one(params[AUDIENCE_PARAMS[part]])])));

/** The audience of parts as a form holds them; an empty part narrows nothing. */
export function audienceFromParts(parts: Partial<Record<AudiencePart, string | undefined>>): Audience {
  const kept = PARTS.flatMap((part) => {
    const text = parts[part]?.trim();
    if (!text) return [];
    const value = NUMBERS.includes(part) ? Number(text) : part === "search" ? text.slice(0, 80) : text;
    return audienceSchema.safeParse({ [part]: value }).success ? [[part, value]] : [];
  });
  return audienceSchema.parse(Object.fromEntries(kept));
}

/** The address of the list of families an audience names. */
export function addressOfAudience(audience: Audience): string {
  const params = new URLSearchParams();
  for (const part of PARTS) {
    const value = audience[part];
    if (value !== undefined) params.set(AUDIENCE_PARAMS[part], String(value));
  }
  return params.toString();
}

export const SORTS = ["name", "newest", "people", "side"] as const;
/** The order of the list of families: by name, the latest added first, the largest first, or by side. */
export type Sort = (typeof SORTS)[number];

export const sortFromAddress = (params: Params): Sort =>
  SORTS.find((sort) => sort === one(params.sort)) ?? "name";

export const pageFromAddress = (params: Params): number =>
  Math.max(1, Math.min(100_000, Number.parseInt(one(params.page) ?? "1", 10) || 1));
