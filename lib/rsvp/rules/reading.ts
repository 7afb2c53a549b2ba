import { isStartWord } from "@/lib/compliance/rules/start-words";
import { isStopWord } from "@/lib/compliance/rules/stop-words";
import { folded } from "@/lib/kernel/spelling";
import type { Reading, ReadingContext } from "@/lib/rsvp/types";
import { namesOf } from "./function-names";
import { exceptions, ofAll, ofFunctions } from "./reading-answers";
import { COUNT, withCounts } from "./reading-counts";
import { dayNamed } from "./reading-dates";
import { isAnswerAlone, isBareNames, isDoubtful } from "./reading-doubts";
import { withFunctions } from "./reading-functions";
import { groupsOf } from "./reading-groups";
import { asParts, fold, marksOf, type Part, part } from "./reading-parts";
import { MAYBE, NO, settledByNeighbours, withoutEndings, withPolarity } from "./reading-polarity";
import { scan } from "./reading-scan";
import type { Token } from "./reading-senses";
import { LONGEST } from "./reading-text";
import { toldReading } from "./told-words";

/** "5/12", "5-12-2026", "2026". */
const DATE_LIKE = /^(?:\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?|20\d\d)$/;
const UNREAD: Reading = { kind: "unread" };
/** Before anything is looked at: no text that is read is longer, however it is spaced. */
const CAP = 4000;

/**
 * Reads what a guest typed. Every word has to be accounted for: what is not certain is for a human, because a wrong
 * answer recorded in silence is worse than a question. Total and bounded for any text.
 */
export function readReply(text: string, context: ReadingContext): Reading {
  if (isStopWord(text)) return { kind: "stop" };
  if (isStartWord(text)) return { kind: "start" };
  if (text.length > CAP) return UNREAD;
  const plain = text
    .toWellFormed()
    .replace(/\s*\n\s*/g, "\n")
    .replace(/[^\S\n]+/g, " ")
    .trim();
  // One sign may stand for a whole phrase once it is taken apart.
  if (plain.length > LONGEST || folded(plain).length > 2 * LONGEST) return UNREAD;
  const told = toldReading(plain);
  if (told) return told;
  const names = namesOf(context.events);
  const tokens = scan(plain, names, false);
  const certain = wholeMeaning(tokens) ?? laterReading(plain, tokens, context);
  if (certain) return certain;
  const answer = answerReading(tokens);
  return answer.kind === "unread" ? { ...answer, ...dayAlone(plain, context) } : answer;
}

/** Undo, status and thanks fill a text by themselves; a question that is neither is never an answer. */
function wholeMeaning(tokens: readonly Token[]): Reading | null {
  const marks = marksOf(asParts(tokens));
  if (/^[Usum_,eEo]*U[Usum_,eEo]*$/.test(marks)) return { kind: "undo" };
  if (/^[Qum_,?eEo]*Q[Qum_,?eEo]*$/.test(marks)) return { kind: "status" };
  if (marks.includes("?")) return UNREAD;
  if (/^[hoeEjv_,-]*[hoeEj][hoeEjv_,-]*$/.test(marks)) return { kind: "courtesy" };
  return null;
}

/** The senses of a text, days among them. */
const withDays = (plain: string, context: ReadingContext): Token[] =>
  scan(plain, namesOf(context.events), true).map((one) =>
    one.sense === "unknown" && DATE_LIKE.test(one.word)
      ? { ...one, sense: "date" as const, events: [] }
      : one,
  );

const partsOfDay = (dated: readonly Token[]) =>
  dated.filter((one) => one.sense === "date" || one.sense === "number");

/** "14 January", "kal": no answer to anything but the question when. */
function dayAlone(plain: string, context: ReadingContext): { day?: string | null } {
  const dated = withDays(plain, context);
  return /^[#_,]*D[D#_,-]*$/.test(marksOf(asParts(dated)))
    ? { day: dayNamed(partsOfDay(dated), context.today) }
    : {};
}

/** "will tell you on 12 Dec": read with the names of days, which mean nothing in an answer. */
function laterReading(plain: string, tokens: readonly Token[], context: ReadingContext): Reading | null {
  if (!tokens.some((one) => one.sense === "later")) return null;
  const dated = withDays(plain, context);
  const marks = marksOf(asParts(dated));
  if (!/^[LMD#um_,shoewjqBIb-]*$/.test(marks) || !marks.includes("L")) return null;
  const day = partsOfDay(dated);
  // "4, will confirm": a number without a word of time is no day.
  if (marks.includes("#") && !marks.includes("D")) return UNREAD;
  return { kind: "later", on: day.length > 0 ? dayNamed(day, context.today) : null };
}

function answerReading(tokens: readonly Token[]): Reading {
  const plain = settledByNeighbours(asParts(tokens));
  if (isDoubtful(plain)) return UNREAD;
  const parts = trimmed(withoutEndings(fold(plain, /[hoejws]/g, () => [part(",")])));
  const marks = marksOf(parts);
  if (/^#(?:[,&]{0,2}#)*$/.test(marks))
    return { kind: "numbers", values: parts.flatMap((one) => (one.mark === "#" ? [one.value] : [])) };
  return structured(parts, plain);
}

function structured(parts: readonly Part[], plain: readonly Part[]): Reading {
  const counted = withCounts(parts);
  const [alone] = counted;
  const ofUs = plain.some((one) => one.mark === "u");
  if (!ofUs && counted.length === 1 && alone?.mark === COUNT && alone.count && "adults" in alone.count)
    return { kind: "people", ...alone.count };
  const clauses = withFunctions(withPolarity(counted));
  const named = clauses.some((one) => one.mark === "F");
  const whole = named ? fold(clauses, /L/g, () => [part(MAYBE)]) : clauses;
  if (!/^[FRYNMCAfS,&bXZ]+$/.test(marksOf(whole))) return UNREAD;
  if (/^[F,&]+$/.test(marksOf(whole)) && !whole.some((one) => one.only) && !isBareNames(plain)) return UNREAD;
  if (/^[Af,]+$/.test(marksOf(whole)) && !isAnswerAlone(plain)) return UNREAD;
  // "Sorry" goes with a no; beside a yes it is not clear what it is for.
  const sorry = plain.some((one) => one.mark === "s");
  if (sorry && !whole.some((one) => one.mark === NO)) return UNREAD;
  if (/[XZ]/.test(marksOf(whole))) return exceptions(whole) ?? UNREAD;
  const groups = groupsOf(whole);
  if (!groups || groups.length === 0) return UNREAD;
  return groups.some((one) => one.events !== null) ? ofFunctions(groups) : ofAll(groups);
}

/** Without pauses at the ends or twice. */
const trimmed = (parts: readonly Part[]): Part[] =>
  fold(
    fold(parts, /,+/g, () => [part(",")]),
    /^,|,$/g,
    () => [],
  );
