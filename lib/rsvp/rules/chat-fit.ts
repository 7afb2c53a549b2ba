import { squash, stripControl } from "@/lib/kernel/text";
import type { ChatText } from "@/lib/rsvp/types";

/** What the provider refuses beyond, in code points. */
const MOST = { body: 1024, button: 20, row: 24, description: 72, buttons: 3, rows: 10 };
/** Names become narrower step by step before any is left out. */
const WIDTHS = [120, 80, 60, 40, 30, 24, 20, 16, 12, 8];
const NARROWEST = 8;
const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: "grapheme" });

const pointsOf = (text: string): number => [...text].length;

/** At most `most` code points, cut between what a reader sees as letters. */
export function cut(text: string, most: number): string {
  if (pointsOf(text) <= most) return text;
  let kept = "";
  let room = most - 1;
  for (const { segment } of GRAPHEMES.segment(text)) {
    room -= pointsOf(segment);
    if (room < 0) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** A name on one line, never empty. */
export const oneLine = (name: string): string => squash(stripControl(name.toWellFormed())) || "…";

/** The body with the widest names that fit; where even the narrowest do not, with fewer of them. */
export function fitBody(count: number, render: (width: number, shown: number) => string): string {
  for (const width of WIDTHS) {
    const body = render(width, count);
    if (pointsOf(body) <= MOST.body) return body;
  }
  for (let shown = count - 1; shown > 0; shown--) {
    const body = render(NARROWEST, shown);
    if (pointsOf(body) <= MOST.body) return body;
  }
  return cut(render(NARROWEST, Math.min(count, 1)), MOST.body);
}

export interface Choice {
  key: string;
  name: string;
}

export const fitsList = (count: number): boolean => count > 0 && count <= MOST.rows;

/** Up to three choices are buttons, up to ten a list; more are only in the text. */
export function offer(choices: readonly Choice[], listLabel: string): Omit<ChatText, "body"> {
  if (!fitsList(choices.length)) return { choices: [], listLabel: null };
  const listed = choices.length > MOST.buttons;
  const titles = titlesOf(choices, listed ? MOST.row : MOST.button);
  return {
    choices: choices.map(({ key, name }, i) => {
      const title = titles[i]!;
      const whole = title === name || !listed;
      return whole ? { key, title } : { key, title, description: cut(name, MOST.description) };
    }),
    listLabel: listed ? listLabel : null,
  };
}

/** Names as titles; with their numbers before them where two would look the same. */
function titlesOf(choices: readonly Choice[], most: number): string[] {
  const plain = choices.map(({ name }) => cut(name, most));
  const seen = new Set(plain.map((title) => title.normalize("NFKC").toLowerCase()));
  if (seen.size === plain.length) return plain;
  return choices.map(({ key, name }) => cut(/^\d+$/.test(key) ? `${key}. ${name}` : name, most));
}
