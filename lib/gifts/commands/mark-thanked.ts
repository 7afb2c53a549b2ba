import { sql } from "drizzle-orm";
import { thanksArrived } from "@/lib/audience/queries/thanked";
import { markThankedInput, unmarkThankedInput } from "@/lib/gifts/inputs";
import { defineCommand, type Outcome, type UndoStep } from "@/lib/platform/command";

type Marked = { marked: number; undo: UndoStep | null };

/** Says that givers were thanked. Who was thanked already stays as noted. */
export const markThanked = defineCommand({
  name: "gifts.mark-thanked",
  permission: "gifts.edit",
  input: markThankedInput,
  inverse: "gifts.unmark-thanked",
  async run({ tx, scope }, { gifts }): Promise<Outcome<Marked>> {
    const { rows } = await tx.execute<{ id: string }>(sql`
      update gifts g set thanked_at = coalesce(t.at, now()), thanked_how = t.how, thanks_message_id = null, version = g.version + 1
      from jsonb_to_recordset(${JSON.stringify(gifts)}::jsonb) as t(id uuid, how text, at timestamptz)
      where g.wedding_id = ${scope.weddingId} and g.id = t.id and g.removed_at is null and not ${thanksArrived("g")}
      returning g.id`);
    if (rows.length === 0) return { unchanged: { marked: 0, undo: null } };
    const giftIds = rows.map((row) => row.id);
    return {
      result: {
        marked: giftIds.length,
        undo: { command: "gifts.unmark-thanked", input: { giftIds } },
      },
      audit: [{ action: "thank", entity: "gift", ...subject(giftIds), payload: { gifts } }],
      topics: [],
    };
  },
});

/** Takes that word back. What went out as a message stays sent. */
export const unmarkThanked = defineCommand({
  name: "gifts.unmark-thanked",
  permission: "gifts.edit",
  input: unmarkThankedInput,
  inverse: "gifts.mark-thanked",
  async run({ tx, scope }, { giftIds }): Promise<Outcome<Marked>> {
    const { rows } = await tx.execute<{ gift: { id: string; how: string; at: string } }>(sql`
      with before as (
        select g.id, g.thanked_how, g.thanked_at from gifts g
        where g.wedding_id = ${scope.weddingId} and g.thanked_at is not null and g.removed_at is null
          and g.id in (select jsonb_array_elements_text(${JSON.stringify(giftIds)}::jsonb)::uuid) for update
      ), done as (
        update gifts g set thanked_at = null, thanked_how = null, thanks_message_id = null, version = g.version + 1
        from before b where g.wedding_id = ${scope.weddingId} and g.id = b.id returning 1
      )
      select jsonb_build_object('id', b.id, 'how', b.thanked_how, 'at', b.thanked_at) as gift from before b`);
    if (rows.length === 0) return { unchanged: { marked: 0, undo: null } };
    const gifts = rows.map((row) => row.gift);
    return {
      result: {
        marked: gifts.length,
        undo: { command: "gifts.mark-thanked", input: { gifts } },
      },
      audit: [
        {
          action: "unthank",
          entity: "gift",
          ...subject(gifts.map((gift) => gift.id)),
          payload: { gifts },
        },
      ],
      topics: [],
    };
  },
});

const subject = (ids: readonly string[]) => ({
  count: ids.length,
  ...(ids.length === 1 ? { entityId: ids[0]! } : {}),
});
