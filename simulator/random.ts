/** A 53-bit string hash (cyrb53): the same words always give the same number. */
function hash53(text: string): number {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    a = Math.imul(a ^ c, 2654435761);
    b = Math.imul(b ^ c, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}

/** A number in [0, 1) that depends on nothing but its parts. */
export function draw(...parts: (string | number)[]): number {
  return hash53(parts.join("|")) / 2 ** 53;
}

/** A whole number of the closed range, chosen by `u` in [0, 1). */
export function between(u: number, range: readonly [number, number]): number {
  return range[0] + Math.floor(u * (range[1] - range[0] + 1));
}

/** One item of a non-empty list, chosen by `u` in [0, 1). */
export function pick<T>(u: number, items: readonly T[]): T {
  return items[Math.min(items.length - 1, Math.floor(u * items.length))] as T;
}
