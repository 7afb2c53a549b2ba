import { isUuid } from "@/lib/kernel/ids";
import { toAsciiDigits } from "@/lib/kernel/text";
import { type Choice, type FormLine, lineKey } from "./household-page";

const CHOICES: ReadonlySet<string> = new Set<Choice>(["all", "some", "none", "maybe"]);
const MOST_LINES = 50;
const MOST_PEOPLE = 100;

/** A count as somebody typed it, in any script; what is none counts nobody. */
export function countOf(text: string | null): number {
  const digits = toAsciiDigits((text ?? "").trim());
  return /^\d{1,3}$/.test(digits) ? Math.min(Number(digits), 200) : 0;
}

const idOf = (text: string | undefined): string | null =>
  text !== undefined && isUuid(text) ? text.toLowerCase() : null;

export type SaidLine = FormLine & { choice: Choice };

export interface AnswerForm {
  /** The one button: all of us to everything. */
  everything: boolean;
  /** The button "We are still coming" of a function whose plan has changed. */
  confirm: string | null;
  /** What differs from what the form was filled in with; a function left alone is not in it. */
  lines: SaidLine[];
  /** Something was chosen or stood, even if nothing was changed. */
  chosen: boolean;
}

/**
 * Reads the form of a household's page: per function `answer:`, `who:` once per person, `adults:`, `children:` or `more:`,
 * and in `shown:` what it was filled in with, unless it is to be said again as it stands. Whatever is sent, it never throws; what makes no sense is left out.
 */
export function readAnswerForm(form: URLSearchParams): AnswerForm {
  const ids = new Set<string>();
  for (const name of form.keys()) {
    const [what, given] = name.split(":");
    const id = idOf(given);
    if (id && what !== "shown" && ids.size < MOST_LINES) ids.add(id);
  }
  const lines = [...ids].flatMap((eventId): SaidLine[] => {
    const { choice, ...line } = lineOf(form, eventId);
    return choice ? [{ ...line, eventId, choice }] : [];
  });
  return {
    everything: form.has("everything"),
    confirm: idOf(form.get("confirm") ?? undefined),
    lines: lines.filter((line) => lineKey(line) !== form.get(`shown:${line.eventId}`)),
    chosen: lines.length > 0,
  };
}

function lineOf(form: URLSearchParams, eventId: string): Omit<FormLine, "eventId"> {
  const said = form.get(`answer:${eventId}`) ?? "";
  const who = new Set<string>();
  for (const one of form.getAll(`who:${eventId}`).slice(0, MOST_PEOPLE)) {
    const id = idOf(one);
    if (id) who.add(id);
  }
  const [adults, children, more] = ["adults", "children", "more"].map((name) =>
    countOf(form.get(`${name}:${eventId}`)),
  ) as [number, number, number];
  // Names ticked and no answer chosen: who is ticked comes.
  const some = who.size + adults + children + more > 0 ? "some" : null;
  const choice = CHOICES.has(said) ? (said as Choice) : some;
  return { choice, who: [...who], adults, children, more };
}

/** Lines as a short text, to fill a refused form in again; people by the end of their ids. */
export const packLines = (lines: readonly FormLine[]): string =>
  JSON.stringify(
    lines.map(({ eventId, choice, who, adults, children, more }) => [
      eventId,
      choice,
      who.map((id) => id.slice(-12)),
      adults,
      children,
      more,
    ]),
  );

/** What `packLines` packed, for these people; empty for anything else. */
export function unpackLines(text: string, people: readonly { id: string }[]): FormLine[] {
  try {
    return (JSON.parse(text) as [string, Choice, string[], number, number, number][]).map(
      ([eventId, choice, who, adults, children, more]) => ({
        eventId,
        choice,
        who: people.filter(({ id }) => who.includes(id.slice(-12))).map(({ id }) => id),
        adults,
        children,
        more,
      }),
    );
  } catch {
    return [];
  }
}
