import { fold, marksOf, type Part, part, UNKNOWN } from "./reading-parts";

export const YES = "Y";
export const NO = "N";
export const MAYBE = "M";

/** Words that lean on their neighbours get the sense these give them. */
export function settledByNeighbours(parts: readonly Part[]): Part[] {
  const family = parts.some((one) => one.mark === "A");
  const numeric = parts.every((one) => /[#2,&]/.test(one.mark));
  return parts.map((one, at) => {
    const before = parts[at - 1];
    const after = parts[at + 1];
    switch (one.mark) {
      case "1":
        return family ? { ...one, mark: "g" } : UNKNOWN;
      case "2":
        return (numeric && one.word === "do") || isNumber(one, before, after)
          ? { ...one, mark: "#" }
          : UNKNOWN;
      case "Y":
        return at === 0 ? { ...one, mark: "y" } : UNKNOWN;
      case "q":
        return one.word === "per" && before?.mark === "#" ? { ...one, mark: "p" } : one;
      case "6":
        if (/[#pAF]/.test(before?.mark ?? "")) return { ...one, mark: "_" };
        return after?.mark === "p" ? { ...one, mark: "#", value: 6 } : UNKNOWN;
      case "E":
        return at === 0 ? { ...one, mark: "e" } : UNKNOWN;
      case "N":
        if (before?.mark === "F" && after?.mark === "F" && one.word === "n") return { ...one, mark: "&" };
        return parts.every((other) => other === one || /[,hosej_]/.test(other.mark))
          ? { ...one, mark: "n" }
          : UNKNOWN;
      case "v":
        return isAddress(before, after) ? { ...one, mark: "," } : UNKNOWN;
      default:
        return one;
    }
  });
}

/** "do log", "hum do" in Hindi; the English "do" and "be" have no such neighbours. */
function isNumber(one: Part, before: Part | undefined, after: Part | undefined): boolean {
  if (/[pac]/.test(after?.mark ?? "")) return true;
  const hindi = /^(hum|ham|hum log|ham log|sirf|bas|kul|aur|keval)$/.test(before?.word ?? "");
  if (one.word === "be") return /^(ame|amhe)$/.test(before?.word ?? "");
  return one.word === "do" && hindi;
}

/** "haan bhaiya, ..." speaks to him; "haan bhaiya aayenge" may speak of him. */
function isAddress(before: Part | undefined, after: Part | undefined): boolean {
  const next = after?.mark ?? ",";
  return before === undefined || before.mark === ","
    ? /[,ueh]/.test(next)
    : /[ynxheso]/.test(before.mark) && /[,uhejs#w]/.test(next);
}

/** Case endings and "ceremony" belong to the function before them. */
export function withoutEndings(parts: readonly Part[]): Part[] {
  let out = fold(parts, /#_+#/g, () => [UNKNOWN]);
  out = fold(out, /F[qBIk_]+|[fR][k_]+/g, ([named]) => (named ? [named] : []));
  out = fold(out, /B/g, () => [part("b")]);
  out = fold(out, /_/g, () => []);
  return fold(out, /[qkIm!]/g, () => [UNKNOWN]);
}

const side = (found: readonly Part[]): NonNullable<Part["side"]> => {
  const marks = marksOf(found);
  if (/[nG]/.test(marks)) return "either";
  return marks.includes("t") ? "before" : "after";
};

/** What is said is one yes, no or maybe each time; a नहीं between two verbs could go with either, and stays unread. */
export function withPolarity(parts: readonly Part[]): Part[] {
  if (/xxg|gx+g|xgx|gxG|tx|tt|xt/.test(marksOf(parts))) return [UNKNOWN];
  let out = fold(parts, /xg|gx|tg/g, () => [part("G")]);
  out = fold(out, /M(?:u*[yg])*/g, () => [part(MAYBE)]);
  out = fold(out, /[yg](?:u*[yg])*/g, ([first]) => [part(YES, { word: first?.mark ?? "" })]);
  out = fold(out, /[nxG](?:u*[nxG])*|t/g, (found) => [part(NO, { side: side(found) })]);
  return fold(out, /[u-]/g, () => []);
}
