"use client";

import { CalendarMinus, CalendarPlus, Tag } from "lucide-react";
import { useState } from "react";
import { ChangeDialog } from "@/components/guests/change-dialog";
import { GuestRow, type GuestRowData } from "@/components/guests/guest-row";
import { type InvitableEvent, InviteDialog } from "@/components/guests/invite-dialog";
import type { Act, BulkChoice } from "@/components/guests/use-bulk-invite";
import { useRowKeys } from "@/components/guests/use-row-keys";
import { familiesWords } from "@/components/guests/words";
import { BulkBar } from "@/components/shared/bulk-bar";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Table, TableBody, TableHead, TableHeaderCell } from "@/components/ui/table";
import type { Audience } from "@/lib/audience/types";

export type GuestTableProps = {
  weddingId: string;
  rows: readonly GuestRowData[];
  total: number;
  events: readonly InvitableEvent[];
  audience: Audience;
  /** The audience as the parameters of an address. */
  address: string;
  /** Tags in use. */
  tags: readonly string[];
  mayInvite: boolean;
  mayEdit: boolean;
  mayPhones: boolean;
};

export function GuestTable(props: GuestTableProps) {
  const { weddingId, rows, total, mayInvite, mayEdit, mayPhones } = props;
  const maySelect = mayInvite || mayEdit;
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [all, setAll] = useState(false);
  const [act, setAct] = useState<Act | "change">();
  const selected = all ? total : ids.size;
  const here = rows.filter((row) => all || ids.has(row.id)).length;

  const clear = () => {
    setIds(new Set());
    setAll(false);
  };
  const choose = (which: readonly string[], on: boolean) => {
    // Taking one out of "all that match" leaves those of this page, which are the ones in sight.
    const next = new Set(all ? rows.map((row) => row.id) : ids);
    for (const id of which) on ? next.add(id) : next.delete(id);
    setAll(false);
    setIds(next);
  };
  const table = useRowKeys(maySelect ? (id) => choose([id], !(all || ids.has(id))) : undefined);
  const choice: BulkChoice = {
    count: selected,
    who: all ? { audience: props.audience, address: props.address } : { units: [...ids] },
  };

  return (
    <div ref={table}>
      {/* As cards the list has no row of headings, and so no box that selects them all. */}
      {maySelect && selected === 0 && total > 1 ? (
        <Button size="sm" variant="quiet" className="-ms-3 mb-2 sm:hidden" onClick={() => setAll(true)}>
          Select all {familiesWords(total)}
        </Button>
      ) : null}
      <Table caption="Families">
        <TableHead>
          <tr>
            {maySelect ? (
              <TableHeaderCell className="w-11 py-0 ps-2 pe-0">
                <Checkbox
                  label="Select every family on this page"
                  labelHidden
                  checked={rows.length > 0 && here === rows.length}
                  indeterminate={here > 0 && here < rows.length}
                  onCheckedChange={(on) =>
                    choose(
                      rows.map((row) => row.id),
                      on,
                    )
                  }
                />
              </TableHeaderCell>
            ) : null}
            <TableHeaderCell className="sm:w-2/5">Family</TableHeaderCell>
            {mayPhones ? <TableHeaderCell>Number</TableHeaderCell> : null}
            <TableHeaderCell>People</TableHeaderCell>
            <TableHeaderCell>Functions</TableHeaderCell>
            <TableHeaderCell>Answer</TableHeaderCell>
          </tr>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <GuestRow
              key={row.id}
              row={row}
              href={`/weddings/${weddingId}/guests/${row.id}`}
              selected={all || ids.has(row.id)}
              mayPhones={mayPhones}
              onSelect={maySelect ? (on) => choose([row.id], on) : undefined}
            />
          ))}
        </TableBody>
      </Table>
      {maySelect ? (
        <BulkBar
          selected={selected}
          total={total}
          all={all}
          onSelectAll={() => setAll(true)}
          onClear={clear}
          sentence="You choose what next. Nothing is sent by this."
        >
          {mayInvite ? (
            <>
              <Button variant="primary" onClick={() => setAct("invite")}>
                <CalendarPlus aria-hidden="true" className="max-sm:hidden" />
                Invite {familiesWords(selected)} to …
              </Button>
              <Button onClick={() => setAct("withdraw")}>
                <CalendarMinus aria-hidden="true" className="max-sm:hidden" />
                Take off functions …
              </Button>
            </>
          ) : null}
          {mayEdit ? (
            <Button onClick={() => setAct("change")}>
              <Tag aria-hidden="true" className="max-sm:hidden" />
              Change …
            </Button>
          ) : null}
        </BulkBar>
      ) : null}
      {act === "change" ? (
        <ChangeDialog
          weddingId={weddingId}
          choice={choice}
          tags={props.tags}
          open
          onOpenChange={(open) => {
            if (!open) setAct(undefined);
          }}
          onDone={clear}
        />
      ) : null}
      {act && act !== "change" ? (
        <InviteDialog
          weddingId={weddingId}
          act={act}
          choice={choice}
          events={props.events}
          open
          onOpenChange={(open) => {
            if (!open) setAct(undefined);
          }}
          onDone={clear}
        />
      ) : null}
    </div>
  );
}
