import {
  asksTotal,
  asksWhich,
  buttonFor,
  isInvitation,
  parseHousehold,
  saysSome,
  wholeIntent,
} from "./guests";
import { outRows, tap, type } from "./inbound";
import { between, draw, pick } from "./random";
import type { Answer, Intent, LedgerRow, Phone } from "./types";
import type { World } from "./world";

const WORDS: Record<Answer, readonly string[]> = {
  yes: ["yes", "Yes!", "ok yes"],
  no: ["no", "No", "sorry, no"],
  maybe: ["maybe", "not sure"],
};
const ANSWERS: readonly Answer[] = ["yes", "no", "maybe"];
const MAX_REPEATS = 2;

/** The guest has read one of our messages and may act on it. */
export function seeMessage(world: World, phone: Phone, row: LedgerRow): void {
  if (phone.manual || phone.busy) return;
  if (row.type === "template") {
    if (phone.stage === "new" && isInvitation(row)) later(world, phone, () => answer(world, phone, row));
  } else if (phone.kind === "yes_fewer") {
    hear(world, phone, row);
  }
}

/** Picks the script up where a restart has cut it. */
export function resumeScript(world: World, phone: Phone): void {
  const last = outRows(phone).at(-1);
  if (last?.status === "read" && phone.chat.at(-1) === last) seeMessage(world, phone, last);
  const invitation = outRows(phone).find((row) => isInvitation(row) && row.status === "read");
  if (!invitation || phone.manual || phone.busy) return;
  if (phone.stage === "new") later(world, phone, () => answer(world, phone, invitation));
  if (phone.kind === "changes_mind" && phone.stage === "answered") changeMind(world, phone, invitation);
}

/** Runs the action after the guest's reply delay, unless a human has taken the phone meanwhile. */
function later(world: World, phone: Phone, act: () => void, atLeast = 0): void {
  phone.busy = true;
  const chance = draw(world.config.seed, phone.digits, "reply", phone.inCount);
  world.scheduler.after(Math.max(atLeast, between(chance, world.config.timings.reply)), () => {
    phone.busy = false;
    if (!phone.manual) act();
  });
}

function chanceOf(world: World, phone: Phone, what: string): number {
  return draw(world.config.seed, phone.digits, what);
}

function answer(world: World, phone: Phone, row: LedgerRow): void {
  const home = parseHousehold(row.params[3] ?? "");
  const press = (say: Answer) => pressOrSay(world, phone, row, say);
  const speak = (say: Answer, words: string) => type(world, phone, words, wholeIntent(say, home));
  const word = (say: Answer) => speak(say, pick(chanceOf(world, phone, "word"), WORDS[say]));
  const again = phone.kind === "changes_mind" || (phone.kind === "yes_fewer" && home.total > 1);
  phone.stage = again ? "answered" : "done";
  switch (phone.kind) {
    case "yes_tap":
      return void press("yes");
    case "yes_fewer":
      if (!again) return void press("yes");
      return void begin(world, phone, row);
    case "no_tap":
      return void press("no");
    case "maybe_tap":
      return void press("maybe");
    case "yes_digit":
      return void speak("yes", "1");
    case "no_digit":
      return void speak("no", "3");
    case "yes_word":
      return void word("yes");
    case "no_word":
      return void word("no");
    case "maybe_word":
      return void word("maybe");
    case "stop":
      return void type(world, phone, "STOP", phone.intent);
    case "changes_mind":
      press(pick(chanceOf(world, phone, "first"), ANSWERS));
      changeMind(world, phone, row);
      return;
    case "silent":
    case "no_whatsapp":
      return;
  }
}

function changeMind(world: World, phone: Phone, row: LedgerRow): void {
  const first = pick(chanceOf(world, phone, "first"), ANSWERS);
  const others = ANSWERS.filter((say) => say !== first);
  const second = pick(chanceOf(world, phone, "second"), others);
  const act = () => {
    phone.stage = "done";
    pressOrSay(world, phone, row, second);
  };
  // Provider timestamps are whole seconds: two answers of one second would have no order.
  later(world, phone, act, 1001);
}

/** The button that says it, or the words where no button does. */
function pressOrSay(world: World, phone: Phone, row: LedgerRow, say: Answer): void {
  const intent = wholeIntent(say, parseHousehold(row.params[3] ?? ""));
  const button = buttonFor(row.buttons, say);
  if (button >= 0) tap(world, phone, row, button, intent);
  else type(world, phone, pick(chanceOf(world, phone, "word"), WORDS[say]), intent);
}

/** Some of them come: the button for it, or words. */
function begin(world: World, phone: Phone, row: LedgerRow): void {
  const button = row.buttons.findIndex((one) => saysSome(one.title));
  if (button >= 0) tap(world, phone, row, button, phone.intent);
  else type(world, phone, "some of us", phone.intent);
}

/** How many of the family come, for a guest who brings fewer than invited. */
function fewer(world: World, phone: Phone): { intent: Intent; words: string } {
  const invitation = outRows(phone).find((row) => isInvitation(row) && row.status !== "failed");
  const home = parseHousehold(invitation?.params[3] ?? "");
  const total = between(chanceOf(world, phone, "total"), [1, Math.max(1, home.total - 1)]);
  const least = Math.max(0, total - home.adults);
  const most = Math.min(home.children, total);
  const children = between(chanceOf(world, phone, "children"), [least, Math.max(least, most)]);
  const intent: Intent = { answer: "yes", adults: total - children, children };
  return { intent, words: home.children > 0 ? `${intent.adults}+${children}` : String(total) };
}

/** First which functions: all of them; then how many. An old copy of a question is not answered again. */
function hear(world: World, phone: Phone, row: LedgerRow): void {
  const text = row.text ?? "";
  const newest = outRows(phone).at(-1) === row;
  if (asksTotal(text)) {
    const repeated = phone.stage === "done" && newest && phone.repeats < MAX_REPEATS;
    if (phone.stage !== "answered" && phone.stage !== "told_which" && !repeated) return;
    later(world, phone, () => {
      if (phone.stage === "done") phone.repeats++;
      phone.stage = "done";
      const { intent, words } = fewer(world, phone);
      type(world, phone, words, intent);
    });
  } else if (asksWhich(text) && phone.stage === "answered")
    later(world, phone, () => {
      phone.stage = "told_which";
      type(world, phone, "0", phone.intent);
    });
}
