/** Puts values into words: fill("{n} families", { n: 41 }). Words stay plain strings, so that a server can pass them. */
export function fill(words: string, values: Record<string, string | number>): string {
  return words.replace(/\{(\w+)\}/g, (whole, key: string) => String(values[key] ?? whole));
}

export type Noun = { one: string; many: string };

export const families: Noun = { one: "family", many: "families" };
export const functions: Noun = { one: "function", many: "functions" };

export function counted(n: number, noun: Noun, locale = "en-IN"): string {
  return `${n.toLocaleString(locale)} ${n === 1 ? noun.one : noun.many}`;
}
