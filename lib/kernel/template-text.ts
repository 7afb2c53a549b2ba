/** A value as the provider takes it: one line, no tab, no run of four spaces, never empty. */
export const cleanValue = (text: string): string =>
  text
    .replace(/[\s\u0085\u2028\u2029]*[\n\r\t\u0085\u2028\u2029][\s\u0085\u2028\u2029]*/g, " ")
    .replace(/ {4,}/g, "   ")
    .trim() || "-";

const PLACE = /\{\{\s*([A-Za-z0-9_]+)\s*\}\}/g;

/** A text in parts, as its length is counted: the characters around its places, and how often each variable stands there. */
export function measureOf(body: string): { fixed: number; times: number[] } {
  const places = [...body.matchAll(PLACE)].map((match) => match[1]!);
  return {
    fixed: [...body.replace(PLACE, "")].length,
    times: variablesOf(body).map((name) => places.filter((one) => one === name).length),
  };
}

/** The variables of a text as a provider orders them: `{{1}}`, `{{2}}` by number, `{{guest_name}}` by first appearance. */
export function variablesOf(body: string): string[] {
  const names = [...new Set([...body.matchAll(PLACE)].map((match) => match[1]!))];
  return names.every((name) => /^\d+$/.test(name)) ? names.sort((a, b) => Number(a) - Number(b)) : names;
}
