import type { ChatReply, ChatText, Standing } from "@/lib/rsvp/types";
import { type Choice, cut, fitBody, fitsList, offer, oneLine } from "./chat-fit";
import { wordsIn } from "./chat-languages";
import type { ChatWords } from "./chat-words";

const HOUSEHOLD_WIDTH = 60;
const RTL_MARK = "\u200f";
const [ISOLATE, END_ISOLATE] = ["\u2068", "\u2069"];
/** More numbers in a row than this nobody types. */
const MOST_IN_ORDER = 5;

type Reply<K extends ChatReply["kind"]> = Extract<ChatReply, { kind: K }>;

/** What the chat says back, in the guest's language; pure and total, and never longer than the provider takes. */
export function chatText(reply: ChatReply, language: string): ChatText {
  const words = wordsIn(language);
  switch (reply.kind) {
    case "standing":
      return standing(reply, words);
    case "ask_functions":
      return askFunctions(reply, words);
    case "ask_count":
      return askCount(reply, words);
    case "ask_when":
      return askWhen(reply, words);
    case "ask_household":
      return askHousehold(reply, words);
    case "menu":
      return textOnly(words, [words.menuAgain(household(reply, words)), ...menuLines(words), words.unsure]);
    case "to_family":
      return textOnly(words, [
        words.toFamily(household(reply, words)),
        "",
        words.toAnswer,
        ...menuLines(words),
        words.unsure,
      ]);
    case "back_in":
      return textOnly(words, [words.backIn]);
    case "too_late":
      return {
        body: fitBody(reply.names.length, (width, shown) =>
          joined(words, [words.tooLate(nameList(words, reply.names, width, shown))]),
        ),
        choices: [],
        listLabel: null,
      };
  }
}

function standing(reply: Reply<"standing">, words: ChatWords): ChatText {
  const { lines, ask, late = [] } = reply;
  const one = sameForAll(lines);
  const summary = (width: number, shown: number): string[] => {
    if (!lines[0]) return [words.noAnswer];
    if (one && lines.length > 1)
      return [`${words.allFunctions(lines.length)}: ${standingOf(lines[0], words)}`];
    const told = lines
      .slice(0, shown)
      .map((line) => `${shownName(words, line.name, width)}: ${standingOf(line, words)}`);
    return shown < lines.length ? [...told, `… ${words.more(lines.length - shown)}`] : told;
  };
  const allNo = lines.length > 0 && lines.every((line) => line.answer === "no");
  const after = [
    lines.some((line) => line.answer === "yes" && line.waiting > 0) ? words.full : null,
    reply.why === "noted" && allNo ? words.missed : null,
    reply.assumed ? assumedLine(reply.assumed, words) : null,
    reply.askAgainOn ? askAgainLine(reply.askAgainOn, words) : null,
    "",
    ask ? `${words.change} ${words.undo}` : words.change,
    ...menuLines(words),
  ];
  const body = fitBody(Math.max(lines.length, late.length), (width, shown) =>
    joined(words, [
      opening(reply, words),
      ...summary(width, shown),
      late.length > 0 ? words.tooLate(nameList(words, late, width, shown)) : null,
      ...after,
    ]),
  );
  const choices: Choice[] = ask
    ? [
        { key: "some", name: words.buttons.change },
        { key: "undo", name: words.buttons.undo },
      ]
    : [];
  return { body, ...offer(choices, words.choose) };
}

function opening(reply: Reply<"standing">, words: ChatWords): string {
  switch (reply.why) {
    case "noted":
      return words.noted(household(reply, words));
    case "asked":
      return words.asked(household(reply, words));
    case "taken_back":
      return words.takenBack;
    case "nothing_to_take_back":
      return words.nothingToTakeBack;
  }
}

const sameForAll = (lines: readonly Standing[]): boolean =>
  new Set(lines.map((s) => `${s.answer} ${s.adults} ${s.children} ${s.waiting}`)).size === 1;

function standingOf(line: Standing, words: ChatWords): string {
  if (line.answer === null) return words.noAnswer;
  if (line.answer === "no") return words.notComing;
  if (line.answer === "maybe") return words.notSure;
  const coming = words.coming(line.adults, line.children);
  return line.waiting > 0 ? `${coming} (${words.waiting(line.waiting)})` : coming;
}

function assumedLine({ adults, children }: { adults: number; children: number }, words: ChatWords) {
  const total = adults + children;
  if (total === 0) return null;
  const otherAdults = adults > 1 || children === 0 ? adults - 1 : adults + 1;
  return words.assumed(peopleOf(words, adults, children), `${otherAdults}+${total - otherAdults}`);
}

function askFunctions({ names, page }: Reply<"ask_functions">, words: ChatWords): ChatText {
  const choices = [
    { key: "all", name: words.buttons.all },
    ...names.map((name, i) => ({ key: String(i + 1), name: oneLine(name) })),
  ];
  const tap = fitsList(choices.length);
  const example = names.length >= 5 ? "1 3 5" : names.length >= 3 ? "1 3" : names.length === 2 ? "1 2" : "1";
  const body = fitBody(names.length, (width, shown) =>
    joined(words, [
      words.whichFunctions,
      ...numbered(words, names, width, shown),
      "",
      words.severalNumbers(example, tap),
      words.zeroForAll,
      page ? words.onPage(page) : null,
    ]),
  );
  return { body, ...offer(choices, words.choose) };
}

function askCount({ names, wrong, wished, ask }: Reply<"ask_count">, words: ChatWords): ChatText {
  const { adults, children } = ask.most;
  const total = adults + children;
  const range = total > 1 ? `1-${total}` : "0-1";
  const paired = ask.apart && adults > 0 && children > 0;
  const choices = paired ? pairs(adults, children, words) : totals(total, adults === 0, words);
  const tap = fitsList(choices.length);
  const inOrder = names.length > 1 && names.length <= MOST_IN_ORDER && total > 1;
  const body = fitBody(names.length, (width, shown) =>
    joined(words, [
      wished ? words.wished(wished) : wrong ? words.wrongNumber(total > 1 ? range : "1") : null,
      words.howMany(nameList(words, names, width, shown)),
      paired ? words.placesFor(words.both(adults, children)) : words.places(total),
      "",
      paired ? words.twoCounts(`${adults}+${children}`, tap) : words.oneNumber(range, tap),
      inOrder ? words.inOrder([total - 1, ...Array(names.length - 1).fill(total)].join(" ")) : null,
    ]),
  );
  return { body, ...offer(choices, words.choose) };
}

/** 1 to all places; none where they would not fit a list. */
function totals(total: number, onlyChildren: boolean, words: ChatWords): Choice[] {
  if (!fitsList(total)) return [];
  const title = onlyChildren ? words.children : words.people;
  if (total === 1)
    return [
      { key: "1", name: title(1) },
      { key: "0", name: words.notComing },
    ];
  return Array.from({ length: total }, (_, i) => ({ key: String(i + 1), name: title(i + 1) }));
}

/** Every mix of adults and children but nobody, the fullest first. */
function pairs(adults: number, children: number, words: ChatWords): Choice[] {
  if (!fitsList((adults + 1) * (children + 1) - 1)) return [];
  const mixes = Array.from({ length: adults + 1 }, (_, a) =>
    Array.from({ length: children + 1 }, (_, c) => ({ a, c })),
  ).flat();
  return mixes
    .filter(({ a, c }) => a + c > 0)
    .sort((x, y) => y.a + y.c - (x.a + x.c) || y.a - x.a)
    .map(({ a, c }) => ({
      key: `${a}+${c}`,
      name: a > 0 && c > 0 ? words.bothShort(a, c) : peopleOf(words, a, c),
    }));
}

function askWhen(reply: Reply<"ask_when">, words: ChatWords): ChatText {
  const names = reply.ask.days.map(words.inDays);
  const choices = names.map((name, i) => ({ key: String(i + 1), name }));
  const body = fitBody(names.length, (width, shown) =>
    joined(words, [
      words.whenAgain(household(reply, words)),
      ...numbered(words, names, width, shown),
      "",
      words.numberOrDate(fitsList(choices.length)),
    ]),
  );
  return { body, ...offer(choices, words.choose) };
}

function askHousehold({ names }: Reply<"ask_household">, words: ChatWords): ChatText {
  const choices = names.map((name, i) => ({ key: String(i + 1), name: oneLine(name) }));
  const range = names.length > 1 ? `1-${names.length}` : String(names.length);
  const body = fitBody(names.length, (width, shown) =>
    joined(words, [
      words.whichFamily(names.length),
      ...numbered(words, names, width, shown),
      "",
      words.oneNumber(range, fitsList(choices.length)),
    ]),
  );
  return { body, ...offer(choices, words.choose) };
}

const menuLines = (words: ChatWords): string[] => words.menu.map((meaning, i) => `${i + 1} = ${meaning}`);

function numbered(words: ChatWords, names: readonly string[], width: number, shown: number): string[] {
  const lines = names.slice(0, shown).map((name, i) => `${i + 1}. ${shownName(words, name, width)}`);
  return shown < names.length ? [...lines, `… ${words.more(names.length - shown)}`] : lines;
}

function nameList(words: ChatWords, names: readonly string[], width: number, shown: number): string {
  const told = names.slice(0, shown).map((name) => shownName(words, name, width));
  if (shown < names.length) told.push(words.more(names.length - shown));
  const last = told.pop() ?? "…";
  return told.length === 0 ? last : `${told.join(words.comma)}${words.lastComma}${last}`;
}

function peopleOf(words: ChatWords, adults: number, children: number): string {
  if (children === 0) return words.adults(adults);
  return adults === 0 ? words.children(children) : words.both(adults, children);
}

/** A name in a text; among right-to-left words a Latin name must not pull the digits beside it along. */
function shownName(words: ChatWords, name: string, width: number): string {
  const short = cut(oneLine(name), width);
  return words.rightToLeft ? `${ISOLATE}${short}${END_ISOLATE}` : short;
}

const household = (reply: { household: string }, words: ChatWords): string =>
  shownName(words, reply.household, HOUSEHOLD_WIDTH);

/** Each language puts day and month in its own order, which the data behind Intl does not always know. */
function askAgainLine(on: string, words: ChatWords): string {
  const day = new Date(`${on}T00:00:00Z`);
  const month = new Intl.DateTimeFormat(words.locale, { month: "long", timeZone: "UTC" });
  return words.askAgain(String(day.getUTCDate()), month.format(day));
}

const textOnly = (words: ChatWords, lines: readonly string[]): ChatText => ({
  body: joined(words, lines),
  choices: [],
  listLabel: null,
});

/** Null lines fall away, empty ones part paragraphs. Without a mark a line that begins with a Latin name would run left to right. */
function joined(words: ChatWords, lines: readonly (string | null)[]): string {
  return lines
    .filter((line) => line !== null)
    .map((line) => (words.rightToLeft && line !== "" ? `${RTL_MARK}${line}` : line))
    .join("\n");
}
