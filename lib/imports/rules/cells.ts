import { squash, stripControl } from "@/lib/kernel/text";

/** Printable ASCII, single spaces, no guard in front: most cells of most lists, and nothing below would change them. */
const PLAIN = /^[\x21-\x26\x28-\x7e][\x21-\x7e]*(?: [\x21-\x7e]+)*$/;
const MEMO_SIZE = 2000;

/** `stripControl` that passes plain cells by. */
export function storable(cell: string): string {
  return cell === "" || PLAIN.test(cell) ? cell : stripControl(cell);
}

/**
 * Removes what would break storage, the apostrophe our own exports put before `= + - @` and controls, and the `="…"` by
 * which other programs keep Excel from counting with a number.
 */
export function cleanCell(cell: string): string {
  if (cell === "" || (PLAIN.test(cell) && !cell.startsWith('="'))) return cell;
  return stripControl(cell.replace(/^'(?=[=+\-@\t\r])/, "").replace(/^="([^"]*)"$/, "$1"))
    .normalize("NFC")
    .trim();
}

/** `squash` that passes plain cells by. */
export function oneLine(text: string): string {
  return text === "" || PLAIN.test(text) ? text : squash(text);
}

/** Remembers a pure function's answers for the words that come again and again down a column. */
export function remembered<T>(decide: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    if (known.has(text)) return known.get(text) as T;
    const answer = decide(text);
    // A column of ever new words gains nothing by being remembered and must not fill the memory.
    if (known.size < MEMO_SIZE && text.length < 100) known.set(text, answer);
    return answer;
  };
}
