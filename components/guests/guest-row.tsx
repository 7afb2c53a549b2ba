import { AnswerBadge } from "@/components/guests/answer-badge";
import { peopleWords, sideWords } from "@/components/guests/words";
import { shortDay } from "@/components/shared/format-time";
import { Badge } from "@/components/ui/badge";
import { Checkbox } from "@/components/ui/checkbox";
import { Link } from "@/components/ui/link";
import { TableCell, TableRow } from "@/components/ui/table";
import { cn } from "@/lib/kernel/class-names";

export type GuestRowData = {
  id: string;
  name: string;
  side: string;
  contact: string | null;
  phone: string | null;
  adults: number;
  children: number;
  tags: readonly string[];
  invited: number;
  answered: number;
  answer: string;
  askAgainOn: string | null;
  doNotMessage: boolean;
};

export type GuestRowProps = {
  row: GuestRowData;
  href: string;
  selected: boolean;
  mayPhones: boolean;
  onSelect?: ((on: boolean) => void) | undefined;
};

export function GuestRow({ row, href, selected, mayPhones, onSelect }: GuestRowProps) {
  return (
    <TableRow selected={selected}>
      {onSelect ? (
        <TableCell kind="select">
          <Checkbox label={`Select ${row.name}`} labelHidden checked={selected} onCheckedChange={onSelect} />
        </TableCell>
      ) : null}
      <TableCell kind="main">
        <Link
          href={href}
          data-row={row.id}
          prefetch={false}
          className="hit-area no-underline underline-offset-4 hover:underline"
        >
          {row.name}
        </Link>
        {row.contact && row.contact !== row.name ? (
          <span className="block font-normal text-muted text-sm">{row.contact}</span>
        ) : null}
        <span className="block font-normal text-muted text-sm sm:hidden">
          {sideWords[row.side]}, {peopleWords(row.adults, row.children)}
        </span>
        {row.doNotMessage || row.tags.length > 0 ? (
          <span className="mt-1 flex flex-wrap gap-1.5">
            {row.doNotMessage ? <Badge tone="no">Do not message</Badge> : null}
            {row.tags.map((tag) => (
              <Badge key={tag}>{tag}</Badge>
            ))}
          </span>
        ) : null}
      </TableCell>
      {mayPhones ? (
        <TableCell label="Number" className="tabular whitespace-nowrap">
          {row.phone ?? <span className="text-muted">no number</span>}
        </TableCell>
      ) : null}
      <TableCell className="whitespace-nowrap max-sm:hidden!">
        {peopleWords(row.adults, row.children)}
        <span className="block text-muted text-sm">{sideWords[row.side] ?? row.side}</span>
      </TableCell>
      <TableCell label="Functions" className={cn("tabular", row.invited === 0 && "max-sm:hidden!")}>
        {row.invited === 0 ? (
          <span className="text-muted">none</span>
        ) : (
          <span className="max-sm:inline-flex max-sm:gap-2">
            <span className="block">{row.invited}</span>
            <span className="block whitespace-nowrap text-muted text-sm">{answeredWords(row)}</span>
          </span>
        )}
      </TableCell>
      <TableCell label="Answer">
        <AnswerBadge answer={row.answer} invited={row.invited} />
        {row.askAgainOn ? (
          <span className="block text-muted text-sm">ask again {shortDay(row.askAgainOn)}</span>
        ) : null}
      </TableCell>
    </TableRow>
  );
}

function answeredWords({ invited, answered }: GuestRowData): string {
  if (answered === 0) return "none answered";
  return answered === invited ? "all answered" : `${answered} answered`;
}
