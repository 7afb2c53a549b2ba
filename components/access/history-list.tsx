import { historyWords } from "@/components/access/history-words";
import { TakeBack } from "@/components/access/take-back";
import { formatInZone, zoneName } from "@/components/shared/format-time";
import { AvatarInitials } from "@/components/ui/avatar-initials";
import type { HistoryEntry } from "@/lib/audit/queries";

/** What people did, day by day. */
export function HistoryList({
  weddingId,
  entries,
  zone,
}: {
  weddingId: string;
  entries: readonly HistoryEntry[];
  zone: string;
}) {
  const days = new Map<string, HistoryEntry[]>();
  for (const entry of entries) {
    const day = formatInZone(entry.recordedAt, zone, "day");
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return (
    <div className="grid gap-6">
      {[...days].map(([day, list]) => (
        <section key={day} aria-label={day}>
          <h2 className="mb-2 font-semibold text-muted text-sm">
            {day}
            <span className="font-normal">, {zoneName(list[0]!.recordedAt, zone)}</span>
          </h2>
          <ol className="divide-y divide-line rounded-md border border-line bg-surface">
            {list.map((entry) => (
              <li key={entry.seq} className="flex items-start gap-3 px-4 py-3">
                <AvatarInitials name={entry.who ?? "?"} size="sm" />
                <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1">
                  <p className="min-w-0 flex-1 basis-48 break-words pt-1">
                    <span className="font-medium">{entry.who ?? "Somebody who left"}</span>{" "}
                    {historyWords(entry)}
                  </p>
                  <TakeBack
                    weddingId={weddingId}
                    entry={{ seq: entry.seq, undo: entry.undo }}
                    said={`${entry.who ?? "Somebody who left"} ${historyWords(entry)}`}
                  />
                </div>
                <time
                  dateTime={entry.recordedAt}
                  title={formatInZone(entry.recordedAt, zone, "full")}
                  className="tabular shrink-0 pt-1.5 text-muted text-sm"
                >
                  {formatInZone(entry.recordedAt, zone, "time")}
                </time>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}
