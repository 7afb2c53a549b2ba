import { asksChildren, asksTotal, buttonFor, isInvitation, parseHousehold, wholeIntent } from "./guests";
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
  const press = (say: Answer) => tap(world, phone, row, buttonFor(row.buttons, say), wholeIntent(say, home));
  const speak = (say: Answer, words: string) => type(world, phone, words, wholeIntent(say, home));
  const word = (say: Answer) => speak(say, pick(chanceOf(world, phone, "word"), WORDS[say]));
  const again = phone.kind === "changes_mind" || (phone.kind === "yes_fewer" && home.total > 1);
  phone.stage = again ? "answered" : "done";
  switch (phone.kind) {
    case "yes_tap":
    case "yes_fewer":
      return void press("yes");
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
  const home = parseHousehold(row.params[3] ?? "");
  const act = () => {
    phone.stage = "done";
    tap(world, phone, row, buttonFor(row.buttons, second), wholeIntent(second, home));
  };
  // Provider timestamps are whole seconds: two answers of one second would have no order.
  later(world, phone, act, 1001);
}

/** How many of the family come, for a guest who brings fewer than invited. */
function fewer(world: World, phone: Phone): Intent & { total: number; kids: number } {
  const invitation = outRows(phone).find((row) => isInvitation(row) && row.status !== "failed");
  const home = parseHousehold(invitation?.params[3] ?? "");
  const total = between(chanceOf(world, phone, "total"), [1, Math.max(1, home.total - 1)]);
  const least = Math.max(0, total - home.adults);
  const most = Math.min(home.children, total);
  const children = between(chanceOf(world, phone, "children"), [least, Math.max(least, most)]);
  return { answer: "yes", adults: total - children, children, total, kids: home.children };
}

function hear(world: World, phone: Phone, row: LedgerRow): void {
  const text = row.text ?? "";
  const plan = fewer(world, phone);
  const { answer, adults, children } = plan;
  if (phone.stage === "told_total" && asksChildren(text)) {
    later(world, phone, () => {
      phone.stage = "done";
      phone.total = null;
      type(world, phone, String(children), { answer, adults, children });
    });
    return;
  }
  const asked = asksTotal(text);
  // An old copy of the question is not answered again once something newer is on the screen.
  const repeated = phone.stage === "told_total" && outRows(phone).at(-1) === row;
  if (!asked || (phone.stage !== "answered" && !(repeated && phone.repeats < MAX_REPEATS))) return;
  later(world, phone, () => {
    if (phone.stage === "told_total") phone.repeats++;
    phone.stage = plan.kids > 0 ? "told_total" : "done";
    phone.total = plan.kids > 0 ? plan.total : null;
    const said = plan.kids > 0 ? phone.intent : { answer, adults, children };
    type(world, phone, String(plan.total), said);
  });
}
