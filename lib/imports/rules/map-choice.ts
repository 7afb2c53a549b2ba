import type { ColumnMap, HeaderRefusal } from "@/lib/imports/rules/columns";
import { headerKey } from "@/lib/imports/rules/header-words";
import { TARGETS, type Target } from "@/lib/imports/rules/targets";
import { sha256Hex } from "@/lib/kernel/bytes";

/**
 * The map a person chose. `header` is the first row; with `hasHeader` false it is data and the columns go by number.
 * Refuses, in words, a choice without any name, phone or e-mail. Several address columns make one address.
 */
export function mapFromChoice(
  header: string[],
  choice: Record<string, Target>,
  { hasHeader }: { hasHeader: boolean },
): ColumnMap | HeaderRefusal {
  const map: ColumnMap = {
    ok: true,
    source: "plain",
    header: header.map((text, column) => (hasHeader ? text : `Column ${column + 1}`)),
    fields: {},
    phones: [],
    emails: [],
    addresses: [],
    custom: [],
    ignored: [],
  };
  const addresses: number[] = [];
  map.header.forEach((heading, column) => {
    const target = choice[String(column)] ?? "ignore";
    if (target === "phone") map.phones.push({ value: column, heading: hasHeader ? heading : "" });
    else if (target === "email") map.emails.push({ value: column, heading });
    else if (target === "address") addresses.push(column);
    else if (target !== "ignore" && TARGETS.includes(target))
      map.fields[target] = [...(map.fields[target] ?? []), column];
    else if (heading.trim() !== "") map.ignored.push(column);
  });
  const [whole] = addresses;
  if (whole !== undefined)
    map.addresses.push(addresses.length === 1 ? { whole, parts: [] } : { parts: addresses });
  const { full, given, family, household } = map.fields;
  if (full || given || family || household || map.phones.length > 0 || map.emails.length > 0) return map;
  return { ok: false, reason: "Please say which column holds the names or the phone numbers." };
}

const NUMBERISH = /^\+?[\p{Nd}\s().\-/]{8,}$/u;

/**
 * A key under which a mapping is remembered: the headings without case, spaces and punctuation, or, where the first
 * row is data already, what kind of value stands in each column. Trailing empty columns do not count.
 */
export function headerSignature(header: string[]): string {
  const cells = header.map((cell) => cell.trim());
  while (cells.at(-1) === "") cells.pop();
  const isData = cells.some((cell) => NUMBERISH.test(cell) || cell.includes("@"));
  const words = isData ? ["data", ...cells.map(kindOf)] : ["header", ...cells.map(headerKey)];
  return sha256Hex(words.join("\u001f"));
}

function kindOf(cell: string): string {
  if (cell === "") return "empty";
  if (cell.includes("@")) return "email";
  if (NUMBERISH.test(cell)) return "phone";
  return /^\p{Nd}+$/u.test(cell) ? "number" : "text";
}
