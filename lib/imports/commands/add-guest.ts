import { eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { importBatches, importRows } from "@/db/schema/imports";
import { weddings } from "@/db/schema/weddings";
import type { Scope } from "@/lib/access/types";
import { lockIdentity } from "@/lib/guests/commands/resolve-people";
import { isLiveHousehold } from "@/lib/guests/queries/household";
import { keptId } from "@/lib/guests/queries/index-keys";
import { isKnown } from "@/lib/guests/queries/taken-off";
import type { ClaimDraft } from "@/lib/guests/rules/claim";
import { addGuestInput } from "@/lib/imports/inputs";
import { typedDraft } from "@/lib/imports/rules/typed";
import { phoneVariants } from "@/lib/kernel/phone";
import { refuse } from "@/lib/kernel/result";
import { defineCommand } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { refreshProjections } from "@/lib/reports/topics";
import { commitRows } from "./commit-rows";

/**
 * One guest typed by hand, through the same staging as every list: a list of one row that is added at once and can be
 * taken back. Into a household that is there, or a new one. A number somebody has already is refused, with whose it is.
 */
export const addGuest = defineCommand({
  name: "imports.add-guest",
  permission: "guests.import",
  input: addGuestInput,
  inverse: "imports.undo",
  timeoutMs: 60_000,
  async run({ tx, scope, now }, input) {
    const [wedding] = await tx
      .select({ homeCountry: weddings.homeCountry })
      .from(weddings)
      .where(eq(weddings.id, scope.weddingId));
    const { draft, problem } = typedDraft(input, wedding!.homeCountry);
    if (problem) return refuse("unreadable", problem);
    await lockIdentity(tx, scope);
    if (input.unitId && !(await isLiveHousehold(tx, scope, input.unitId)))
      return refuse("changed", "This family is not there any more.");
    const batchId = input.batchId;
    const owner = await findOwner(tx, scope, draft);
    await stageOne(tx, scope, { batchId, name: input.name, draft, attestedAt: input.attested ? now : null });
    const done = await commitRows(tx, scope, {
      batchId,
      batch: {
        side: scope.side,
        grouping: "each",
        attested: input.attested,
        attested_by: scope.actor.kind === "user" ? scope.actor.userId : null,
        file_name: input.name,
      },
      rows: [{ rowNumber: 1, draft }],
    });
    const guest = await findGuest(tx, scope, batchId);
    if (done.outcomes[0]?.outcome !== "created" || !guest)
      return refuse("known", await knownWords(tx, scope, guest?.off ? guest : owner), {
        unitId: (owner ?? guest)?.unit_id ?? null,
      });
    return {
      result: {
        personId: guest.id,
        unitId: guest.unit_id,
        undo: { command: "imports.undo", input: { batchId } },
      },
      audit: [
        {
          action: "add",
          entity: "guest_unit",
          entityId: guest.unit_id,
          payload: { batchId },
        },
      ],
      topics: [enqueue(refreshProjections, { weddingId: scope.weddingId })],
      dirty: done.dirty,
    };
  },
});

async function stageOne(
  tx: Transaction,
  scope: Scope,
  one: { batchId: string; name: string; draft: ClaimDraft; attestedAt: Date | null },
): Promise<void> {
  await tx.insert(importBatches).values({
    id: one.batchId,
    weddingId: scope.weddingId,
    side: scope.side,
    kind: "typed",
    fileName: one.name,
    bytes: 0,
    state: "done",
    grouping: "each",
    rowsRead: 1,
    attestedAt: one.attestedAt,
    attestedBy: scope.actor.kind === "user" ? scope.actor.userId : null,
    createdBy: scope.actor.kind === "user" ? scope.actor.userId : null,
    finishedAt: sql`now()`,
  });
  await tx.insert(importRows).values({
    weddingId: scope.weddingId,
    batchId: one.batchId,
    side: scope.side,
    rowNumber: 1,
    raw: [one.name],
    draft: one.draft,
    outcome: "ready",
  });
}

type KnownGuest = { id: string; unit_id: string; name: string; family: string; off: boolean };

async function findGuest(tx: Transaction, scope: Scope, batchId: string) {
  const { rows } = await tx.execute<KnownGuest>(sql`
    select k.id, k.unit_id, k.name, u.name as family, not k.live as off from import_rows r
    join claims c on c.wedding_id = r.wedding_id and c.id = r.claim_id
    join people p on p.wedding_id = c.wedding_id and p.id = c.person_id
    join people k on k.wedding_id = p.wedding_id and k.id = ${keptId("p")}
    join guest_units u on u.wedding_id = k.wedding_id and u.id = k.unit_id
    where r.wedding_id = ${scope.weddingId} and r.batch_id = ${batchId}`);
  return rows[0];
}

/** Whose the number or e-mail is before anything is typed. */
async function findOwner(tx: Transaction, scope: Scope, { phones, emails }: ClaimDraft) {
  const values = [
    ...phones.flatMap(({ e164 }) => phoneVariants(e164)),
    ...emails.map((email) => email.value),
  ];
  if (values.length === 0) return undefined;
  const { rows } = await tx.execute<KnownGuest>(sql`
    select p.id, p.unit_id, p.name, u.name as family, not p.live as off from (select jsonb_array_elements_text(${JSON.stringify(values)}::jsonb) as value offset 0) v
    join person_identifiers i on i.wedding_id = ${scope.weddingId} and i.value = v.value and i.kind in ('phone', 'email') and i.valid_to is null
    join people p on p.wedding_id = i.wedding_id and p.id = i.person_id and ${isKnown("p")}
    join guest_units u on u.wedding_id = p.wedding_id and u.id = p.unit_id limit 1`);
  return rows[0];
}

async function knownWords(tx: Transaction, scope: Scope, guest: KnownGuest | undefined): Promise<string> {
  if (guest?.off)
    return `${guest.name} was taken off the guest list. Put them back there: Guests, Taken off the list.`;
  if (!guest)
    return "This number belongs to somebody already. Look them up, or mark the number as shared first.";
  const { rows } = await tx.execute<{ n: number }>(
    sql`select count(*)::int as n from people where wedding_id = ${scope.weddingId} and unit_id = (select unit_id from people where id = ${guest.id}) and live`,
  );
  const family = rows[0]!.n > 1 || guest.family !== guest.name ? ` (family ${guest.family})` : "";
  return `This number or e-mail is ${guest.name}'s already${family}. If several people use it, mark it as shared on their page first.`;
}
