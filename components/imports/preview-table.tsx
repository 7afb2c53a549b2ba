import { peopleWords, sideWords } from "@/components/guests/words";
import { isNew, Standing, type StandingProps } from "@/components/imports/standing";
import { Badge } from "@/components/ui/badge";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import { cn } from "@/lib/kernel/class-names";

export type PreviewRow = StandingProps["row"] & {
  line: number;
  name: string;
  household: string | null;
  phones: readonly string[];
  emails: readonly string[];
  /** How many people the row counts, where it does. */
  adults: number | null;
  children: number | null;
  ageBand: string | null;
  tags: readonly string[];
  side: string | null;
  notes: readonly { message: string; raw: string }[];
};

export type PreviewTableProps = {
  caption: string;
  rows: readonly PreviewRow[];
  /** The side rows without one get. */
  fallbackSide: string;
  /** What is told of each row besides: whether it is here already, or what became of it. */
  standing?: { label: string; guests: string };
};

/** Columns that no row fills stay away. */
export function PreviewTable({ caption, rows, fallbackSide, standing }: PreviewTableProps) {
  const noted = rows.some((row) => row.notes.length > 0);
  return (
    <Table caption={caption}>
      <TableHead>
        <tr>
          <TableHeaderCell numeric className="px-3">
            Row
          </TableHeaderCell>
          <TableHeaderCell className="px-3">Guest</TableHeaderCell>
          <TableHeaderCell className="px-3">Family</TableHeaderCell>
          <TableHeaderCell className="px-3">Phone, e-mail</TableHeaderCell>
          {standing ? <TableHeaderCell className="px-3">{standing.label}</TableHeaderCell> : null}
          {noted ? <TableHeaderCell className="px-3">What we noticed</TableHeaderCell> : null}
        </tr>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.line}>
            <TableCell kind="corner" numeric className="tabular text-muted sm:px-3 sm:align-top">
              <span>
                <span className="text-sm sm:hidden">Row </span>
                {row.line}
              </span>
            </TableCell>
            <TableCell kind="main" className="wrap-anywhere sm:min-w-44 sm:px-3 sm:align-top">
              {row.name || <span className="text-muted">no name</span>}
              <Tags tags={row.tags} />
            </TableCell>
            <TableCell label="Family" className="sm:min-w-36 sm:px-3 sm:align-top">
              <Family row={row} fallbackSide={fallbackSide} />
            </TableCell>
            <TableCell label="Phone, e-mail" className="tabular sm:min-w-44 sm:px-3 sm:align-top">
              <Contacts {...row} />
            </TableCell>
            {standing ? (
              <TableCell
                label={standing.label}
                className={cn("sm:min-w-28 sm:px-3 sm:align-top", isNew(row) && "max-sm:hidden!")}
              >
                <Standing row={row} guests={standing.guests} />
              </TableCell>
            ) : null}
            {noted ? (
              <TableCell className="text-sm sm:min-w-52 sm:px-3 sm:align-top">
                <Notes notes={row.notes} />
              </TableCell>
            ) : null}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

const AGES: Record<string, string> = { child: "a child", infant: "an infant" };

/** The family a row names, how many it counts, and whose side they are on. */
function Family({ row, fallbackSide }: { row: PreviewRow; fallbackSide: string }) {
  const people = peopleOf(row);
  return (
    <span className="min-w-0">
      {row.household ? <span className="wrap-anywhere block">{row.household}</span> : null}
      {people ? (
        <span className="sm:block">
          {people}
          <span className="sm:hidden">, </span>
        </span>
      ) : null}
      <span className="text-muted text-sm sm:block">{sideWords[row.side ?? fallbackSide]}</span>
    </span>
  );
}

/** "4 adults, 2 children"; null where the row is of one person and says no more. */
function peopleOf({ adults, children, ageBand }: PreviewRow): string | null {
  if (adults === null && children === null) return AGES[ageBand ?? ""] ?? null;
  return (adults ?? 0) + (children ?? 0) > 0 ? peopleWords(adults ?? 0, children ?? 0) : "0 people";
}

function Tags({ tags }: { tags: readonly string[] }) {
  if (tags.length === 0) return null;
  return (
    <ul aria-label="Tags" className="mt-1 flex flex-wrap gap-1">
      {tags.map((tag) => (
        <li key={tag} className="min-w-0">
          <Badge className="wrap-anywhere max-w-full whitespace-normal rounded-sm">{tag}</Badge>
        </li>
      ))}
    </ul>
  );
}

function Contacts({ phones, emails }: Pick<PreviewRow, "phones" | "emails">) {
  if (phones.length + emails.length === 0) return <span className="text-muted">none</span>;
  return (
    <span className="min-w-0">
      {phones.map((phone) => (
        <span key={phone} className="block whitespace-nowrap">
          {phone}
        </span>
      ))}
      {emails.map((email) => (
        <span key={email} className="block text-sm wrap-anywhere">
          {email}
        </span>
      ))}
    </span>
  );
}

/** What the row said is quoted, so that it can be found and mended in the file. */
function Notes({ notes }: { notes: PreviewRow["notes"] }) {
  if (notes.length === 0) return null;
  return (
    <ul className="grid min-w-0 gap-1 text-start">
      {notes.map((note) => (
        <li key={`${note.message}${note.raw}`}>
          {note.message}
          {note.raw ? (
            <span className="text-muted">
              {" "}
              The list says: <span className="wrap-anywhere">{note.raw}</span>
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
