import { z } from "zod";
import { GIFT_KINDS } from "../types";

const filter = z.object({
  search: z.string().trim().min(1).max(80),
  event: z.union([z.uuid(), z.literal("none")]),
  side: z.enum(["bride", "groom", "both"]),
  kind: z.enum(GIFT_KINDS),
  thanked: z.enum(["yes", "no"]),
  unit: z.uuid(),
});

/** Which gifts an address names; each part narrows. */
export type GiftFilter = Partial<z.output<typeof filter>>;

/** What each part is called in an address. */
export const GIFT_PARAMS = {
  search: "q",
  event: "event",
  side: "side",
  kind: "kind",
  thanked: "thanked",
  unit: "unit",
} as const satisfies Record<keyof GiftFilter, string>;

type Params = Record<string, string | string[] | undefined>;

/** The gifts an address names; what makes no sense in it is left out. */
export function giftFilter(params: Params): GiftFilter {
  const parts = Object.entries(GIFT_PARAMS).flatMap(([part, param]) => {
    const value = Array.isArray(params[param]) ? params[param][0] : params[param];
    if (!value) return [];
    const read = filter.shape[part as keyof GiftFilter].safeParse(value.slice(0, 80));
    return read.success ? [[part, read.data]] : [];
  });
  return Object.fromEntries(parts);
}
