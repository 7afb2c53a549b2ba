import type { ColumnMap } from "@/lib/imports/rules/columns";
import { isSum } from "@/lib/imports/rules/not-a-guest";
import { COUPLE, spelledOut, takeCounts } from "@/lib/imports/rules/pasted-counts";
import { takePhones } from "@/lib/imports/rules/pasted-phones";
import { draftFromRow, type RowDraft } from "@/lib/imports/rules/row";
import { problem } from "@/lib/imports/rules/row-contacts";
import { dietOf } from "@/lib/imports/rules/row-preferences";
import { squash, stripControl, toAsciiDigits } from "@/lib/kernel/text";

export type PastedRow = { raw: string[]; draft: RowDraft };

const FIELDS = ["full", "adults", "children", "side", "diet", "notes"] as const;
const MAP: ColumnMap = {
  ok: true,
  source: "pasted",
  header: [...FIELDS, "", ""],
  fields: Object.fromEntries(FIELDS.map((field, column) => [field, [column]])),
  phones: [{ value: FIELDS.length, heading: "" }],
  emails: [{ value: FIELDS.length + 1, heading: "" }],
  addresses: [],
  custom: [],
  ignored: [],
};

const MAX_LINE = 500;
const MAX_WORDS = 12;
/** `[12/03/26, 10:15:09 pm] ` and `12/03/26, 10:15 - `, as WhatsApp writes before each message it exports. */
export const STAMP =
  /^\[?\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s*[ap]\.?m\.?)?\s*(?:\]|-)\s*/i;
const SENDER = /^[^:]{1,60}:(?:\s+|$)/;
const NOT_SAID =
  /^<[^>]*(?:omitted|attached)[^>]*>$|^(?:image|video|audio|sticker|document|gif|contact card) omitted$|\(file attached\)$|^(?:this message was deleted|you deleted this message|missed (?:voice|video) call)/i;
const BULLET =
  /^(?:[-–—*•·▪◦‣●○►➤➡✓✔☑□>~]+\s*|\(?\d{1,3}[.):\]]+(?=\s|\p{L}|\+)\s*|\d{1,3}\s*[-–]\s*(?=\p{L}))/u;
const ABOUT_LIST =
  /^[^\p{L}]*(?:my|our|the|full|final|updated)?\s*(?:wedding|guests?|invit(?:e|ation|ees?)s?)?\s*list\b/iu;
const MAIL = /[^\s<>(),;:]+@[^\s<>(),;:]+\.[\p{L}\p{N}-]{2,}/gu;

/**
 * Guests typed or pasted one to a line, as people write them in a chat: a name, a number, how many more. Empty lines
 * are skipped; a line with nobody in it is refused with the reason. `raw` is the line itself.
 */
export function readPastedLines(text: string, options: { homeCountry: string }): PastedRow[] {
  return text.split(/\r\n|[\n\r\u2028]/).flatMap((line) => readPastedLine(line, options) ?? []);
}

/**
 * One such line, or null where nobody wrote anything. In a whole `chat` only who has a number is a guest, and in lines
 * picked out of one, with their time, nobody who is written small and has neither number nor count: that is talk.
 */
export function readPastedLine(
  line: string,
  options: { homeCountry: string; chat?: boolean },
): PastedRow | null {
  const shown = squash(
    stripControl(line.slice(0, MAX_LINE)).replace(
      /[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g,
      "",
    ),
  );
  if (shown === "") return null;
  const raw = [shown];
  const stamped = STAMP.test(toAsciiDigits(shown));
  const said = stamped ? toAsciiDigits(shown).replace(STAMP, "") : shown;
  if (stamped && !SENDER.test(said))
    return { raw, draft: nobody(shown, "WhatsApp wrote this line, not a person.") };
  const message = stamped ? said.replace(SENDER, "").trim() : said;
  if (stamped && message === "") return null;
  if (NOT_SAID.test(message)) return null;
  const found = takeApart(message, options.homeCountry);
  const draft = draftFromRow(found.cells, MAP, options);
  if (draft.outcome === "refused") {
    const message = "This line has neither a name nor a number we can use.";
    return {
      raw,
      draft: {
        ...draft,
        problems: [...draft.problems.slice(0, -1), problem("row", "no_name_no_contact", message, shown)],
      },
    };
  }
  if (draft.phones.length === 0 && draft.emails.length === 0 && isSum(draft.name.full))
    return { raw, draft: nobody(shown, "This line adds up the others.") };
  if (draft.phones.length === 0 && draft.emails.length === 0 && ABOUT_LIST.test(message))
    return { raw, draft: nobody(shown, "This line is about the list.") };
  // Where lines were picked out of a chat by hand, "Gill" and "ramesh uncle +4" are guests, "haan theek hai" is none.
  const counted = draft.adults !== undefined || draft.children !== undefined;
  const talk = options.chat || (stamped && !counted && /^\p{Ll}/u.test(draft.name.full));
  if (talk && draft.phones.length === 0 && draft.emails.length === 0 && draft.problems.length === 0)
    return { raw, draft: nobody(shown, "There is no number in this line of the chat.") };
  return {
    raw,
    draft: found.isProse ? nobody(shown, "This looks like a message, not like a guest.") : draft,
  };
}

function nobody(line: string, why: string): RowDraft {
  const problems = [problem("row", "not_a_guest", `${why} Write one guest to a line: name, number.`, line)];
  return { outcome: "refused", name: { full: "" }, phones: [], emails: [], tags: [], problems };
}

function takeApart(message: string, homeCountry: string): { cells: string[]; isProse: boolean } {
  const unbulleted = withoutBullets(message);
  const mails = unbulleted.match(MAIL) ?? [];
  const unmailed = unbulleted.replace(MAIL, " ");
  const { phones, rest } = takePhonesApart(spelledOut(toAsciiDigits(unmailed)), homeCountry);
  const wishes = takeWishes(rest);
  const counts = takeCounts(wishes.rest);
  const { name, notes, diet = wishes.diet } = nameAndRest(counts.rest);
  const adults = counts.adults ?? (COUPLE.test(name) ? 2 : undefined);
  return {
    cells: [
      name,
      adults === undefined ? "" : String(adults),
      counts.children === undefined ? "" : String(counts.children),
      wishes.side,
      diet,
      notes,
      phones.join("\n"),
      mails.join("\n"),
    ],
    isProse:
      phones.length === 0 && mails.length === 0 && (name.split(" ").length > MAX_WORDS || /[?]$/.test(name)),
  };
}

/** Where the last number stood, for what follows it is no part of the name before it. */
const BEHIND = "\uE000";

function takePhonesApart(text: string, homeCountry: string): { phones: string[]; rest: string } {
  const found = takePhones(text, homeCountry);
  const last = found.phones.at(-1);
  const at = last === undefined ? -1 : text.lastIndexOf(last);
  if (last === undefined || at < 0) return found;
  const behind = text.slice(at + last.length);
  if (!/\p{L}/u.test(behind) || !/\p{L}/u.test(text.slice(0, at))) return found;
  const front = takePhones(text.slice(0, at + last.length), homeCountry);
  const rest = `${front.rest} ${BEHIND} ${behind}`.replace(/\(\s*\uE000\s*\)/, BEHIND);
  return { phones: front.phones, rest };
}

/** `& family` behind a number goes on with the name; other words are a note, or what they eat. */
function nameAndRest(text: string): { name: string; notes: string; diet?: string } {
  const [front = "", behind] = text.split(BEHIND);
  if (behind === undefined) return nameAndNotes(text);
  if (/^[\s,\-–]*(?:[&+/]|(?:and|with|aur)\b|और)/iu.test(behind)) return nameAndNotes(`${front} ${behind}`);
  const { name, notes } = nameAndNotes(front);
  if (name === "") return nameAndNotes(`${front} ${behind}`);
  const said = bare(behind.replace(/^[\s,;.\-–—:)\]]+/, "")).replace(/^\(([^()]*)\)$/, "$1");
  const { diet, more } = dietOf(said);
  if (diet !== undefined && diet !== "other" && more === undefined) return { name, notes, diet: said };
  return { name, notes: [notes, /\p{L}/u.test(said) ? said : ""].filter((part) => part !== "").join(", ") };
}

function withoutBullets(text: string): string {
  let rest = text.trim();
  for (let i = 0; i < 3; i++) rest = toBare(rest);
  return rest;
}

function toBare(text: string): string {
  const ascii = toAsciiDigits(text);
  const bullet = BULLET.exec(ascii)?.[0] ?? "";
  // Digits of every script are as long as the ASCII ones in the scripts people paste; others keep their bullet.
  return ascii.length === text.length ? text.slice(bullet.length) : text;
}

const SIDE =
  /\(?\b(?:bride|groom|girl|boy)s?(?:['’]s)?\s*(?:side|family)\b\)?|\(?\b(?:ladki|ladke|ladka)\s*w[ao]+l[ei]\b\)?|\(?(?:वर|वधू|कन्या|लड़की|लड़के|लडकी|लडके)\s*(?:पक्ष|वाले)\)?/iu;

/** The side and the food a line names, taken out of it. */
function takeWishes(text: string): { side: string; diet: string; rest: string } {
  const side = SIDE.exec(text)?.[0] ?? "";
  let diet = "";
  const rest = text.replace(side, " ").replace(/\(([^()]*)\)/g, (whole, inside: string) => {
    const wish = dietOf(inside.trim());
    if (diet !== "" || wish.diet === undefined || wish.diet === "other" || wish.more !== undefined)
      return whole;
    diet = inside.trim();
    return " ";
  });
  return { side: side.replace(/[()]/g, ""), diet, rest };
}

const bare = (part: string): string =>
  squash(part).replace(/^[\s\-–—:;,.|/&+*=>]+|[\s\-–—:;,|/&+*=<]+$/g, "");

/** What is left is the name; what stands in brackets behind it is a note. */
function nameAndNotes(text: string): { name: string; notes: string } {
  const left = squash(text.replace(/\(\s*[,;&+]*\s*\)|\[\s*\]/g, " "));
  const found = /^(.*\S)\s*\(([^()]+)\)\s*$/.exec(bare(left));
  const name = bare(found?.[1] ?? left);
  const couple = found && COUPLE.test(`(${found[2]})`);
  if (!/\p{L}/u.test(name)) return { name: "", notes: "" };
  return couple ? { name: `${name} (${found[2]})`, notes: "" } : { name, notes: squash(found?.[2] ?? "") };
}
