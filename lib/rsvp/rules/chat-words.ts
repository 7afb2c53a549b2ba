/** The words of one language for the chat. Digits are ASCII, so that what a guest reads is what a guest can type. */
export interface ChatWords {
  /** For the names of the months. */
  locale: string;
  rightToLeft: boolean;
  /** Between names, and before the last one. */
  comma: string;
  lastComma: string;
  /** The exact words a guest is told to type; the parser of typed words must know them. */
  typed: { undo: string; all: string; unsure: string; stop: string };

  /** What 1, 2 and 3 of the invitation mean, the same everywhere. */
  menu: readonly [string, string, string];
  /** That "not sure yet" may be typed. */
  unsure: string;
  /** Opens a list: 20 characters at most. */
  choose: string;
  /** 20 characters at most. */
  buttons: { all: string; change: string; undo: string };

  people: (n: number) => string;
  adults: (n: number) => string;
  children: (n: number) => string;
  both: (adults: number, children: number) => string;
  /** The same for a list row: 24 characters at most. */
  bothShort: (adults: number, children: number) => string;
  /** After the last name or line shown. */
  more: (n: number) => string;

  noted: (household: string) => string;
  asked: (household: string) => string;
  takenBack: string;
  nothingToTakeBack: string;
  /** To who cannot come to anything. */
  missed: string;
  allFunctions: (n: number) => string;
  /** 0 and 0 where no number is known. */
  coming: (adults: number, children: number) => string;
  waiting: (n: number) => string;
  /** Why somebody waits, once below the lines. */
  full: string;
  notComing: string;
  notSure: string;
  noAnswer: string;
  assumed: (people: string, example: string) => string;
  /** Somebody of the family does, who finds them on Today that day; no message goes out by itself. */
  askAgain: (day: string, month: string) => string;
  change: string;
  undo: string;

  whichFunctions: string;
  /** `tap`: there are choices to tap as well. */
  severalNumbers: (example: string, tap: boolean) => string;
  zeroForAll: string;
  onPage: (link: string) => string;

  howMany: (names: string) => string;
  places: (n: number) => string;
  placesFor: (people: string) => string;
  /** `range`: "1-5". */
  oneNumber: (range: string, tap: boolean) => string;
  twoCounts: (example: string, tap: boolean) => string;
  inOrder: (example: string) => string;
  wrongNumber: (range: string) => string;
  /** Instead of that, where they are more than the places kept: how many. The question about the places follows. */
  wished: (n: number) => string;
  /** What the family answers them, as a first draft of its own words. */
  placesNow: (n: number, names: string) => string;
  noMorePlaces: (n: number, names: string) => string;

  whenAgain: (household: string) => string;
  inDays: (n: number) => string;
  numberOrDate: (tap: boolean) => string;

  whichFamily: (n: number) => string;

  /** To who had stopped our messages and lets them come again; with the word that stops them. */
  backIn: string;

  menuAgain: (household: string) => string;
  toFamily: (household: string) => string;
  toAnswer: string;
  tooLate: (names: string) => string;
}
