import fc from "fast-check";
import { decideConflicts } from "@/lib/guests/commands/decide-conflicts";
import { decideRow } from "@/lib/guests/commands/decide-row";
import { addGuest } from "@/lib/imports/commands/add-guest";
import { addNumber } from "@/lib/imports/commands/add-number";
import { commitImport } from "@/lib/imports/commands/commit-import";
import { redoImport } from "@/lib/imports/commands/redo-import";
import { undoImport } from "@/lib/imports/commands/undo-import";
import { newId } from "@/lib/kernel/ids";
import { draftsOf, stageRows } from "./rows";
import { type Act, addList, at, attempt, familiesOf, note, rowsOf, wayBack } from "./walk";

export const NUMBERS = ["98765 00001", "98765 00002", "98765 00003", "98765 00004", "+525512345678"];

/** A row of a list as a family writes it, out of few names and numbers, so that rows meet in every way. */
const row: fc.Arbitrary<string[]> = fc.tuple(
  fc.constantFrom("Ramesh Sharma", "Ramesh Sharma ji", "Sunita", "Amit Verma", "Asha", "शर्मा परिवार"),
  fc.constantFrom(
    "",
    ...NUMBERS,
    ...NUMBERS,
    "98765 00001 / 98765 00002",
    "98765 00003; 98765 00004",
    "+5215512345678",
  ),
  fc.constantFrom("", "", "", "a@example.test", "b@example.test"),
  fc.constantFrom("", "Sharma", "Sharma", "Verma"),
  fc.constantFrom("", "", "bride", "groom"),
  fc.constantFrom("", "", "2", "5"),
  fc.constantFrom("", "VIP", "Office"),
  fc.constantFrom("", "", "Hindi", "English"),
);
export const anyLists = fc.array(fc.array(row, { minLength: 1, maxLength: 5 }), {
  minLength: 1,
  maxLength: 3,
});

export const bring: Act = async (walk, { who, a }) => {
  const list = at(walk.lists, a)!;
  const ctx = walk.actors[who];
  const batchId = await stageRows(ctx, draftsOf(list));
  const done = await commitImport(ctx, { batchId, grouping: "column", attested: true });
  note(walk, `list ${a % walk.lists.length} is brought (${who})`, done);
  await addList(ctx, batchId);
  walk.brought.push({ batchId, rows: list, who });
  return wayBack(done);
};

const batchesOf = (walk: Parameters<Act>[0], who: string, state: string) =>
  rowsOf<{ id: string; rows: number; side: string }>(
    walk,
    "select id, rows_read as rows, side from import_batches where wedding_id = $1 and state = $2 and ($3 = 'owner' or side in ('both', $3)) order by created_at, id",
    state,
    who,
  );

const undoList: Act = async (walk, { who, a }) => {
  const batch = at(await batchesOf(walk, who, "done"), a);
  if (!batch) return;
  const done = await undoImport(walk.actors[who], { batchId: batch.id });
  return wayBack(note(walk, `a list of ${batch.rows} is taken back (${who})`, done));
};

const redoList: Act = async (walk, { who, a }) => {
  const batch = at(await batchesOf(walk, who, "undone"), a);
  if (!batch) return;
  const done = await redoImport(walk.actors[who], { batchId: batch.id });
  note(walk, `a list of ${batch.rows} is added again (${who})`, done);
  if (done.ok) await addList(walk.actors[who], batch.id);
  return wayBack(done);
};

interface Question {
  key: string;
  kind: string;
  field: string | null;
  claim_id: string | null;
  options: { value: string | number }[];
}
const questionsOf = (walk: Parameters<Act>[0], who: string) =>
  rowsOf<Question>(
    walk,
    "select key, kind, field, claim_id, options from import_conflicts where wedding_id = $1 and ($2 = 'owner' or side in ('both', $2)) order by kind, field, options::text, key",
    who,
  );

const decideOne: Act = async (walk, { who, a, b }) => {
  const asked = at(
    (await questionsOf(walk, who)).filter(({ kind }) => kind === "field"),
    a,
  );
  if (!asked) return;
  const value = at(asked.options, b)!.value;
  const done = await decideConflicts(walk.actors[who], {
    keys: [asked.key],
    choice: { kind: "value", value },
  });
  return wayBack(note(walk, `${asked.field} is ${value} (${who})`, done));
};

const decideAll: Act = async (walk, { who, a, b }) => {
  const field = at(["name", "home", "adults", "side", "language"], a)!;
  const kind = at(["ours", "theirs"] as const, b)!;
  const batch = at(await batchesOf(walk, who, "done"), b);
  if (!batch) return;
  const done = await decideConflicts(walk.actors[who], { field, batchId: batch.id, choice: { kind } });
  return wayBack(note(walk, `every ${field} as ${kind} (${who})`, done));
};

const decideNumbers: Act = async (walk, { who, a, b, n }) => {
  const asked = at(
    (await questionsOf(walk, who)).filter(({ claim_id }) => claim_id !== null),
    a,
  );
  const person = at(
    (await familiesOf(walk, who)).flatMap(({ people }) => people),
    b,
  );
  if (!asked || !person) return;
  const decision =
    n % 3 === 0 ? ({ kind: "ignored" } as const) : ({ kind: "belongs", personId: person.id } as const);
  const done = await attempt(() => decideRow(walk.actors[who], { claimId: asked.claim_id!, decision }));
  return wayBack(note(walk, `a row is ${n % 3 === 0 ? "left out" : person.name} (${who})`, done));
};

const type: Act = async (walk, { who, a, b, n }) => {
  const family = n % 3 === 0 ? undefined : at(await familiesOf(walk, who), a);
  const names = n % 3 === 1;
  const phone = b % 2 ? { phone: at(NUMBERS, b)! } : {};
  const done = await attempt(() =>
    addGuest(walk.actors[who], {
      batchId: newId(),
      name: at(["Kiran", "Leela", "Sunita"], b)!,
      attested: true,
      ...(family ? { unitId: family.id } : {}),
      ...(names ? { outOfCount: true } : {}),
      ...phone,
    }),
  );
  const where = family ? `in ${family.name}${names ? ", who was counted there" : ""}` : "of a new family";
  return wayBack(
    note(
      walk,
      `${at(["Kiran", "Leela", "Sunita"], b)} ${phone.phone ?? ""} ${where} is typed (${who})`,
      done,
    ),
  );
};

const addContact: Act = async (walk, { who, a, b, n }) => {
  const person = at(
    (await familiesOf(walk, who)).flatMap(({ people }) => people),
    a,
  );
  if (!person) return;
  const contact = n % 3 ? { phone: at([...NUMBERS, "98765 00005"], b)! } : { email: "c@example.test" };
  const done = await attempt(() =>
    addNumber(walk.actors[who], { batchId: newId(), personId: person.id, ...contact }),
  );
  return wayBack(note(walk, `${person.name} has ${JSON.stringify(contact)} (${who})`, done));
};

export const LIST_ACTS: Record<string, [often: number, act: Act]> = {
  bring: [5, bring],
  undoList: [3, undoList],
  redoList: [2, redoList],
  decideOne: [3, decideOne],
  decideAll: [2, decideAll],
  decideNumbers: [2, decideNumbers],
  type: [4, type],
  addContact: [3, addContact],
};
