import { ArrowDown, ArrowUp, ArrowUpDown } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { Link } from "@/components/ui/link";
import { cn } from "@/lib/kernel/class-names";

/** Written out because `display: block` below 640 px takes them away in some browsers. */
const role = {
  table: { role: "table" },
  rowgroup: { role: "rowgroup" },
  row: { role: "row" },
  columnheader: { role: "columnheader" },
  cell: { role: "cell" },
} as const;

export type TableProps = ComponentProps<"table"> & {
  /** Read out before the table; shown only when `captionShown`. */
  caption: string;
  captionShown?: boolean;
};

export function Table({ caption, captionShown = false, className, children, ...rest }: TableProps) {
  return (
    <div className="min-w-0 overflow-x-auto rounded-md border border-line bg-surface">
      <table
        {...role.table}
        className={cn("table-cards w-full border-collapse text-start", className)}
        {...rest}
      >
        <caption className={captionShown ? "px-4 pt-4 text-start text-muted text-sm" : "sr-only"}>
          {caption}
        </caption>
        {children}
      </table>
    </div>
  );
}

export function TableHead({ children }: { children: ReactNode }) {
  return (
    <thead {...role.rowgroup} className="text-muted text-sm">
      {children}
    </thead>
  );
}

export function TableBody({ children }: { children: ReactNode }) {
  return (
    <tbody {...role.rowgroup} className="divide-y divide-line">
      {children}
    </tbody>
  );
}

export type TableRowProps = ComponentProps<"tr"> & { selected?: boolean };

export function TableRow({ selected = false, className, ...rest }: TableRowProps) {
  return (
    <tr
      {...role.row}
      aria-selected={selected || undefined}
      className={cn(
        "transition-colors hover:bg-sunken/50",
        selected && "bg-accent-soft/45 hover:bg-accent-soft/60",
        className,
      )}
      {...rest}
    />
  );
}

export type TableHeaderCellProps = ComponentProps<"th"> & {
  numeric?: boolean;
  sort?: "ascending" | "descending" | "none";
  /** The address of the same list, sorted by this column the other way. */
  sortHref?: string;
};

const arrows = { ascending: ArrowUp, descending: ArrowDown, none: ArrowUpDown };

export function TableHeaderCell({
  numeric,
  sort,
  sortHref,
  className,
  children,
  ...rest
}: TableHeaderCellProps) {
  const Arrow = arrows[sort ?? "none"];
  return (
    <th
      {...role.columnheader}
      scope="col"
      aria-sort={sortHref ? (sort ?? "none") : undefined}
      className={cn(
        "border-line border-b px-4 py-2.5 text-start align-bottom font-medium",
        numeric && "text-end",
        className,
      )}
      {...rest}
    >
      {sortHref ? (
        <Link
          href={sortHref}
          scroll={false}
          prefetch={false}
          className={cn(
            "hit-area inline-flex items-center gap-1 no-underline hover:text-ink",
            sort && sort !== "none" && "text-ink",
          )}
        >
          {children}
          <Arrow aria-hidden="true" className="size-4" />
        </Link>
      ) : (
        children
      )}
    </th>
  );
}

export type TableCellProps = ComponentProps<"td"> & {
  /** The column's name, shown beside the value when the row becomes a card. */
  label?: string;
  numeric?: boolean;
  /** main: the card's heading. select: the checkbox in its corner. corner: a number there. actions: its buttons. */
  kind?: "main" | "select" | "corner" | "actions";
};

export function TableCell({ label, numeric, kind, className, ...rest }: TableCellProps) {
  return (
    <td
      {...role.cell}
      data-label={label}
      data-cell={kind}
      className={cn(
        "px-4 py-3 align-middle",
        numeric && "sm:text-end",
        kind === "main" && "font-medium",
        kind === "select" && "w-11 py-0 ps-2 pe-0",
        kind === "actions" && "sm:text-end",
        className,
      )}
      {...rest}
    />
  );
}
