import { route } from "@/lib/platform/http";
import { rowsAsCsv } from "../rows-csv";

/** The rows that were refused, with the reason in words, to mend and bring again. */
export const GET = route<{ wedding: string; batch: string }>(
  "imports.refused",
  (_request, { wedding, batch }) =>
    rowsAsCsv(wedding, batch, {
      fileName: "rows-to-mend.csv",
      columns: ["Row in your file", "Name", "What is the matter"],
      outcomes: ["refused", "conflict"],
      cells: ({ line, draft, conflict }) => [
        [
          line,
          draft.name.full,
          conflict?.detail ?? draft.problems.map((problem) => problem.message).join(" "),
        ],
      ],
    }),
);
