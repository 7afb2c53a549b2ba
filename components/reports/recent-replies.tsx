import { answerWords } from "@/components/guests/words";
import { Ago } from "@/components/reports/ago";
import { Badge } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import type { Dashboard } from "@/lib/reports/queries";

export type RecentRepliesProps = { weddingId: string; recent: Dashboard["recent"]; zone: string };

export function RecentReplies({ weddingId, recent, zone }: RecentRepliesProps) {
  return (
    <Card aria-labelledby="recent-replies">
      <CardHeader
        id="recent-replies"
        title="Who answered last"
        actions={
          <Link
            href={`/weddings/${weddingId}/answers/activity`}
            className="hit-area text-sm underline underline-offset-4"
          >
            All of it
          </Link>
        }
      />
      {recent.length === 0 ? (
        <p className="p-4 text-muted sm:px-6 sm:pb-5">Nobody has answered yet.</p>
      ) : (
        <ul className="mt-2 divide-y divide-line pb-2">
          {recent.map((reply) => {
            const words = answerWords(reply.answer);
            return (
              <li key={reply.unitId} className="flex min-h-12 items-center gap-3 px-4 py-2 sm:px-6">
                <span className="min-w-0 flex-1">
                  <Link
                    href={`/weddings/${weddingId}/guests/${reply.unitId}`}
                    prefetch={false}
                    className="hit-area break-words text-ink no-underline hover:underline hover:underline-offset-4"
                  >
                    {reply.household}
                  </Link>
                  <span className="block">
                    <Ago at={reply.at} zone={zone} />
                  </span>
                </span>
                <Badge tone={words.tone}>{words.label}</Badge>
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}
