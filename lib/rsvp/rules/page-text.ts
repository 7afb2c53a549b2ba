import type { PageRefusal } from "./household-page";
import type { Diet, Means, TravelProblem } from "./more-form";

/** Everything a household reads on its page. A language is one object of this shape, and a line in `PAGE_LANGUAGES`. */
export interface PageWords {
  /** For Intl. */
  locale: string;
  chooseLanguage: string;
  title: string;
  /** Stands between who invites and who is invited. */
  invite: string;
  soon: string;
  yourFunctions: string;
  everything: string;
  oneByOne: string;
  /** Before the form: how to read it. */
  formTitle: string;
  formHelp: string;
  choice: Record<"all" | "some" | "none" | "maybe", string>;
  /** Where only one place is kept. */
  alone: Record<"all" | "none", string>;
  whoComes: string;
  saidWithoutNames: (people: string) => string;
  band: Record<"child" | "infant", string>;
  /** Labels of the fields for those without a name; `named` says that there are others above. */
  moreAdults: (most: number, named: boolean) => string;
  moreChildren: (most: number, named: boolean) => string;
  morePeople: (most: number, named: boolean) => string;
  places: (most: number) => string;
  answerBy: (date: string) => string;
  send: string;
  /** Where a script shows one question at a time; the second says which of how many. */
  next: string;
  previous: string;
  step: (at: string, all: string) => string;
  closed: (hosts: string) => string;
  closedAll: (hosts: string) => string;
  cancelledAll: (hosts: string) => string;
  thanks: string;
  same: string;
  nothing: string;
  refused: Record<PageRefusal, string>;
  /** The summary. */
  standsTitle: string;
  notAnswered: string;
  notComing: string;
  notSure: string;
  people: (adults: number, children: number) => string;
  coming: (people: string) => string;
  /** After names: those of a yes who are not named. */
  andMore: (n: number) => string;
  waiting: (persons: number, all: boolean) => string;
  change: string;
  answerRest: string;
  privacy: (hosts: string) => string;
  dateUnknown: string;
  /** A plan that changed, and the ways into a calendar. */
  plan: {
    title: string;
    changed: (name: string) => string;
    cancelled: (name: string) => string;
    was: (text: string) => string;
    now: (text: string) => string;
    see: string;
    seen: string;
    confirmAgain: string;
    stillComing: string;
    calendar: string;
    google: string;
    other: string;
    takeOut: string;
    feed: string;
    file: string;
  };
  /** The second step. */
  moreLink: string;
  moreLinkHelp: string;
  moreTitle: string;
  moreHelp: string;
  back: string;
  dietTitle: string;
  dietNone: string;
  dietAsAlways: string;
  dietDiffers: string;
  diet: Record<Diet, string>;
  travelTitle: string;
  travelHelp: (zone: string) => string;
  arrival: string;
  departure: string;
  day: string;
  time: string;
  means: string;
  meansNone: string;
  meansOf: Record<Means, string>;
  reference: string;
  referenceHelp: string;
  pickUp: string;
  rooms: string;
  note: string;
  noteHelp: string;
  save: string;
  saved: Record<"diet" | "travel", string>;
  savedNothing: string;
  dietRefused: string;
  travelStale: string;
  travelRefused: Record<TravelProblem, string>;
}
