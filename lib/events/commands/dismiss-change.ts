import { sql } from "drizzle-orm";
import { actorLabel } from "@/lib/access/policy";
import { changeIdInput } from "@/lib/events/inputs";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";

/** A small correction: nobody needs to be told. What was prepared for it does not leave any more. */
export const dismissChange = defineCommand({
  name: "events.dismiss-change",
  permission: "events.edit",
  input: changeIdInput,
  inverse: "events.reopen-change",
  async run({ tx, scope }, { changeId }) {
    const { rows } = await tx.execute<{ event_id: string }>(sql`
      update event_changes set state = 'dismissed', dismissed_by = ${actorLabel(scope.actor)}
      where wedding_id = ${scope.weddingId} and id = ${changeId} and state = 'open' returning event_id`);
    const [row] = rows;
    if (!row) return refuse("not_open", "This was told, or decided, already.");
    return {
      result: { undo: { command: "events.reopen-change", input: { changeId } } },
      audit: [{ action: "dismiss", entity: "event", entityId: row.event_id, payload: { changeId } }],
      topics: [],
    };
  },
});

/** Guests are to be told after all; not where the function changed again since, which is the news then. */
export const reopenChange = defineCommand({
  name: "events.reopen-change",
  permission: "events.edit",
  input: changeIdInput,
  inverse: "events.dismiss-change",
  async run({ tx, scope }, { changeId }) {
    const { rows } = await tx.execute<{ event_id: string }>(sql`
      update event_changes c set state = 'open', dismissed_by = null
      where c.wedding_id = ${scope.weddingId} and c.id = ${changeId} and c.state = 'dismissed' and c.dismissed_by <> 'system'
        and not exists (select 1 from event_changes n where n.wedding_id = c.wedding_id and n.event_id = c.event_id and n.event_version > c.event_version)
      returning c.event_id`);
    const [row] = rows;
    if (!row) return refuse("not_dismissed", "This function has changed again since: tell that instead.");
    return {
      result: { undo: { command: "events.dismiss-change", input: { changeId } } },
      audit: [{ action: "reopen", entity: "event", entityId: row.event_id, payload: { changeId } }],
      topics: [],
    };
  },
});
