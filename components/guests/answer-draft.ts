export type Answer = "yes" | "no" | "maybe";

export interface Answerable {
  id: string;
  name: string;
  seats?: { adults: number; children: number };
  answer?: string | null;
  adults?: number;
  children?: number;
}

export type Line = { answer: Answer | ""; adults: string; children: string };
export type AnswerDraft = {
  /** One answer for all that are chosen, or each function for itself. */
  way: "same" | "each";
  chosen: readonly string[];
  same: Line;
  each: Readonly<Record<string, Line>>;
  saidBy: string;
};

const countOf = (text: string): number => (/^\d{1,3}$/.test(text.trim()) ? Number(text) : Number.NaN);

export function firstDraft(
  events: readonly Answerable[],
  seats: { adults: number; children: number },
  eventId?: string,
): AnswerDraft {
  const line = (one: { adults: number; children: number }): Line => ({
    answer: "",
    adults: String(one.adults),
    children: String(one.children),
  });
  return {
    way: "same",
    chosen: eventId ? [eventId] : events.map((one) => one.id),
    same: line(seats),
    each: Object.fromEntries(
      events.map((one) => [
        one.id,
        line(
          one.answer === "yes"
            ? { adults: one.adults ?? 0, children: one.children ?? 0 }
            : (one.seats ?? seats),
        ),
      ]),
    ),
    saidBy: "",
  };
}

type Said = { eventId: string; answer: Answer; adults: number; children: number };

/** What the server is told, or what is missing in words. */
export function answersOf(draft: AnswerDraft, events: readonly Answerable[]): Said[] | string {
  const lines = events.flatMap((one): [Answerable, Line][] => {
    if (draft.way === "same") return draft.chosen.includes(one.id) ? [[one, draft.same]] : [];
    const line = draft.each[one.id];
    return line?.answer ? [[one, line]] : [];
  });
  if (lines.length === 0)
    return draft.way === "same"
      ? "Choose at least one function."
      : "Choose what they said for at least one function.";
  if (lines.some(([, line]) => !line.answer)) return "Choose what they said.";
  const said = lines.map(([one, line]): Said => {
    const coming = line.answer === "yes";
    return {
      eventId: one.id,
      answer: line.answer as Answer,
      adults: coming ? countOf(line.adults) : 0,
      children: coming ? countOf(line.children) : 0,
    };
  });
  if (said.some((one) => Number.isNaN(one.adults) || Number.isNaN(one.children)))
    return "Write the number of people in digits.";
  const nobody = said.find((one) => one.answer === "yes" && one.adults + one.children === 0);
  if (nobody) {
    const name = events.find((one) => one.id === nobody.eventId)?.name ?? "";
    return draft.way === "same" ? "How many are coming?" : `How many are coming to ${name}?`;
  }
  return said;
}
