import { sideWords } from "@/components/guests/words";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";

export type PreviewRow = {
  line: number;
  name: string;
  household: string | null;
  phones: readonly string[];
  side: string | null;
  problems: readonly { message: string; raw: string }[];
};

export type PreviewTableProps = {
  caption: string;
  rows: readonly PreviewRow[];
  /** The side rows without one get. */
  fallbackSide: string;
  /** Without this, the column stays away: a list that names no family. */
  withHousehold: boolean;
};

export function PreviewTable({ caption, rows, fallbackSide, withHousehold }: PreviewTableProps) {
  const marked = rows.some((row) => row.problems.length > 0);
  return (
    <Table caption={caption}>
      <TableHead>
        <tr>
          <TableHeaderCell numeric>Row</TableHeaderCell>
          <TableHeaderCell>Name</TableHeaderCell>
          {withHousehold ? <TableHeaderCell>Family</TableHeaderCell> : null}
          <TableHeaderCell>Numbers</TableHeaderCell>
          <TableHeaderCell>Side</TableHeaderCell>
          {marked ? <TableHeaderCell>What we noticed</TableHeaderCell> : null}
        </tr>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.line}>
            <TableCell label="Row" numeric className="tabular text-muted">
              {row.line}
            </TableCell>
            <TableCell kind="main">{row.name || <span className="text-muted">no name</span>}</TableCell>
            {withHousehold ? (
              <TableCell label="Family">
                {row.household ?? <span className="text-muted">none</span>}
              </TableCell>
            ) : null}
            <TableCell label="Numbers" className="tabular">
              {row.phones.length > 0 ? (
                row.phones.map((phone) => (
                  <span key={phone} className="block whitespace-nowrap">
                    {phone}
                  </span>
                ))
              ) : (
                <span className="text-muted">none</span>
              )}
            </TableCell>
            <TableCell label="Side" className="whitespace-nowrap">
              {sideWords[row.side ?? fallbackSide]}
            </TableCell>
            {marked ? (
              <TableCell className="text-sm max-sm:text-start">
                <Problems problems={row.problems} />
              </TableCell>
            ) : null}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** What the row said is quoted, so that it can be found and mended in the file. */
export function Problems({ problems }: { problems: PreviewRow["problems"] }) {
  if (problems.length === 0) return null;
  return (
    <ul className="grid gap-1">
      {problems.map((problem) => (
        <li key={`${problem.message}${problem.raw}`}>
          {problem.message}
          {problem.raw ? <span className="break-all text-muted"> The list says: {problem.raw}</span> : null}
        </li>
      ))}
    </ul>
  );
}
