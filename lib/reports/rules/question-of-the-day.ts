/** What is known of a function on this day. Families in all but `coming` and `waiting`, which are persons. */
export interface FunctionFacts {
  id: string;
  name: string;
  zone: string;
  startsAt: string | null;
  /** Until when guests may answer. */
  deadline: string | null;
  /** By when the caterer, or whoever cooks, wants the number. */
  numbersDue: { who: string; at: string } | null;
  invited: number;
  asked: number;
  coming: number;
  pending: number;
  silent: number;
  silentRead: number;
  waiting: number;
  /** Places nobody has taken; null where there is no ceiling. */
  free: number | null;
  oldestSilentDays: number | null;
}

export interface DayFacts {
  functions: readonly FunctionFacts[];
  /** Invitations that are held up, with how many families wait for them. */
  paused: readonly { id: string; name: string }[];
  toRead: number;
  /** Answers of the team to a guest that did not arrive. */
  unreached: number;
  /** Families whose day to be asked again has come. */
  askAgain: number;
  disagreements: number;
  inDoubt: number;
  /** What this person may do something about. */
  may: { read: boolean; settle: boolean; send: boolean; record: boolean; edit: boolean; invite: boolean };
}

export interface Question {
  sentence: string;
  /** What to do about it, below the wedding's own address; null where there is nothing to do. */
  act: { label: string; path: string } | null;
  urgent: boolean;
}

type Candidate = Question & { weight: number };

const DAY_MS = 86_400_000;
const number = (n: number) => n.toLocaleString("en-IN");
const families = (n: number) => `${number(n)} ${n === 1 ? "family" : "families"}`;
const haveNot = (n: number) => `${families(n)} ${n === 1 ? "has" : "have"} not replied`;
const people = (n: number) => `${number(n)} ${n === 1 ? "person" : "people"}`;

/**
 * The one sentence a parent reads first: of all that is open the weightiest, with what to do about it. A date that is near
 * weighs more than any count; of two the nearer; what nobody is late for weighs least.
 */
export function questionOfTheDay(facts: DayFacts, now: Date): Question {
  const found = [
    ...pausedRuns(facts),
    ...facts.functions.flatMap((one) => [...dueDates(one, facts, now), ...fullFunction(one, facts)]),
    ...queue(facts),
    ...unreached(facts),
    ...namedDay(facts),
    ...differing(facts),
    ...doubts(facts),
    ...longSilence(facts),
  ].sort((a, b) => b.weight - a.weight);
  const { weight: _weight, ...first } = found[0] ?? { ...standing(facts), weight: 0 };
  return first;
}

const pausedRuns = ({ paused, may }: DayFacts): Candidate[] =>
  may.send && paused[0]
    ? [
        {
          weight: 95,
          sentence: `“${paused[0].name}” is held up, and families wait for it.`,
          act: { label: "See why", path: `/runs/${paused[0].id}` },
          urgent: true,
        },
      ]
    : [];

/** Dates with a number of people to be ready by: the caterer's, the last day to answer, the function itself. */
function dueDates(one: FunctionFacts, { disagreements, may }: DayFacts, now: Date): Candidate[] {
  if (one.invited === 0 || (one.startsAt && Date.parse(one.startsAt) < now.getTime())) return [];
  const open = one.pending > 0 || disagreements > 0;
  const state = [
    `${number(one.coming)} coming`,
    ...(one.pending > 0 ? [haveNot(one.pending)] : []),
    ...(disagreements > 0
      ? [`${families(disagreements)} ${disagreements === 1 ? "differs" : "differ"} somewhere`]
      : []),
  ].join(", ");
  const act =
    one.pending > 0
      ? may.edit
        ? { label: "Call the silent", path: `/answers/${one.id}?which=pending` }
        : { label: "See who", path: `/answers/${one.id}?which=pending` }
      : may.record
        ? { label: "Settle them", path: "/answers/differ" }
        : null;
  const dates: [string | null, string, number][] = [
    [one.numbersDue?.at ?? null, `${one.numbersDue?.who} wants the number by`, 9],
    [one.deadline, "answers close", 8],
    [one.startsAt, "it is", 7],
  ];
  return dates.flatMap(([date, words, days]) => {
    if (!date || !open) return [];
    const left = (Date.parse(date) - now.getTime()) / DAY_MS;
    if (left < 0)
      return words === "answers close" && one.pending > 0
        ? [
            {
              weight: 55,
              sentence: `${one.name}: ${state}; the day to answer by has passed.`,
              act,
              urgent: true,
            },
          ]
        : [];
    if (left > days) return [];
    const by = words.endsWith("by");
    return [
      {
        // Today weighs 94, in a week some 60.
        weight: 94 - left * 5,
        sentence: `${one.name}: ${state}; ${words} ${dayWords(date, one.zone, now, by)}.`,
        act,
        urgent: left < 3,
      },
    ];
  });
}

const fullFunction = (one: FunctionFacts, { may }: DayFacts): Candidate[] =>
  one.waiting > 0
    ? [
        {
          weight: 50 + Math.min(9, one.waiting / 10),
          sentence: one.free
            ? `${one.name}: ${people(one.waiting)} ${one.waiting === 1 ? "waits" : "wait"} for a place; ${number(one.free)} ${one.free === 1 ? "is" : "are"} free, too few for a whole family.`
            : `${one.name} is full: ${people(one.waiting)} ${one.waiting === 1 ? "waits" : "wait"} for a place.`,
          act: { label: may.edit ? "See who waits" : "See them", path: `/answers/${one.id}?which=waiting` },
          urgent: false,
        },
      ]
    : [];

const queue = ({ toRead, may }: DayFacts): Candidate[] =>
  may.read && toRead > 0
    ? [
        {
          weight: 58 + Math.min(9, toRead / 5),
          sentence: `${number(toRead)} ${toRead === 1 ? "message waits" : "messages wait"} for somebody to read ${toRead === 1 ? "it" : "them"}; WhatsApp lets us write back for a day.`,
          act: { label: toRead === 1 ? "Read it" : "Read them", path: "/answers?view=read" },
          urgent: false,
        },
      ]
    : [];

const unreached = ({ unreached: n, may }: DayFacts): Candidate[] =>
  may.read && n > 0
    ? [
        {
          weight: 57,
          sentence: `${number(n)} ${n === 1 ? "answer" : "answers"} of yours did not reach the family.`,
          act: { label: "See why", path: "/answers?view=read" },
          urgent: false,
        },
      ]
    : [];

/** They were told that the family asks again. */
const namedDay = ({ askAgain, may }: DayFacts): Candidate[] =>
  askAgain > 0
    ? [
        {
          weight: 56,
          sentence: `${families(askAgain)} ${askAgain === 1 ? "was" : "were"} not sure and wanted to be asked again by today.`,
          act: may.edit ? { label: "Call them", path: "/runs/calls" } : null,
          urgent: false,
        },
      ]
    : [];

const differing = ({ disagreements, may }: DayFacts): Candidate[] =>
  disagreements > 0
    ? [
        {
          weight: 45 + Math.min(9, disagreements / 5),
          sentence: `In ${families(disagreements)} two people say different things; the latest counts until you decide.`,
          act: { label: may.record ? "Settle them" : "See them", path: "/answers/differ" },
          urgent: false,
        },
      ]
    : [];

const doubts = ({ inDoubt, may }: DayFacts): Candidate[] =>
  may.settle && inDoubt > 0
    ? [
        {
          weight: 40,
          sentence: `Of ${number(inDoubt)} ${inDoubt === 1 ? "message" : "messages"} nobody knows whether ${inDoubt === 1 ? "it" : "they"} went out.`,
          act: { label: "Decide", path: "/runs" },
          urgent: false,
        },
      ]
    : [];

const QUIET_DAYS = 4;

/** Who has read and says nothing will not be moved by waiting. */
function longSilence({ functions, may }: DayFacts): Candidate[] {
  const worst = functions
    .filter((one) => one.silent > 0 && (one.oldestSilentDays ?? 0) >= QUIET_DAYS)
    .sort((a, b) => b.silent - a.silent)[0];
  if (!worst) return [];
  const read = worst.silentRead > 0 ? `, ${number(worst.silentRead)} of them have read it` : "";
  return [
    {
      weight: 30,
      sentence: `${worst.name}: ${number(worst.coming)} coming, ${families(worst.silent)} ${worst.silent === 1 ? "is" : "are"} silent${read}, the first for ${worst.oldestSilentDays} days.`,
      act: may.edit
        ? { label: "Put them on the call list", path: "/runs/calls" }
        : { label: "See who", path: `/answers/${worst.id}?which=silent` },
      urgent: false,
    },
  ];
}

/** Where nothing presses: how it stands, or what comes first. */
function standing({ functions, may }: DayFacts): Question {
  const largest = [...functions].sort((a, b) => b.invited - a.invited)[0];
  if (!largest || largest.invited === 0)
    return {
      sentence: "Nobody is invited yet.",
      act: may.invite ? { label: "Choose the families", path: "/guests" } : null,
      urgent: false,
    };
  if (largest.asked === 0 && largest.pending === largest.invited)
    return {
      sentence: `${families(largest.invited)} ${largest.invited === 1 ? "is" : "are"} invited to ${largest.name}; nobody was asked yet.`,
      act: may.send ? { label: "Send the invitations", path: "/runs" } : null,
      urgent: false,
    };
  const rest = largest.pending > 0 ? haveNot(largest.pending) : "every family has replied";
  return {
    sentence: `${largest.name}: ${number(largest.coming)} ${largest.coming === 1 ? "is" : "are"} coming, ${rest}.`,
    act: {
      label: "See the families",
      path: `/answers/${largest.id}?which=${largest.pending > 0 ? "pending" : "yes"}`,
    },
    urgent: false,
  };
}

/** "today", "tomorrow", "on Friday" within a week, else the day itself; in the function's own zone. */
function dayWords(iso: string, zone: string, now: Date, by: boolean): string {
  const day = (at: Date) => new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(at);
  const at = new Date(iso);
  const apart = Math.round((Date.parse(day(at)) - Date.parse(day(now))) / DAY_MS);
  if (apart <= 0) return "today";
  if (apart === 1) return "tomorrow";
  const name =
    apart < 7
      ? new Intl.DateTimeFormat("en-IN", { timeZone: zone, weekday: "long" }).format(at)
      : new Intl.DateTimeFormat("en-IN", { timeZone: zone, day: "numeric", month: "long" }).format(at);
  return by ? name : `on ${name}`;
}
