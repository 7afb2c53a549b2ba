import type { WordsByLanguage } from "@/lib/events/types";
import type { GuestFunction } from "@/lib/rsvp/types";

export interface PageMember {
  id: string;
  name: string;
  band: "adult" | "child" | "infant";
  diet: string | null;
  /** What they eat at a function, where it differs, by the function's id. */
  diets: Record<string, string>;
  /** False for somebody of another household who is counted here for some function. */
  ours: boolean;
}

export interface PageFunction extends GuestFunction {
  /** Where the map opens; null: the map is asked for venue and address. */
  mapUrl: string | null;
  dress: string | null;
  note: string | null;
  /** As it is read: in every language there is; as it is shown: in its reader's alone. */
  words?: WordsByLanguage;
  /** Who is named of those the places are kept for. */
  people: readonly string[];
  /** `people`: who comes, where that was said by name. */
  answer: (NonNullable<GuestFunction["answer"]> & { people: readonly string[] }) | null;
  /** It does not take place: nothing is answered, what was answered is no concern any more. */
  cancelled: boolean;
  /** The plan changed since this answer, and the family asked to hear again whether they come. */
  toConfirm: boolean;
  /** Persons of this yes who have no place yet, because the function is full. */
  waiting: number;
}

export interface HouseholdPage {
  /** The household as it is now: one that joined another answers there. */
  unitId: string;
  household: string;
  language: string;
  wedding: string;
  hosts: string;
  zone: string;
  /** Children are counted apart from adults. */
  apart: boolean;
  /** Whose word an answer on this page is: who speaks for the household. */
  speakerId: string | null;
  people: readonly PageMember[];
  functions: readonly PageFunction[];
}

export type Choice = "all" | "some" | "none" | "maybe";

/** What one function's part of the form says. `more` counts unnamed people where children are not counted apart. */
export interface FormLine {
  eventId: string;
  choice: Choice | null;
  who: readonly string[];
  adults: number;
  children: number;
  more: number;
}

/** Who may come to a function: those we know by name, and how many besides. */
export interface Kept {
  named: readonly PageMember[];
  adults: number;
  children: number;
  most: number;
}

export function keptFor(page: HouseholdPage, event: PageFunction): Kept {
  const named = page.people.filter((one) => event.people.includes(one.id));
  const adults = named.filter((one) => one.band === "adult").length;
  return {
    named,
    adults: Math.max(0, event.seats.adults - adults),
    children: Math.max(0, event.seats.children - (named.length - adults)),
    most: event.seats.adults + event.seats.children,
  };
}

/** A yes of everybody; people are named by it only where there is a place for each of them. */
function everybody(page: HouseholdPage, event: PageFunction) {
  const { named, most } = keptFor(page, event);
  return { ...event.seats, people: named.length <= most ? named.map((one) => one.id) : [] };
}

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one) => b.includes(one));

/** What the form shows for a function until the guest changes it. */
export function standingLine(page: HouseholdPage, event: PageFunction): FormLine {
  const { id: eventId, answer } = event;
  const line = { eventId, who: [], adults: 0, children: 0, more: 0 };
  if (!answer) return { ...line, choice: null };
  if (answer.answer !== "yes") return { ...line, choice: answer.answer === "no" ? "none" : "maybe" };
  const all = everybody(page, event);
  const whole = answer.adults === all.adults && answer.children === all.children;
  if (whole && (answer.people.length === 0 || sameSet(answer.people, all.people)))
    return { ...line, choice: "all" };
  const { named } = keptFor(page, event);
  const who = named.filter((one) => answer.people.includes(one.id));
  // Three of five came by the chat, which does not say who: nobody is ticked, and nothing is said until somebody is.
  if (who.length === 0 && named.length > 0 && answer.people.length === 0) return { ...line, choice: "some" };
  const grown = who.filter((one) => one.band === "adult").length;
  const adults = Math.max(0, answer.adults - grown);
  const children = Math.max(0, answer.children - (who.length - grown));
  return {
    eventId,
    choice: "some",
    who: who.map((one) => one.id),
    ...(page.apart ? { adults, children, more: 0 } : { adults: 0, children: 0, more: adults + children }),
  };
}

/** A line as one short text, so that a form can tell what its guest changed from what it was filled in with. */
export function lineKey({ choice, who, adults, children, more }: Omit<FormLine, "eventId">): string {
  if (choice !== "some") return choice ?? "";
  return ["some", [...who].sort().join("+"), adults, children, more].join(".");
}

export interface PageAnswer {
  eventId: string;
  answer: "yes" | "no" | "maybe";
  adults: number;
  children: number;
  people: string[];
}

export type PageRefusal = "not_invited" | "closed" | "cancelled" | "not_yours" | "no_count" | "too_many";
type Decided = { answer: PageAnswer } | { refused: PageRefusal };

function decideLine(page: HouseholdPage, event: PageFunction, line: FormLine): Decided {
  const none = { eventId: event.id, adults: 0, children: 0, people: [] };
  if (event.closed) return { refused: event.cancelled ? "cancelled" : "closed" };
  if (line.choice === "none") return { answer: { ...none, answer: "no" } };
  if (line.choice === "maybe") return { answer: { ...none, answer: "maybe" } };
  if (line.choice === "all")
    return { answer: { eventId: event.id, answer: "yes", ...everybody(page, event) } };
  const kept = keptFor(page, event);
  const who = new Set(line.who);
  const coming = kept.named.filter((one) => who.has(one.id));
  if (coming.length < who.size) return { refused: "not_yours" };
  const grown = coming.filter((one) => one.band === "adult").length;
  const said = page.apart ? line : { adults: 0, children: 0, more: line.adults + line.children + line.more };
  // Without a word on who is a child, the grown-ups' places are taken first, as in the chat.
  const moreAdults = Math.min(said.more, kept.adults);
  const adults = grown + said.adults + moreAdults;
  const children = coming.length - grown + said.children + (said.more - moreAdults);
  if (adults + children === 0) return { refused: "no_count" };
  if (adults + children > kept.most) return { refused: "too_many" };
  return {
    answer: { eventId: event.id, answer: "yes", adults, children, people: coming.map((one) => one.id) },
  };
}

/** Why nothing can be answered here; null while something can. */
export function whyLocked({ functions }: Pick<HouseholdPage, "functions">): "cancelled" | "closed" | null {
  if (functions.length === 0 || functions.some((event) => !event.closed)) return null;
  return functions.every((event) => event.cancelled) ? "cancelled" : "closed";
}

/** Everybody comes, whether they are named or not: a yes of the chat names nobody. What is to be confirmed is said again. */
const stands = ({ answer, toConfirm }: PageFunction, said: PageAnswer, whole: boolean): boolean =>
  answer !== null &&
  !toConfirm &&
  answer.answer === said.answer &&
  answer.adults === said.adults &&
  answer.children === said.children &&
  (sameSet(answer.people, said.people) || (whole && answer.people.length === 0));

/** All of us to everything; one line per function; or that what stands for one function holds after its plan has changed. */
export type SaidOnPage = "everything" | readonly FormLine[] | { confirm: string };

function confirmed(
  page: HouseholdPage,
  eventId: string,
): { answers: PageAnswer[] } | { refused: PageRefusal; eventId: string | null } {
  const event = page.functions.find((one) => one.id === eventId);
  if (!event) return { refused: "not_invited", eventId: null };
  if (event.closed) return { refused: event.cancelled ? "cancelled" : "closed", eventId };
  const { answer, toConfirm } = event;
  if (answer && answer.adults + answer.children > keptFor(page, event).most)
    return { refused: "too_many", eventId };
  return { answers: answer && toConfirm ? [{ eventId, ...answer, people: [...answer.people] }] : [] };
}

/**
 * What a form says of the functions, in the words of answers; all of it or none. What stands already is not said again,
 * so that a form sent twice is one answer.
 */
export function decideAnswers(
  page: HouseholdPage,
  said: SaidOnPage,
): { answers: PageAnswer[] } | { refused: PageRefusal; eventId: string | null } {
  if (typeof said === "object" && "confirm" in said) return confirmed(page, said.confirm);
  const open = page.functions.filter((event) => !event.closed);
  const lines =
    said === "everything"
      ? open.map(
          (event): FormLine => ({
            eventId: event.id,
            choice: "all",
            who: [],
            adults: 0,
            children: 0,
            more: 0,
          }),
        )
      : said.filter((line) => line.choice !== null);
  if (said === "everything" && open.length === 0)
    return { refused: whyLocked(page) ?? "closed", eventId: null };
  const answers: PageAnswer[] = [];
  for (const line of lines) {
    const event = page.functions.find((one) => one.id === line.eventId);
    if (!event) return { refused: "not_invited", eventId: null };
    const decided = decideLine(page, event, line);
    if ("refused" in decided) return { refused: decided.refused, eventId: event.id };
    if (!stands(event, decided.answer, line.choice === "all")) answers.push(decided.answer);
  }
  return { answers };
}
