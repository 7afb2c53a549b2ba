import { sql } from "drizzle-orm";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { setNumberDateInput } from "@/lib/reports/inputs";

/** Who wants the number of a function by which day. Its own inverse. */
export const setNumberDate = defineCommand({
  name: "reports.set-number-date",
  permission: "events.edit",
  input: setNumberDateInput,
  inverse: "reports.set-number-date",
  async run({ tx, scope }, { eventId, date }) {
    const { rows: found } = await tx.execute<{ name: string; who: string | null; due_on: string | null }>(sql`
      select e.name, n.who, n.due_on::text from events e left join number_dates n on n.wedding_id = e.wedding_id and n.event_id = e.id
      where e.wedding_id = ${scope.weddingId} and e.id = ${eventId} for update of e`);
    const [event] = found;
    if (!event) return refuse("not_found", "This function is not there any more.");
    if (date)
      await tx.execute(sql`
        insert into number_dates (wedding_id, event_id, who, due_on) values (${scope.weddingId}, ${eventId}, ${date.who}, ${date.dueOn}::date)
        on conflict (wedding_id, event_id) do update set who = excluded.who, due_on = excluded.due_on`);
    else
      await tx.execute(
        sql`delete from number_dates where wedding_id = ${scope.weddingId} and event_id = ${eventId}`,
      );
    const before = event.who && event.due_on ? { who: event.who, dueOn: event.due_on } : null;
    return {
      result: { undo: { command: "reports.set-number-date", input: { eventId, date: before } } },
      audit: [
        {
          action: date ? "set" : "clear",
          entity: "event",
          entityId: eventId,
          payload: { before, after: date },
        },
      ],
      topics: [],
    };
  },
});
