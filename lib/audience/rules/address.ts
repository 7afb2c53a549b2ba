import { type Audience, audienceSchema } from "@/lib/audience/types";

type Params = Record<string, string | string[] | undefined>;

const one = (value: string | string[] | undefined): string | undefined =>
  (Array.isArray(value) ? value[0] : value) || undefined;

/** The audience an address names (`q`, `side`, `tag`, `event`, `answer`); what makes no sense in it is left out. */
export function audienceFromAddress(params: Params): Audience {
  const wanted: Record<keyof Omit<Audience, "units">, string | undefined> = {
    side: one(params.side),
    tag: one(params.tag),
    event: one(params.event),
    answer: one(params.answer),
    search: one(params.q)?.trim().slice(0, 80) || undefined,
  };
  const kept = Object.entries(wanted).filter(
    ([key, value]) => value !== undefined && audienceSchema.safeParse({ [key]: value }).success,
  );
  return audienceSchema.parse(Object.fromEntries(kept));
}

/** The address of the list of families an audience names. */
export function addressOfAudience(audience: Audience): string {
  const params = new URLSearchParams();
  if (audience.side) params.set("side", audience.side);
  if (audience.tag) params.set("tag", audience.tag);
  if (audience.event) params.set("event", audience.event);
  if (audience.answer) params.set("answer", audience.answer);
  if (audience.search) params.set("q", audience.search);
  return params.toString();
}

export const SORTS = ["name", "newest", "people", "side"] as const;
/** The order of the list of families: by name, the latest added first, the largest first, or by side. */
export type Sort = (typeof SORTS)[number];

export const sortFromAddress = (params: Params): Sort =>
  SORTS.find((sort) => sort === one(params.sort)) ?? "name";

export const pageFromAddress = (params: Params): number =>
  Math.max(1, Math.min(100_000, Number.parseInt(one(params.page) ?? "1", 10) || 1));
