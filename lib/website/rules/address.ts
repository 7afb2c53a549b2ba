import { slugProblem } from "./slug";

/** What an address of our own asks for, before anything is looked up. */
export type Asked =
  /** The inside of the cache, in whatever spelling: from outside it is not there. */
  | { kind: "inside" }
  /** A wedding's public address; `asWritten` differs where somebody typed capitals. */
  | { kind: "slug"; slug: string; asWritten: string; rest: string }
  /** A household's own page: the website, or its answers where the query says so. */
  | { kind: "household"; token: string; answers: boolean }
  /** A step behind the household's page. */
  | { kind: "behind"; token: string; rest: string }
  /** An address under /w or /g at which nothing can be. */
  | { kind: "nothing" }
  | { kind: "other" };

/** A query with one of these is about answering: the answer page shows it. */
const ANSWERING = ["answer", "said", "at", "sent"];

/** As any server on the way might read it: decoded as often as it was encoded, slashes and dots resolved, small letters. */
function plainSegments(path: string): string[] {
  let plain = path;
  for (let turn = 0; turn < 5; turn++) {
    let next: string;
    try {
      next = decodeURIComponent(plain);
    } catch {
      next = plain.replace(/%([0-7][0-9a-f])/gi, (_whole, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      );
    }
    if (next === plain) break;
    plain = next;
  }
  const segments: string[] = [];
  for (const raw of plain.toLowerCase().split(/[/\\]+/)) {
    const segment = raw.split(";")[0]!.trim();
    if (segment === "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(segment);
  }
  return segments;
}

export function readAddress(path: string, query: URLSearchParams): Asked {
  if (plainSegments(path)[0] === "site") return { kind: "inside" };
  const [, area, key, ...rest] = path.split("/");
  if (area === "w" && key !== undefined) {
    const slug = key.toLowerCase();
    return slugProblem(slug) === null
      ? { kind: "slug", slug, asWritten: key, rest: rest.join("/") }
      : { kind: "nothing" };
  }
  if (area === "g" && key !== undefined) {
    if (!/^[\w-]{16,128}$/.test(key)) return { kind: "nothing" };
    if (rest.length > 0) return { kind: "behind", token: key, rest: rest.join("/") };
    return { kind: "household", token: key, answers: ANSWERING.some((name) => query.has(name)) };
  }
  return { kind: "other" };
}
