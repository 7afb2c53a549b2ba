import { fieldsOf } from "@/components/access/fact-words";
import { historyWords } from "@/components/access/history-words";
import { TakeBack } from "@/components/access/take-back";
import { peopleCount } from "@/components/guests/words";
import { counted, families } from "@/components/shared/fill-words";
import { formatInZone, namedMoment } from "@/components/shared/format-time";
import { AvatarInitials } from "@/components/ui/avatar-initials";
import type { HistoryEntry } from "@/lib/audit/queries";

/** What is said here, where the family is known, in other words than in the wedding's whole history. */
const HERE: Record<string, (entry: HistoryEntry) => string> = {
  "guests.edit-person:edit": (entry) =>
    entry.facts ? `changed ${fieldsOf(entry.facts)} of a guest` : "changed a guest’s details",
  "guests.set-person-edits:set": () => "took back a change of a guest’s details",
  "guests.merge-people:merge": (entry) => `made two entries one person: ${entry.subject ?? "a guest"}`,
  "guests.merge-people:merged_away": () => "merged somebody from this family into another entry",
  "guests.unmerge-people:unmerge": (entry) => `took a merge of ${entry.subject ?? "a guest"} apart`,
  "guests.move-people:move": (entry) => `moved ${peopleCount(entry.count)} into this family`,
  "guests.split-household:split": (entry) => `made a family of their own of ${peopleCount(entry.count)}`,
  "guests.join-households:join": (entry) => `joined ${counted(entry.count, families)} into this one`,
  "imports.add-guest:add": () => "added a guest by hand",
};

export type HouseholdHistoryProps = {
  weddingId: string;
  entries: readonly HistoryEntry[];
  zone: string;
};

const words = (entry: HistoryEntry): string => HERE[entry.action]?.(entry) ?? historyWords(entry);

/** What people did to this family, newest first. */
export function HouseholdHistory({ weddingId, entries, zone }: HouseholdHistoryProps) {
  return (
    <ol className="divide-y divide-line">
      {entries.map((entry) => (
        <li key={entry.seq} className="flex items-start gap-3 py-3 first:pt-0 last:pb-0">
          <AvatarInitials name={entry.who ?? "?"} size="sm" />
          <div className="min-w-0 flex-1 break-words">
            <p>
              <span className="font-medium">{entry.who ?? "Somebody who left"}</span> {words(entry)}
            </p>
            <time
              dateTime={entry.recordedAt}
              title={formatInZone(entry.recordedAt, zone, "full")}
              className="tabular text-muted text-sm"
            >
              {namedMoment(entry.recordedAt, zone)}
            </time>
          </div>
          <TakeBack
            weddingId={weddingId}
            entry={{ seq: entry.seq, undo: entry.undo }}
            said={`${entry.who ?? "Somebody who left"} ${words(entry)}`}
          />
        </li>
      ))}
    </ol>
  );
}
