import { remembered } from "@/lib/imports/rules/cells";
import { toAsciiDigits } from "@/lib/kernel/text";

/** How many people a cell counts; `guessed` where it could have been meant otherwise. */
export type CountCell = { adults?: number | undefined; children?: number | undefined; guessed?: true };

export const MAX_COUNT = 200;

const NUMBERS = new Map(
  "one two three four five six seven eight nine ten eleven twelve"
    .split(" ")
    .map((word, at) => [word, at + 1]),
);
const ADULTS = /^(?:a|ad|adults?|elders?|grown-?ups?|वयस्क|बड़े|बडे)$/u;
const CHILDREN =
  /^(?:c|k|ch|kids?|child|children|childs|infants?|bab(?:y|ies)|toddlers?|bach?ch[aei]y?|बच्च[ेाी]|बालक)$/u;
const PEOPLE = /^(?:p|pax|people|persons?|members?|guests?|heads?|seats?|nos?|log|jane|लोग|जन|जने|जना|सदस्य)$/u;
const PART = /(\d{1,4})(?:[.,]0+)?(?![\d.])\s*(?!(?:and|plus|with|aur)\b|और)([\p{L}\p{M}-]*)/gu;
/** What may stand between two counts, and around them. */
const BETWEEN = /^(?:[\s()[\].,;:&+/]|\b(?:and|plus|with|aur)\b|और)*$/u;
const JOINED = /^\s*[+/&]\s*$/;
/** What says that the second count comes on top of the first. */
const ADDED = /[+&]|\b(?:and|plus|aur)\b|और/u;

type Part = { n: number; unit: "adults" | "children" | "people" | "none" };

/**
 * A count as people write it: `4`, `4 pax`, `2A+1C`, `2 adults, 1 child`, `4 + 2 kids`. As in lines out of a chat, `5+2`
 * is five adults and two children and `+4` four more than the one who is named; the children of `4 (2 kids)` are two of
 * the four. Null where it says no count.
 */
export const readCountCell = remembered((text): CountCell | null => {
  const said = spelled(toAsciiDigits(text.normalize("NFKC")).toLowerCase().trim());
  const found = [...said.matchAll(PART)];
  const gaps = found.map((part, at) => said.slice(endOf(found[at - 1]), part.index));
  gaps.push(said.slice(endOf(found.at(-1))));
  if (found.length === 0 || !gaps.every((gap) => BETWEEN.test(gap))) return null;
  const parts = found.map(([, digits, word]): Part | null => {
    const unit = unitOf(word ?? "");
    return unit && { n: Number(digits), unit };
  });
  if (!parts.every((part) => part !== null)) return null;
  const counted = countOf(parts, { more: /^\s*\+/.test(said), gaps });
  return counted && Math.max(counted.adults ?? 0, counted.children ?? 0) <= MAX_COUNT ? counted : null;
});

const endOf = (part: RegExpExecArray | undefined): number => (part ? part.index + part[0].length : 0);

const spelled = (text: string): string =>
  text
    .replace(/\p{L}+/gu, (word) => String(NUMBERS.get(word) ?? word))
    .replace(/^(?:(?:just|only) )?(?:me|myself|self)$/, "1")
    .replace(/^(?:a )?(couple|single)$/, (word) => (word === "single" ? "1" : "2"));

function unitOf(word: string): Part["unit"] | null {
  if (word === "") return "none";
  if (ADULTS.test(word)) return "adults";
  if (CHILDREN.test(word)) return "children";
  return PEOPLE.test(word) ? "people" : null;
}

type How = { more: boolean; gaps: readonly string[] };

function countOf(parts: readonly Part[], { more, gaps }: How): CountCell | null {
  const [first, second, ...others] = parts;
  if (!first) return null;
  if (!second) {
    if (first.unit === "children") return { children: first.n };
    return more ? { adults: first.n + 1, guessed: true } : { adults: first.n };
  }
  const named = brokenDown(first, [second, ...others]);
  if (named && !more) return named;
  if (first.unit === "none") {
    if (others.length > 0 || more) return null;
    if (second.unit === "children") return withChildren(first.n, second.n, gaps);
    return second.unit === "none" && JOINED.test(gaps[1] ?? "")
      ? { adults: first.n, children: second.n, guessed: true }
      : null;
  }
  if (parts.some(({ unit }) => unit === "none")) return null;
  const sum = (children: boolean) =>
    parts.filter(({ unit }) => (unit === "children") === children).reduce((all, { n }) => all + n, 0);
  const onlyChildren = [second, ...others].every(({ unit }) => unit === "children");
  return first.unit === "people" && onlyChildren
    ? withChildren(first.n, sum(true), gaps)
    : { adults: sum(false), children: sum(true) };
}

/** `4 pax (2 adults, 2 kids)`: a total and who they are; a guess where the two do not agree. */
function brokenDown({ n, unit }: Part, rest: readonly Part[]): CountCell | null {
  if (unit !== "none" && unit !== "people") return null;
  if (!rest.some((one) => one.unit === "adults")) return null;
  if (!rest.every((one) => one.unit === "adults" || one.unit === "children")) return null;
  const of = (wanted: Part["unit"]) =>
    rest.filter((one) => one.unit === wanted).reduce((all, one) => all + one.n, 0);
  const [adults, children] = [of("adults"), of("children")];
  return { adults, children, ...(adults + children === n ? {} : { guessed: true as const }) };
}

/**
 * Children after a count that does not say of whom: in brackets they are some of them, if anybody is left to bring them,
 * and otherwise more. Only a word or sign that adds makes it certain.
 */
function withChildren(all: number, children: number, gaps: readonly string[]): CountCell {
  const between = gaps[1] ?? "";
  if (ADDED.test(between)) return { adults: all, children };
  const among = /[([]/.test(between) && children < all;
  return { adults: among ? all - children : all, children, guessed: true };
}
