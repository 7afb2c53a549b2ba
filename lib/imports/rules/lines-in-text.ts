import { mapHeader } from "@/lib/imports/rules/columns";
import { STAMP } from "@/lib/imports/rules/pasted-lines";
import { stripControl, toAsciiDigits } from "@/lib/kernel/text";

const LOOKED_AT = 20;
const STAMPED_WITHIN = 3;
const MAX_LINE = 500;

/** Whether a text file is no table: a chat as WhatsApp exports it, or lines of a name and a number each. */
export function linesIn(firstText: string): "chat" | "lines" | null {
  const lines = firstText
    .slice(0, LOOKED_AT * MAX_LINE)
    .split(/\r\n|[\n\r\u2028]/)
    .map((line) => line.replace(/\p{Cf}/gu, "").trim())
    .filter((line) => line !== "")
    .slice(0, LOOKED_AT);
  const stamped = (line: string) => STAMP.test(toAsciiDigits(stripControl(line)));
  if (lines.slice(0, STAMPED_WITHIN).some(stamped)) return "chat";
  if (mapHeader([lines[0] ?? ""]).ok) return null;
  const guests = lines.filter(
    (line) => !/[,;\t]/.test(line) && /\p{L}.*\p{Nd}{5}|\p{Nd}{5}.*\p{L}/u.test(line),
  );
  return guests.length * 2 >= lines.length ? "lines" : null;
}
