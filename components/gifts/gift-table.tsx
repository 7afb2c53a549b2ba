import { GiftActions } from "@/components/gifts/gift-actions";
import { giftWords, howWords, kindWords, moneyOf, thanksBadge } from "@/components/gifts/words";
import { sideWords } from "@/components/guests/words";
import { TimeInZone } from "@/components/shared/time-in-zone";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import type { GiftRow } from "@/lib/gifts/queries/gift-list";

export type GiftTableProps = {
  weddingId: string;
  gifts: readonly GiftRow[];
  events: readonly { id: string; name: string }[];
  zone: string;
  mayEdit: boolean;
  seesAmounts: boolean;
};

/** The book of gifts; a row becomes a card on a phone. */
export function GiftTable({ weddingId, gifts, events, zone, mayEdit, seesAmounts }: GiftTableProps) {
  return (
    <Table caption="Gifts, the latest first">
      <TableHead>
        <TableRow>
          <TableHeaderCell>From</TableHeaderCell>
          <TableHeaderCell>Gift</TableHeaderCell>
          <TableHeaderCell>At</TableHeaderCell>
          <TableHeaderCell>Thanks</TableHeaderCell>
          {mayEdit ? (
            <TableHeaderCell>
              <span className="sr-only">What to do</span>
            </TableHeaderCell>
          ) : null}
        </TableRow>
      </TableHead>
      <TableBody>
        {gifts.map((gift) => {
          const badge = thanksBadge(gift);
          return (
            <TableRow key={`${gift.id}:${gift.version}`}>
              <TableCell kind="main">
                {gift.unitId ? (
                  <Link
                    href={`/weddings/${weddingId}/guests/${gift.unitId}`}
                    prefetch={false}
                    className="hit-area no-underline underline-offset-4 hover:underline"
                  >
                    {gift.from}
                  </Link>
                ) : (
                  gift.from
                )}
                <span className="block font-normal text-muted text-sm">
                  {[gift.giver, gift.unitId ? null : "not on the list", sideWords[gift.side]]
                    .filter(Boolean)
                    .join(", ")}
                </span>
              </TableCell>
              <TableCell label="Gift" className="tabular">
                <span className="min-w-0 max-sm:text-end">
                  <span className="block break-words font-medium">{giftWords(gift, seesAmounts)}</span>
                  {moneyOf(gift.amount, gift.currency) && gift.kind !== "cash" ? (
                    <span className="block text-muted text-sm">{kindWords[gift.kind]}</span>
                  ) : null}
                  {gift.note ? (
                    <span className="block break-words text-muted text-sm">“{gift.note}”</span>
                  ) : null}
                </span>
              </TableCell>
              <TableCell label="At">
                <span className="min-w-0 max-sm:text-end">
                  <span className="block">
                    {gift.event ?? <span className="text-muted">no function</span>}
                  </span>
                  <span className="block text-muted text-sm">
                    <TimeInZone at={gift.receivedAt} zone={zone} show="short" zoneHidden />
                    {gift.receivedBy ? `, ${gift.receivedBy}` : ""}
                  </span>
                </span>
              </TableCell>
              <TableCell label="Thanks">
                <span className="min-w-0 max-sm:text-end">
                  <Badge tone={badge.tone}>{badge.label}</Badge>
                  {gift.thanked ? (
                    <span className="block text-muted text-sm">{howWords[gift.thanked.how]}</span>
                  ) : null}
                </span>
              </TableCell>
              {mayEdit ? (
                <TableCell kind="actions">
                  <GiftActions weddingId={weddingId} gift={gift} events={events} />
                </TableCell>
              ) : null}
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
