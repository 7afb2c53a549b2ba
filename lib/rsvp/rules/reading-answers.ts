import type { Answer, Reading, Said, SaidCount } from "@/lib/rsvp/types";
import type { Group } from "./reading-groups";
import { marksOf, type Part } from "./reading-parts";

/** Beside a function a greater number without "people" may be a date. */
const MOST_UNSAID = 10;
const UNREAD: Reading = { kind: "unread" };

const said = (events: Said["events"], answer: Answer, count: SaidCount | null = null): Said => ({
  events,
  answer,
  count: answer === "yes" ? count : null,
});

/** "all except haldi", "haldi chhodkar sab". */
export function exceptions(parts: readonly Part[]): Reading | null {
  const told = parts.filter((one) => one.mark !== ",");
  const marks = marksOf(told);
  const named = told.find((one) => one.mark === "F");
  if (!named || named.only) return null;
  const no = said(named.events, "no");
  const count = told.find((one) => one.count)?.count ?? null;
  if (/^(?=.*[AfY])[YAf]*C?[YAf]*XF$/.test(marks))
    return { kind: "said", said: [said("rest", "yes", count), no] };
  if (/^XF$/.test(marks) && /^(all|everything) but$/.test(told[0]?.word ?? ""))
    return { kind: "said", said: [said("rest", "yes"), no] };
  if (/^FZ[AfRY]+$/.test(marks)) return { kind: "said", said: [no, said("rest", "yes")] };
  return UNREAD;
}

/** What a text says that names no function. */
export function ofAll(groups: readonly Group[]): Reading {
  const answers = new Set(groups.flatMap((one) => (one.answer ? [one.answer] : [])));
  const counts = groups.flatMap((one) => (one.count ? [one.count] : []));
  const [answer] = answers;
  const some = groups.some((one) => one.some);
  const all = groups.some((one) => one.all || one.every);
  const only = groups.some((one) => one.only);
  if (answers.size > 1 || counts.length > 1 || (some && all) || groups.some((one) => one.contrary))
    return UNREAD;
  const [count] = counts;
  if (answer === "no" || answer === "maybe")
    return count || some || all || only ? UNREAD : { kind: "said", said: [said("all", answer)] };
  if (some && !count) return { kind: "some" };
  if (answer === undefined && !count && !all) return UNREAD;
  return { kind: "said", said: [said("all", "yes", count ?? null)] };
}

/** The one function group that a count said apart belongs to. */
const countable = (named: readonly Group[]): Group | null => {
  const open = named.filter((one) => !one.count);
  const [one] = open;
  return one && named.length === 1 && one.answer !== "no" && one.answer !== "maybe" ? one : null;
};

/** What is said of nothing in particular at either end of a text, laid upon its functions; null where it does not fit. */
function withGlobal(global: Group, named: readonly Group[], leads: boolean): Group[] | null {
  if (global.some || global.only || global.answer === "maybe") return null;
  const noes = named.filter((one) => one.answer === "no" || one.answer === "maybe");
  const whole = global.count === null && (global.all || global.every) ? "yes" : null;
  const turned = named[0]?.contrary === true;
  const opposed = (answer: Answer): boolean =>
    named.every((one) => one.answer === answer && Array.isArray(one.events) && !one.only);
  if (leads && global.answer === "no")
    return turned && !global.count && !global.all && !global.every && opposed("yes")
      ? [{ ...global, events: "rest", all: false, every: false }, ...named]
      : null;
  if (global.answer === "no") return null;
  if (leads && (global.answer ?? whole) === "yes" && (turned || global.every) && opposed("no"))
    return [{ ...global, events: "rest", all: false, every: false }, ...named];
  if (noes.length > 0 || global.every || (global.answer === null && !global.count)) return null;
  if (!global.count) return [...named];
  const target = countable(named);
  return target
    ? [{ ...target, count: global.count, labelled: global.labelled, all: target.all || global.all }]
    : null;
}

/** A group that says nothing itself is a yes beside yeses; "the rest" is a yes beside noes. */
function settled(groups: readonly Group[]): Group[] | null {
  const denied = groups.some((one) => one.answer === "no" || one.answer === "maybe");
  const out: Group[] = [];
  for (const one of groups) {
    if (one.answer !== null || one.count !== null || one.only)
      out.push({ ...one, answer: one.answer ?? "yes" });
    else if (one.events === "rest") {
      const noes = groups.every((other) => other === one || other.answer === "no");
      if (!noes || groups.length < 2) return null;
      out.push({ ...one, answer: "yes" });
    } else if (denied || one.all) return null;
    else out.push({ ...one, answer: "yes" });
  }
  return out;
}

function isCertain(one: Group, before: Group | undefined): boolean {
  if (one.some || one.every) return false;
  if (one.contrary && !one.only && (one.answer === before?.answer || !before)) return false;
  if (one.count && !one.labelled && (one.all || ("total" in one.count && one.count.total > MOST_UNSAID)))
    return false;
  if (one.answer !== "yes") return !one.count && !one.all && !one.only && !one.loose;
  if (one.loose && (one.count || (one.commas && (one.only || (before && before.answer !== "yes")))))
    return false;
  return !(one.all && one.events === "rest" && one.count);
}

/** "1 haldi 2 mehndi 3 sangeet" may number a list. */
const isNumbering = (groups: readonly Group[]): boolean =>
  groups.length > 1 &&
  groups.every((one, at) => one.count && !one.labelled && "total" in one.count && one.count.total === at + 1);

/** What a text says of the functions it names; unread where anything is left over or said twice. */
export function ofFunctions(groups: readonly Group[]): Reading {
  let named: Group[] | null = groups.filter((one) => one.events !== null);
  const [lead, trail] = [groups[0], groups.at(-1)];
  const ends = [lead, trail].filter((one) => one?.events === null).length;
  if (groups.length - named.length !== ends) return UNREAD;
  const from = groups.indexOf(named[0] as Group);
  if (trail && trail.events === null) named = trail.contrary ? null : withGlobal(trail, named, false);
  if (named && from > 0 && lead) named = withGlobal(lead, named, true);
  const final = named && settled(named);
  if (!final?.every((one, at) => isCertain(one, final[at - 1]))) return UNREAD;
  if (isNumbering(final)) return UNREAD;
  const rests = final.filter((one) => one.events === "rest");
  const only = final.find((one) => one.only);
  // "The rest" of what, where nothing else was said?
  if (rests.length === final.length || rests.length > 1 || (only && !isOnlyOne(final, only))) return UNREAD;
  const events = final.flatMap((one) => (Array.isArray(one.events) ? one.events : []));
  if (new Set(events).size !== events.length) return UNREAD;
  const all = final.map((one) => said(one.events ?? "all", one.answer ?? "yes", one.count));
  if (only && rests.length === 0) all.push(said("rest", "no"));
  return { kind: "said", said: all };
}

/** Beside "only mehndi" nothing can be said but that the rest is a no. */
const isOnlyOne = (groups: readonly Group[], only: Group): boolean =>
  only.answer === "yes" &&
  groups.every((one) => one === only || (one.events === "rest" && one.answer === "no"));
