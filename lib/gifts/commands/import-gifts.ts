import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { actorLabel } from "@/lib/access/policy";
import type { Scope } from "@/lib/access/types";
import { importGiftsInput, importNotesInput, undoGiftImportInput } from "@/lib/gifts/inputs";
import { refuse } from "@/lib/kernel/result";
import { defineCommand, type Outcome, type UndoStep } from "@/lib/platform/command";

type Brought = { added: number; undo: UndoStep | null };

const GONE =
  "A family of this list is not there any more. Please bring the list in again and look at its rows.";

/** Rows of a list that a human has looked at. A row that is in the book already, or was taken out of it, changes nothing. */
export const importGifts = defineCommand({
  name: "gifts.import",
  permission: "gifts.edit",
  input: importGiftsInput,
  inverse: "gifts.undo-import",
  timeoutMs: 30_000,
  async run({ tx, scope }, { rows }): Promise<Outcome<Brought>> {
    if (!(await allThere(tx, scope, rows))) return refuse("gone", GONE);
    if (scope.side !== "all" && rows.some((row) => !row.unitId && ![scope.side, "both"].includes(row.side)))
      return refuse("other_side", "You keep the gifts of your own side, and those of both.");
    const { rows: added } = await tx.execute<{ id: string }>(sql`
      insert into gifts (wedding_id, unit_id, side, giver, event_id, kind, amount, currency, what, note, received_by, received_at, thanked_at, thanked_how, source_key, created_by)
      select ${scope.weddingId}, u.id, coalesce(u.side, r.side), r.giver, e.id, r.kind, r.amount, case when r.amount is not null then r.currency end, r.what, r.note,
        r."receivedBy", coalesce(r."receivedAt", now()), r."thankedAt", r."thankedHow", r.key, ${actorLabel(scope.actor)}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("unitId" uuid, side text, giver text, "eventId" uuid, kind text, amount numeric, currency text, what text,
        note text, "receivedBy" text, "receivedAt" timestamptz, "thankedAt" timestamptz, "thankedHow" text, key text)
      left join lateral (select fence.home_of(${scope.weddingId}, r."unitId") as id offset 0) home on true
      left join guest_units u on u.wedding_id = ${scope.weddingId} and u.live and u.id = home.id
      left join events e on e.wedding_id = ${scope.weddingId} and e.id = r."eventId"
      on conflict do nothing returning id`);
    return brought(added, "gift", "giftIds");
  },
});

/** The same for what was given before. */
export const importNotes = defineCommand({
  name: "gifts.import-notes",
  permission: "gifts.edit",
  input: importNotesInput,
  inverse: "gifts.undo-import",
  timeoutMs: 30_000,
  async run({ tx, scope }, { rows }): Promise<Outcome<Brought>> {
    if (!(await allThere(tx, scope, rows))) return refuse("gone", GONE);
    const { rows: added } = await tx.execute<{ id: string }>(sql`
      insert into gift_notes (wedding_id, unit_id, side, direction, occasion, year, what, amount, currency, source_key, created_by)
      select ${scope.weddingId}, u.id, u.side, r.direction, r.occasion, r.year, r.what, r.amount, case when r.amount is not null then r.currency end, r.key, ${actorLabel(scope.actor)}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("unitId" uuid, direction text, occasion text, year int, what text, amount numeric, currency text, key text)
      cross join lateral (select fence.home_of(${scope.weddingId}, r."unitId") as id offset 0) home
      join guest_units u on u.wedding_id = ${scope.weddingId} and u.live and u.id = home.id
      on conflict do nothing returning id`);
    return brought(added, "gift_note", "noteIds");
  },
});

/** Takes out what a list brought in and nobody has touched since; the same list can bring it in again. */
export const undoGiftImport = defineCommand({
  name: "gifts.undo-import",
  permission: "gifts.edit",
  input: undoGiftImportInput,
  irreversible: "The same list can be brought in again.",
  async run({ tx, scope }, { giftIds, noteIds }) {
    const { rows } = await tx.execute(sql`
      with gone as (
        delete from gifts where wedding_id = ${scope.weddingId} and version = 1 and source_key is not null
          and id in (select jsonb_array_elements_text(${JSON.stringify(giftIds)}::jsonb)::uuid) returning 1
      ), noted as (
        delete from gift_notes where wedding_id = ${scope.weddingId} and version = 1 and source_key is not null
          and id in (select jsonb_array_elements_text(${JSON.stringify(noteIds)}::jsonb)::uuid) returning 1
      )
      select 1 from gone union all select 1 from noted`);
    if (rows.length === 0) return refuse("gone", "What this list brought in was changed since, or is gone.");
    return {
      result: { taken: rows.length },
      audit: [{ action: "undo", entity: "gift", count: rows.length, payload: { giftIds, noteIds } }],
      topics: [],
    };
  },
});

function brought(
  added: readonly { id: string }[],
  entity: string,
  ids: "giftIds" | "noteIds",
): Outcome<Brought> {
  if (added.length === 0) return { unchanged: { added: 0, undo: null } };
  const all = added.map((row) => row.id);
  return {
    result: { added: all.length, undo: { command: "gifts.undo-import", input: { [ids]: all } } },
    audit: [{ action: "import", entity, count: all.length, payload: { ids: all } }],
    topics: [],
  };
}

async function allThere(
  tx: Transaction,
  scope: Scope,
  rows: readonly { unitId: string | null }[],
): Promise<boolean> {
  const units = [...new Set(rows.flatMap((row) => (row.unitId ? [row.unitId] : [])))];
  const { rows: missing } = await tx.execute(sql`
    select 1 from (select fence.home_of(${scope.weddingId}, r.id::uuid) as id from jsonb_array_elements_text(${JSON.stringify(units)}::jsonb) as r(id) offset 0) home
    where not exists (select 1 from guest_units u where u.wedding_id = ${scope.weddingId} and u.live and u.id = home.id) limit 1`);
  return missing.length === 0;
}
