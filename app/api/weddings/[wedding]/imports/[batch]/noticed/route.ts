import { assumedOf, noticedOf } from "@/lib/imports/rules/notes";
import { route } from "@/lib/platform/http";
import { rowsAsCsv } from "../rows-csv";

/** What the reading noticed of rows that can be, or were, added: a line for each note. */
export const GET = route<{ wedding: string; batch: string }>(
  "imports.noticed",
  (_request, { wedding, batch }) =>
    rowsAsCsv(wedding, batch, {
      fileName: "what-we-noticed.csv",
      columns: ["Row in your file", "Name", "What we noticed", "Your file says"],
      outcomes: ["ready", "created", "matched", "conflict", "remembered"],
      noted: "either",
      cells: ({ line, draft }) =>
        [...noticedOf(draft), ...assumedOf(draft)].map(({ message, raw }) => [
          line,
          draft.name.full,
          message,
          raw,
        ]),
    }),
);
