import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { mintScope } from "@/lib/access/policy";
import { decideSuggestion, reopenSuggestion } from "@/lib/guests/commands/decide-suggestion";
import { editPerson } from "@/lib/guests/commands/edit-person";
import { mergePeople } from "@/lib/guests/commands/merge-people";
import { joinHouseholds, movePeople, splitHousehold } from "@/lib/guests/commands/move-people";
import { placePeopleBack } from "@/lib/guests/commands/place-people";
import { unmergePeople } from "@/lib/guests/commands/unmerge-people";
import { stateHash } from "@/lib/guests/queries/state";
import { undoImport } from "@/lib/imports/commands/undo-import";
import { inviteHouseholds } from "@/lib/invitations/commands/invite-households";
import { newId } from "@/lib/kernel/ids";
import { readTenant } from "@/lib/platform/transaction";
import { answerOnWeb } from "@/lib/rsvp/commands/answer-on-web";
import { applyMessage } from "@/lib/rsvp/commands/apply-message";
import {
  contextFor,
  importCsv,
  makeEvents,
  makeWedding,
  must,
  type TestWedding,
} from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";

let wedding: TestWedding;
let events: string[];
let batch: string;

const hash = async () => (await readTenant(wedding.scope, (tx) => stateHash(tx, wedding.scope))).hash;
const person = async (name: string) =>
  (
    await admin.query("select id, unit_id from people where wedding_id = $1 and name = $2 and live", [
      wedding.weddingId,
      name,
    ])
  ).rows[0] as { id: string; unit_id: string };
const answers = async () =>
  (
    await admin.query(
      "select u.name, c.answer, c.adults from rsvp_current c join guest_units u on u.id = c.unit_id where c.wedding_id = $1 order by 1, 2",
      [wedding.weddingId],
    )
  ).rows;

/** A message as it comes out of a webhook, from a number. */
async function says(phone: string, text: string): Promise<void> {
  const senderId = newId();
  await admin.query(
    "insert into senders (id, wedding_id, provider, phone_number_id, business_account_id, display_number) values ($1, $2, 'meta', $3, 'x', '+911')",
    [senderId, wedding.weddingId, senderId],
  );
  const ctx = contextFor(mintScope(wedding.weddingId, { kind: "provider", provider: "meta" }));
  const id = newId();
  must(
    await applyMessage(ctx, {
      inboxId: newId(),
      senderId,
      event: {
        kind: "message",
        key: `message:${id}`,
        phoneNumberId: senderId,
        providerId: id,
        at: new Date().toISOString(),
        from: { phone, bsuid: null },
        content: { type: "text", text, payload: null, contextId: null },
      },
    }),
  );
}

/** An answer to the first function, on the household's own page. */
async function answersOnPage(unitId: string, answer: "no" | "maybe"): Promise<void> {
  const ctx = contextFor(mintScope(wedding.weddingId, { kind: "guest", unitId }));
  const choice = answer === "no" ? ("none" as const) : ("maybe" as const);
  must(
    await answerOnWeb(ctx, {
      said: [{ eventId: events[0]!, choice, who: [], adults: 0, children: 0, more: 0 }],
    }),
  );
}

beforeEach(async () => {
  wedding = await makeWedding();
  batch = await importCsv(
    wedding.ctx,
    "Name,Phone,Family,Adults\nRamesh,9876500001,,2\nR. Sharma,9876500002,Sharma,\nSunita,9876500003,Sharma,\n",
  );
  events = await makeEvents(wedding, ["Sangeet", "Wedding"]);
  must(await inviteHouseholds(wedding.ctx, { audience: {}, eventIds: events }));
});

describe("merge and unmerge", () => {
  it("brings every reply to the household it belongs to: before, between and after", async () => {
    await says("+919876500001", "yes");
    const before = await hash();
    const [kept, gone] = [await person("R. Sharma"), await person("Ramesh")];
    const { mergeId } = must(await mergePeople(wedding.ctx, { keptId: kept.id, goneId: gone.id }));
    // What the one household answered is the other's now.
    expect(new Set((await answers()).map((row) => row.name))).toEqual(new Set(["Sharma"]));
    await says("+919876500001", "no");
    expect((await answers()).map((row) => [row.name, row.answer])).toEqual([
      ["Sharma", "no"],
      ["Sharma", "no"],
    ]);
    must(await unmergePeople(wedding.ctx, { mergeId }));
    // The no came from Ramesh's phone while they were one: it is Ramesh's.
    expect((await answers()).map((row) => [row.name, row.answer])).toEqual([
      ["Ramesh", "no"],
      ["Ramesh", "no"],
    ]);
    await says("+919876500002", "yes");
    expect(new Set((await answers()).map((row) => row.name))).toEqual(new Set(["Ramesh", "Sharma"]));
    expect(before).not.toBe(await hash());
  });
  it("brings a reply to whose number wrote it in whatever order a chain of merges is taken apart", async () => {
    const [first, second, third] = [
      await person("Ramesh"),
      await person("R. Sharma"),
      await person("Sunita"),
    ];
    const inner = must(await mergePeople(wedding.ctx, { keptId: second.id, goneId: first.id }));
    const outer = must(await mergePeople(wedding.ctx, { keptId: third.id, goneId: second.id }));
    await says("+919876500001", "no");
    must(await unmergePeople(wedding.ctx, { mergeId: inner.mergeId }));
    must(await unmergePeople(wedding.ctx, { mergeId: outer.mergeId }));
    expect((await answers()).map((row) => [row.name, row.answer])).toEqual([
      ["Ramesh", "no"],
      ["Ramesh", "no"],
    ]);
  });
  it("leaves what a household answered on its own page with that household", async () => {
    const own = await person("Ramesh");
    const { mergeId } = must(
      await mergePeople(wedding.ctx, { keptId: (await person("R. Sharma")).id, goneId: own.id }),
    );
    await answersOnPage(own.unit_id, "no");
    expect((await answers()).map((row) => [row.name, row.answer])).toEqual([["Sharma", "no"]]);
    must(await unmergePeople(wedding.ctx, { mergeId }));
    expect((await answers()).map((row) => [row.name, row.answer])).toEqual([["Ramesh", "no"]]);
  });
  it("keeps what a human said of the one who goes, where nobody said it of the one who is kept", async () => {
    const [kept, gone] = [await person("R. Sharma"), await person("Ramesh")];
    const say = async (id: string, changes: { diet?: string; notes?: string }) => {
      const { rows } = await admin.query("select version from people where id = $1", [id]);
      must(await editPerson(wedding.ctx, { personId: id, version: rows[0].version, changes }));
    };
    await say(gone.id, { diet: "jain", notes: "Wheelchair" });
    await say(kept.id, { notes: "Speaks Tamil" });
    const before = await hash();
    const { mergeId } = must(await mergePeople(wedding.ctx, { keptId: kept.id, goneId: gone.id }));
    const { rows } = await admin.query("select diet, notes from people where id = $1", [kept.id]);
    expect(rows).toEqual([{ diet: "jain", notes: "Speaks Tamil" }]);
    must(await unmergePeople(wedding.ctx, { mergeId }));
    expect(await hash()).toBe(before);
  });
  it("restores the state where nothing came in between", async () => {
    await says("+919876500001", "yes");
    const before = await hash();
    const [kept, gone] = [await person("Sunita"), await person("Ramesh")];
    const { mergeId } = must(await mergePeople(wedding.ctx, { keptId: gone.id, goneId: kept.id }));
    must(await unmergePeople(wedding.ctx, { mergeId }));
    expect(await hash()).toBe(before);
  });
  it("keeps a stop through merge and unmerge", async () => {
    await says("+919876500001", "STOP");
    const stopped = async () =>
      (
        await readTenant(wedding.scope, (tx) =>
          tx.execute(
            sql`select 1 from suppressions s join person_identifiers i on i.wedding_id = s.wedding_id and i.fingerprint = s.fingerprint and i.valid_to is null where s.wedding_id = ${wedding.weddingId} and s.lifted_at is null`,
          ),
        )
      ).rows.length;
    expect(await stopped()).toBe(1);
    const { mergeId } = must(
      await mergePeople(wedding.ctx, {
        keptId: (await person("Sunita")).id,
        goneId: (await person("Ramesh")).id,
      }),
    );
    expect(await stopped()).toBe(1);
    must(await unmergePeople(wedding.ctx, { mergeId }));
    await importCsv(wedding.ctx, "Name,Phone\nRamesh,9876500001\n");
    expect(await stopped()).toBe(1);
  });
});

describe("households", () => {
  it("joins and takes apart again, with invitations, answers and seats", async () => {
    await says("+919876500001", "yes");
    const before = await hash();
    const [one, other] = [await person("Ramesh"), await person("Sunita")];
    const { undo } = must(
      await joinHouseholds(wedding.ctx, { intoId: other.unit_id, unitIds: [one.unit_id] }),
    );
    const seats = await admin.query("select distinct adults from invitations where unit_id = $1", [
      other.unit_id,
    ]);
    expect(seats.rows).toEqual([{ adults: 4 }]);
    must(await placePeopleBack(wedding.ctx, undo.input));
    expect(await hash()).toBe(before);
  });
  it("takes apart with what each of them answered meanwhile, in the chat and on their pages", async () => {
    const [one, other] = [await person("Ramesh"), await person("Sunita")];
    const { undo } = must(
      await joinHouseholds(wedding.ctx, { intoId: other.unit_id, unitIds: [one.unit_id] }),
    );
    await says("+919876500001", "no");
    await answersOnPage(other.unit_id, "maybe");
    expect((await answers()).map((row) => [row.name, row.answer])).toEqual([
      ["Sharma", "maybe"],
      ["Sharma", "no"],
    ]);
    must(await placePeopleBack(wedding.ctx, undo.input));
    expect((await answers()).map((row) => [row.name, row.answer])).toEqual([
      ["Ramesh", "no"],
      ["Ramesh", "no"],
      ["Sharma", "maybe"],
    ]);
  });
  it("asks again, with everybody where they were, when a suggestion is taken back", async () => {
    const before = await hash();
    const [one, other] = [await person("Ramesh"), await person("Sunita")];
    const question = { key: "sharma@here", unitIds: [other.unit_id, one.unit_id] };
    for (const decision of ["accepted", "refused"] as const) {
      const { undo } = must(await decideSuggestion(wedding.ctx, { ...question, decision }));
      expect(await decideSuggestion(wedding.ctx, { ...question, decision })).toMatchObject({
        code: "decided",
      });
      must(await reopenSuggestion(wedding.ctx, undo.input));
      expect(await hash()).toBe(before);
    }
  });
  it("splits with the seats, and puts together again", async () => {
    const before = await hash();
    const { id, unit_id } = await person("Sunita");
    const { unitId, undo } = must(
      await splitHousehold(wedding.ctx, { unitId: unit_id, personIds: [id], name: "Sunita's" }),
    );
    const seats = await admin.query("select unit_id, adults from invitations where unit_id in ($1, $2)", [
      unit_id,
      unitId,
    ]);
    expect(seats.rows.map((row) => row.adults)).toEqual([1, 1, 1, 1]);
    must(await placePeopleBack(wedding.ctx, undo.input));
    expect(await hash()).toBe(before);
  });

  it("takes what somebody said along when a move is taken back, and when that is taken back", async () => {
    const [mover, other] = [await person("R. Sharma"), await person("Ramesh")];
    const moved = must(await movePeople(wedding.ctx, { personIds: [mover.id], unitId: other.unit_id }));
    await says("+919876500002", "no");
    const before = await answers();
    const back = must(await placePeopleBack(wedding.ctx, moved.undo.input));
    expect(await answers()).not.toEqual(before);
    must(await placePeopleBack(wedding.ctx, back.undo.input));
    expect(await answers()).toEqual(before);
  });
});

describe("undo of a list", () => {
  it("is refused, with the way, where families of it are invited", async () => {
    const refused = await undoImport(wedding.ctx, { batchId: batch });
    expect(refused).toMatchObject({ ok: false, code: "depends" });
    expect(refused.ok ? "" : refused.message).toMatch(/Take them off first/);
  });
});
