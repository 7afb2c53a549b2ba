/** What a variable of a template is filled with, per household; `link` is the household's own address. */
export type Fill = { kind: FillKind } | { kind: "text"; text: string };
/** What only a message about a moved function has: which one, what was, what is, and where. */
const NEWS_KINDS = ["function", "was", "now", "place"] as const;
export const FILL_KINDS = [
  "family",
  "hosts",
  "functions",
  "places",
  "deadline",
  "link",
  ...NEWS_KINDS,
] as const;
export type FillKind = (typeof FILL_KINDS)[number];

const BY_ORDER: readonly FillKind[] = ["family", "hosts", "functions", "places"];

const BY_NAME: readonly [RegExp, FillKind][] = [
  [/^(was|old|previous)(_|$)/, "was"],
  [/^(now|new)(_|$)/, "now"],
  [/^(place|venue|where)$/, "place"],
  [/^(function|event)$/, "function"],
  [/link|url|website|site/, "link"],
  [/deadline|reply_by|last_date|before/, "deadline"],
  [/host|from|parents|couple|inviter/, "hosts"],
  [/function|event|ceremon|programme/, "functions"],
  [/place|seat|count|guests|persons|pax/, "places"],
  [/family|guest|name|household|recipient/, "family"],
];

/**
 * What each variable is filled with unless a human says otherwise: `{{1}}` to `{{4}}` in the order the invitation's text
 * has had from the first day, named ones by what their names say. Null where a name says nothing.
 */
export function fillsOf(parameters: readonly string[], chosen: readonly Fill[] | null): (Fill | null)[] {
  if (chosen && chosen.length === parameters.length) return [...chosen];
  return parameters.map((name, place) => {
    const kind = /^\d+$/.test(name)
      ? BY_ORDER[place]
      : BY_NAME.find(([pattern]) => pattern.test(name.toLowerCase()))?.[1];
    return kind ? { kind } : null;
  });
}

/** Whether a message can tell what changed: it has a place for it, or words of its own. */
export const tellsChange = (fills: readonly (Fill | null)[]): boolean =>
  fills.some((fill) => fill?.kind === "now" || fill?.kind === "place");

/**
 * The fills as a run can use them: outside a change there is nothing to say what was and what is, so such a place counts
 * as one nobody has explained; a place for the function names all of them there.
 */
export const fillsForRun = (fills: readonly (Fill | null)[], aboutChange: boolean): (Fill | null)[] =>
  aboutChange
    ? [...fills]
    : fills.map((fill) => {
        if (fill?.kind === "function") return { kind: "functions" };
        return fill && (NEWS_KINDS as readonly string[]).includes(fill.kind) ? null : fill;
      });

/** What is known of a family by its invitations alone; its own page is one of them. */
const OF_INVITATIONS: readonly FillKind[] = ["functions", "places", "deadline", "link"];
export const speaksOfFunctions = (fills: readonly (Fill | null)[]): boolean =>
  fills.some((fill) => fill !== null && (OF_INVITATIONS as readonly string[]).includes(fill.kind));

/** Said where a message has a place nobody has explained: nothing may guess what stands there. */
export const UNFILLED =
  "A place in this message is not explained any more: WhatsApp changed its text. Say what it stands for, under Numbers and messages.";

/** The provider's limits: a filled body of 1024 characters, values without line breaks, tabs or four spaces. */
export const BODY_MAX = 1024;
const VALUE_MAX = 300;

/** Why a text cannot fill a variable, in words, or null. */
export function problemOfValue(text: string): string | null {
  if (text.trim() === "") return "Write something: WhatsApp refuses an empty value.";
  if (/[\n\r]/.test(text)) return "WhatsApp allows no line break inside a value.";
  if (/\t/.test(text)) return "WhatsApp allows no tab inside a value.";
  if (/ {4,}/.test(text)) return "WhatsApp allows no more than three spaces in a row.";
  return text.length > VALUE_MAX ? `Use ${VALUE_MAX} characters at most.` : null;
}
