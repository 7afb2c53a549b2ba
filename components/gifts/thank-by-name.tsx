import { HandHeart } from "lucide-react";
import { ThankDialog } from "@/components/gifts/thank-dialog";
import { giftsWords } from "@/components/gifts/words";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import type { ToThank } from "@/lib/gifts/queries/to-thank";

export type ThankByNameProps = { weddingId: string; found: Pick<ToThank, "byName" | "byNameCount"> };

/** Who gave and is on no list: no message of ours may reach them, so each is thanked by a hand. */
export function ThankByName({ weddingId, found: { byName, byNameCount } }: ThankByNameProps) {
  if (byNameCount === 0) return null;
  const base = `/weddings/${weddingId}`;
  return (
    <Card aria-labelledby="by-name">
      <CardHeader
        id="by-name"
        title="Not on the guest list"
        sentence={`${giftsWords(byNameCount)} ${byNameCount === 1 ? "is" : "are"} from people we have no number of, so no message goes to them from here. Call them, see them, or write from your own WhatsApp.`}
      />
      <CardBody>
        <ul className="divide-y divide-line">
          {byName.map(({ giftId, from }) => (
            <li key={giftId} className="flex items-center justify-between gap-4 py-2 first:pt-0 last:pb-0">
              <span className="min-w-0 break-words font-medium">{from}</span>
              <ThankDialog
                weddingId={weddingId}
                unitId={null}
                giftId={giftId}
                from={from}
                trigger={
                  <Button size="sm" aria-label={`Thank ${from}`}>
                    <HandHeart aria-hidden="true" />
                    Thank
                  </Button>
                }
              />
            </li>
          ))}
        </ul>
        {byNameCount > byName.length ? (
          <p className="mt-3 text-muted text-sm">The first {byName.length} are shown.</p>
        ) : null}
      </CardBody>
      <CardFooter>
        <p className="min-w-0 flex-1 basis-64 text-muted text-sm">
          To send them a message after all, add them to the guest list with their number; then change the gift
          and choose their family under “From”.
        </p>
        <LinkButton href={`${base}/guests/import`}>Add to the guest list</LinkButton>
      </CardFooter>
    </Card>
  );
}
