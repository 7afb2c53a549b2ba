import { Pencil } from "lucide-react";
import { GiftDialog } from "@/components/gifts/gift-dialog";
import { NoteDialog } from "@/components/gifts/note-dialog";
import { RemoveNote } from "@/components/gifts/remove-note";
import { giftWords, moneyOf, thanksBadge } from "@/components/gifts/words";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { FamilyGifts as Found } from "@/lib/gifts/loaders";
import type { Money } from "@/lib/gifts/rules/amount";

export type FamilyGiftsProps = { weddingId: string; family: { id: string; name: string }; found: Found };

const sums = (all: readonly Money[]) => all.map((one) => moneyOf(one.amount, one.currency)).join(" and ");

/** What a family gave us, here and before, and what we gave them: for "what shall we give". */
export function FamilyGifts({ weddingId, family, found }: FamilyGiftsProps) {
  const { gifts, notes, standing, events, may } = found;
  if (gifts.length === 0 && notes.length === 0 && !may.edit) return null;
  return (
    <Card>
      <CardHeader
        title="Gifts"
        actions={
          may.edit ? (
            <>
              <NoteDialog
                weddingId={weddingId}
                family={family}
                trigger={<Button size="sm">Given before</Button>}
              />
              <GiftDialog
                weddingId={weddingId}
                events={events}
                family={family}
                trigger={<Button size="sm">Add a gift</Button>}
              />
            </>
          ) : undefined
        }
      />
      <CardBody className="grid gap-4">
        {gifts.length === 0 ? (
          <p className="text-muted">Nothing of theirs is in the book of gifts yet.</p>
        ) : (
          <ul className="divide-y divide-line">
            {gifts.map((gift) => {
              const badge = thanksBadge(gift);
              return (
                <li
                  key={gift.id}
                  className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2 first:pt-0 last:pb-0"
                >
                  <span className="min-w-0">
                    <span className="tabular break-words font-medium">{giftWords(gift, may.amounts)}</span>
                    <span className="block text-muted text-sm">
                      {[gift.giver, gift.event, gift.note ? `“${gift.note}”` : null]
                        .filter(Boolean)
                        .join(", ")}
                    </span>
                  </span>
                  <Badge tone={badge.tone}>{badge.label}</Badge>
                </li>
              );
            })}
          </ul>
        )}
        {notes.length > 0 ? (
          <section aria-label="Given before">
            <h3 className="mb-1 font-medium">Given before</h3>
            <ul className="divide-y divide-line">
              {notes.map((note) => (
                <li key={note.id} className="flex items-center justify-between gap-x-3 py-1.5">
                  <span className="min-w-0">
                    <span className="tabular block break-words">
                      {note.direction === "received" ? "They gave us " : "We gave them "}
                      <span className="font-medium">
                        {[moneyOf(note.amount, note.currency), note.what].filter(Boolean).join(", ")}
                      </span>
                    </span>
                    <span className="block text-muted text-sm">
                      {note.occasion}
                      {note.year ? `, ${note.year}` : ""}
                    </span>
                  </span>
                  {may.edit ? (
                    <span className="flex shrink-0">
                      <NoteDialog
                        weddingId={weddingId}
                        family={family}
                        note={note}
                        trigger={
                          <Button
                            variant="quiet"
                            size="icon"
                            aria-label={`Change the note: ${note.occasion}`}
                          >
                            <Pencil aria-hidden="true" />
                          </Button>
                        }
                      />
                      <RemoveNote weddingId={weddingId} note={note} />
                    </span>
                  ) : null}
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        {may.amounts && standing.received.length + standing.given.length > 0 ? (
          <p className="tabular border-line border-t pt-3">
            {standing.received.length > 0
              ? `They gave us ${sums(standing.received)} in all. `
              : "They gave us no money so far. "}
            {standing.given.length > 0
              ? `We gave them ${sums(standing.given)}. `
              : "We gave them nothing that is noted. "}
            {standing.toReturn.length > 0 ? (
              <span className="font-medium">{sums(standing.toReturn)} would make it even.</span>
            ) : null}
          </p>
        ) : null}
      </CardBody>
    </Card>
  );
}
