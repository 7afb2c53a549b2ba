import { readPastedLine } from "@/lib/imports/rules/pasted-lines";
import { type Input, linesOf } from "./input";
import type { ListRow } from "./table";

/** Guests pasted one to a line. */
export async function* readPasted(
  input: Input,
  options: { homeCountry: string; chat?: boolean },
): AsyncGenerator<ListRow[], void, void> {
  for await (const lines of linesOf(input.text())) {
    const rows = lines.flatMap((line) => readPastedLine(line, options) ?? []);
    if (rows.length > 0) yield rows;
  }
}
