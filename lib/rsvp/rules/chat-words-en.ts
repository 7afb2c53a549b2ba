import type { ChatWords } from "./chat-words";

const typed = { undo: "undo", all: "all", unsure: "not sure", stop: "STOP" };
const people = (n: number) => (n === 1 ? "1 person" : `${n} people`);
const adults = (n: number) => (n === 1 ? "1 adult" : `${n} adults`);
const children = (n: number) => (n === 1 ? "1 child" : `${n} children`);
const both = (a: number, c: number) => `${adults(a)} and ${children(c)}`;
const write = (tap: boolean) => (tap ? "Tap one, or write" : "Please write");

function coming(a: number, c: number): string {
  if (a + c === 0) return "coming";
  const who = c === 0 ? adults(a) : a === 0 ? children(c) : both(a, c);
  return `${who} ${a + c === 1 ? "is" : "are"} coming`;
}

export const ENGLISH: ChatWords = {
  locale: "en-IN",
  rightToLeft: false,
  comma: ", ",
  lastComma: " and ",
  typed,

  menu: ["yes, all of us, to everything", "some of us, or some functions", "we cannot come"],
  unsure: `Not sure yet? Just write “${typed.unsure}”.`,
  choose: "Choose",
  buttons: { all: "All of these", change: "Change it", undo: "That was wrong" },

  people,
  adults,
  children,
  both,
  bothShort: (a, c) => `${adults(a)}, ${children(c)}`,
  more: (n) => `${n} more`,

  noted: (household) => `Thank you, ${household}. We have noted:`,
  asked: (household) => `${household}, this is what we have noted:`,
  takenBack: "We have taken that back. This stands now:",
  nothingToTakeBack: "There is nothing to take back. This is what we have noted:",
  missed: "You will be missed.",
  allFunctions: (n) => (n === 2 ? "Both functions" : `All ${n} functions`),
  coming,
  waiting: (n) => `${n} of them waiting for a place`,
  full: "Where somebody is waiting, all places are taken at the moment.",
  notComing: "not coming",
  notSure: "not sure yet",
  noAnswer: "no answer yet",
  assumed: (who, example) =>
    `We took it as ${who}. If it is otherwise, write adults+children, for example “${example}”.`,
  askAgain: (day, month) => `The family will ask you again on ${day} ${month}.`,
  change: "To change it, write 2.",
  undo: `If it was a mistake, write “${typed.undo}”.`,

  whichFunctions: "Which functions will you come to?",
  severalNumbers: (example, tap) => `${write(tap)} the numbers, for example “${example}”.`,
  zeroForAll: `For all of them, write 0 or “${typed.all}”.`,
  onPage: (link) => `You can also answer on your own page: ${link}`,

  howMany: (names) => `How many of you will come to ${names}?`,
  places: (n) => `We have kept ${n === 1 ? "1 place" : `${n} places`} for you.`,
  placesFor: (who) => `We have kept places for ${who}.`,
  oneNumber: (range, tap) => `${write(tap)} a number (${range}).`,
  twoCounts: (example, tap) => `${write(tap)} adults+children, for example “${example}”.`,
  inOrder: (example) =>
    `If it is not the same for each, write the numbers in this order, for example “${example}”.`,
  wrongNumber: (range) =>
    `Sorry, we could not note that number. It can be ${range}, or 0 if nobody is coming.`,
  wished: (n) =>
    `Thank you. We have told the family that ${n} of you would like to come. Until they reply to you, please answer for the places we have kept.`,
  placesNow: (n, names) => `There are ${n} places for you at ${names} now.`,
  noMorePlaces: (n, names) =>
    `We are sorry, we cannot keep more than ${n === 1 ? "1 place" : `${n} places`} for you at ${names}. We look forward to seeing you.`,

  whenAgain: (household) =>
    `Thank you, ${household}. We have noted that you are not sure yet. When shall we ask you again?`,
  inDays: (n) => (n === 1 ? "Tomorrow" : n === 7 ? "In a week" : n === 14 ? "In two weeks" : `In ${n} days`),
  numberOrDate: (tap) => `${write(tap)} the number or a date.`,

  whichFamily: (n) => `We have this phone number for ${n} families. Which family is writing?`,

  backIn: `Thank you. You will get our messages again. To stop them, write “${typed.stop}”.`,
  menuAgain: (household) => `${household}, please write one of these numbers:`,
  toFamily: (household) => `Thank you, ${household}. The family will read your message.`,
  toAnswer: "To answer the invitation, write:",
  tooLate: (names) => `The time to answer for ${names} is over. The family will read your message.`,
};
