import { squash } from "@/lib/kernel/text";

/** `(2+1)`, two adults and a child; not the plus of a number abroad, nor of `9825012345 +1`. */
const ADULTS_AND_KIDS =
  /\(\s*(\d{1,2})\s*\+\s*(\d{1,2})\s*(?:kids?|child(?:ren)?)?\s*\)|(?<![\d+.-])(\d{1,2})\+(\d{1,2})(?![\d+.-])(?:\s*(?:kids?|child(?:ren)?)\b)?/gi;

/** The two counts in words, before a plus can be taken for that of a number. */
export const spelledOut = (text: string): string =>
  text.replace(
    ADULTS_AND_KIDS,
    (_, a: string | undefined, b: string | undefined, c: string | undefined, d: string | undefined) =>
      ` ${a ?? c} adults ${b ?? d} kids `,
  );

const KIDS =
  /(?:\+|&|\band\b|\bwith\b)?\s*(\d{1,2})\s*(?:kids?\b|child(?:ren|s)?\b|bach?ch[aei]y?\b|bab(?:y|ies)\b|बच्च[ेाी]|बालक)/iu;
const ADULTS = /(\+)?\s*(\d{1,2})\s*(?:adults?\b|वयस्क|बड़े|बडे)/iu;
const PEOPLE =
  /(\+)?\s*(\d{1,2})\s*(?:people\b|persons?\b|pax\b|members?\b|heads?\b|guests?\b|seats?\b|log\b|jane\b|लोग|जन(?:े|ा)?(?!\p{L})|सदस्य)/iu;
const FAMILY_OF = /(?<=\b(?:family|group|party) )of (\d{1,2})\b/iu;
const PLUS = /\+\s*(\d{1,2})(?!\d)/u;
const TIMES = /[(x×*]\s*(\d{1,2})\s*\)?\s*$/iu;
const LAST = /(?<=[\p{L}\p{M})\-–:,.\s])\s*(\d{1,2})\s*\)?\s*$/u;
export const COUPLE = /\((?:couple|jodi)\)|(?:[&+]\s*|\b(?:and|with)\s+)(?:wife|husband|spouse|mrs)\b/iu;

/** How many people a line counts beside the named one, taken out of it; `+4` are four more adults, a `last` number alone all. */
export function takeCounts(
  text: string,
  { last = true }: { last?: boolean } = {},
): { adults?: number; children?: number; rest: string } {
  let rest = squash(text);
  let children: number | undefined;
  let adults: number | undefined;
  let more = 0;
  const take = (pattern: RegExp, use: (found: RegExpExecArray) => void): boolean => {
    const found = pattern.exec(rest);
    if (!found) return false;
    rest = `${rest.slice(0, found.index)} ${rest.slice(found.index + found[0].length)}`;
    use(found);
    return true;
  };
  take(KIDS, ([, n]) => {
    children = Number(n);
  });
  for (const pattern of [ADULTS, PEOPLE])
    take(pattern, ([, plus, n]) => {
      if (plus) more += Number(n);
      else adults = Number(n);
    });
  take(FAMILY_OF, ([, n]) => {
    adults ??= Number(n);
  });
  take(PLUS, ([, n]) => {
    more += Number(n);
  });
  for (const pattern of adults === undefined ? (last ? [TIMES, LAST] : [TIMES]) : [])
    if (
      take(pattern, ([, n]) => {
        adults = Number(n) || undefined;
      })
    )
      break;
  const total = more > 0 ? (adults ?? 1) + more : adults;
  return {
    ...(total === undefined ? {} : { adults: total }),
    ...(children === undefined ? {} : { children }),
    rest,
  };
}
