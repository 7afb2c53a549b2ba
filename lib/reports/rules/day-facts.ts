import type { May } from "@/lib/reports/types";
import type { FunctionFacts } from "./question-of-the-day";

/** By the rights of whoever looks. */
export const mayOf = (permissions: ReadonlySet<string>): May => ({
  read: permissions.has("inbox.read"),
  answer: permissions.has("inbox.answer"),
  sendText: permissions.has("runs.send") && permissions.has("inbox.answer"),
  record: permissions.has("answers.record"),
  settle: permissions.has("doubts.settle"),
  send: permissions.has("runs.prepare"),
  invite: permissions.has("invitations.edit"),
  plan: permissions.has("events.edit"),
  edit: permissions.has("guests.edit"),
  importGuests: permissions.has("guests.import"),
});

interface Numbers<Event> {
  events: readonly Event[];
  runs: readonly { id: string; name: string; state: string }[];
  needs: {
    toRead: number;
    unknown: number;
    unreached: number;
    askAgain: number;
    inDoubt: number;
    disagreements: number;
  };
}

type Persons = { adults: number; children: number };

/** The live numbers as the question of the day, and the daily mail, look at them: of what takes place. */
export const dayFacts = <Event extends Omit<FunctionFacts, "coming" | "numbersDue"> & Persons>(
  numbers: Numbers<Event & { cancelled: boolean }>,
  dates: readonly { eventId: string; who: string; at: string }[],
  may: May,
) => ({
  functions: numbers.events
    .filter((event) => !event.cancelled)
    .map((event) => {
      const due = dates.find((one) => one.eventId === event.id);
      return {
        ...event,
        coming: event.adults + event.children,
        numbersDue: due ? { who: due.who, at: due.at } : null,
      };
    }),
  paused: numbers.runs.filter((run) => run.state === "paused"),
  toRead: numbers.needs.toRead + numbers.needs.unknown,
  unreached: numbers.needs.unreached,
  askAgain: numbers.needs.askAgain,
  disagreements: numbers.needs.disagreements,
  inDoubt: numbers.needs.inDoubt,
  may,
});
