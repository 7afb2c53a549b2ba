import { draw } from "./random";
import type { Answer, Button, Intent, Kind, LedgerRow } from "./types";
import { KINDS } from "./types";

/** The behaviour of a phone: a function of seed, weights and number only. */
export function drawKind(seed: number, weights: Record<Kind, number>, digits: string): Kind {
  const sum = KINDS.reduce((total, kind) => total + weights[kind], 0);
  let left = draw(seed, digits, "kind") * sum;
  for (const kind of KINDS) {
    left -= weights[kind];
    if (left < 0) return kind;
  }
  return "silent";
}

export interface Household {
  total: number;
  adults: number;
  children: number;
}

function asciiDigits(text: string): string {
  return text.replace(/[०-९]/g, (d) => String(d.charCodeAt(0) - 0x0966));
}

/** Reads "5 (4 adults, 1 child)"; without words in brackets all places are adults'. */
export function parseHousehold(places: string): Household {
  const clean = asciiDigits(places);
  const total = Number(/\d+/.exec(clean)?.[0] ?? 0);
  const inside = /\(([^)]*)\)/.exec(clean)?.[1] ?? "";
  const children = Number(/(\d+)\s*(?:child|kid|बच्च)/i.exec(inside)?.[1] ?? 0);
  const adults = Number(/(\d+)\s*(?:adult|बड़े|वयस्क)/i.exec(inside)?.[1] ?? total - children);
  return { total, adults, children };
}

/** Whether the row is an invitation: a template with answers to tap and the four values. */
export function isInvitation(row: LedgerRow): boolean {
  return row.type === "template" && row.buttons.length > 0 && row.params.length >= 4;
}

/** The functions an invitation lists. */
export function functionsOf(row: LedgerRow): string[] {
  return (row.params[2] ?? "")
    .split("·")
    .map((name) => name.trim())
    .filter(Boolean);
}

const MAYBE = /\b(maybe|not sure|perhaps|will see|later)\b|पक्का नहीं|शायद|पता नहीं/i;
const NO = /\b(no|nope|sorry|can't|cannot|can’t|not coming|regret)\b|नहीं|क्षमा/i;
const YES = /\b(yes|ya|yeah|yep|ok|okay|sure|haan|of course|coming)\b|हाँ|हां|जी/i;

/** The plain meaning of a label or a typed sentence, if it has one. */
export function meaningOf(text: string): Answer | null {
  // The order matters: "not sure" holds "sure", "sorry, not coming" holds "coming".
  if (MAYBE.test(text)) return "maybe";
  if (NO.test(text)) return "no";
  return YES.test(text) ? "yes" : null;
}

const SOME = /\bsome of us\b|\bsome functions\b|हममें से कुछ|અમારામાંથી કેટલાક/i;

/** Whether a label is the way to answer for some people or some functions. */
export const saysSome = (label: string): boolean => SOME.test(label);

/** Which button of an invitation says this; -1 where none does. */
export function buttonFor(buttons: readonly Button[], answer: Answer): number {
  const byWord = buttons.findIndex((b) => meaningOf(b.title) === answer);
  if (byWord >= 0) return byWord;
  if (answer === "maybe") return -1;
  return answer === "yes" ? 0 : buttons.length - 1;
}

/** What a tap on an invitation's button says; null where it only begins an answer. */
export function answerOfButton(buttons: readonly Button[], index: number): Answer | null {
  const title = buttons[index]?.title ?? "";
  if (saysSome(title)) return null;
  const byWord = meaningOf(title);
  if (byWord) return byWord;
  return index === 0 ? "yes" : index === buttons.length - 1 ? "no" : null;
}

/** The intent of a household that gives this answer for everybody. */
export function wholeIntent(answer: Answer, home: Household): Intent {
  return answer === "yes"
    ? { answer, adults: home.adults, children: home.children }
    : { answer, adults: 0, children: 0 };
}

/** A digit typed under the invitation: 1 yes, 3 no; 2 begins an answer for some. */
export function answerOfDigit(text: string): Answer | null {
  const digit = asciiDigits(text.trim());
  return digit === "1" ? "yes" : digit === "3" ? "no" : null;
}

/** A number typed alone, or adults and children apart: "4", "3+1". */
export function countOf(text: string): { adults: number; children: number } | null {
  const [, adults, children] = /^(\d{1,3})(?:\s*\+\s*(\d{1,3}))?$/.exec(asciiDigits(text.trim())) ?? [];
  return adults === undefined ? null : { adults: Number(adults), children: Number(children ?? 0) };
}

/** Whether a message of ours asks how many come. */
export function asksTotal(text: string): boolean {
  return /how many|कितने|કેટલા/i.test(text);
}

/** Whether a message of ours lists functions to choose from. */
export function asksWhich(text: string): boolean {
  return /which functions|किन|कौन|કયા/i.test(text);
}
