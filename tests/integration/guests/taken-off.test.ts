import { beforeEach, describe, expect, it } from "vitest";
import { drain } from "@/jobs/drain";
import { mintScope } from "@/lib/access/policy";
import { editHousehold } from "@/lib/guests/commands/edit-household";
import { mergePeople } from "@/lib/guests/commands/merge-people";
import { movePeople } from "@/lib/guests/commands/move-people";
import { putBack, takeOffAgain } from "@/lib/guests/commands/put-back";
import { takeOff } from "@/lib/guests/commands/take-off";
import { unmergePeople } from "@/lib/guests/commands/unmerge-people";
import { stateHash } from "@/lib/guests/queries/state";
import { listTakenOff } from "@/lib/guests/queries/taken-off";
import { addGuest } from "@/lib/imports/commands/add-guest";
import { redoImport } from "@/lib/imports/commands/redo-import";
import { undoImport } from "@/lib/imports/commands/undo-import";
import { findKnownGuests } from "@/lib/imports/queries/known-rows";
import { inviteHouseholds } from "@/lib/invitations/commands/invite-households";
import { newId } from "@/lib/kernel/ids";
import { readTenant } from "@/lib/platform/transaction";
import { answerOnWeb } from "@/lib/rsvp/commands/answer-on-web";
import { findSenders } from "@/lib/rsvp/queries";
import {
  contextFor,
  importCsv,
  makeEvents,
  makeWedding,
  must,
  type TestWedding,
} from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";

const LIST =
  "Name,Phone,Family,Side\nAsha,9825021111,Mehta,bride\nKiran,9825021112,Mehta,bride\nLata,9825021113,Joshi,bride\nRao,9825021114,Rao,groom\n";
let wedding: TestWedding;
let batch: string;
beforeEach(async () => {
  wedding = await makeWedding();
  batch = await importCsv(wedding.ctx, LIST);
});

const hash = async () => (await readTenant(wedding.scope, (tx) => stateHash(tx, wedding.scope))).hash;
const person = async (name: string) =>
  (
    await admin.query<{ id: string; unit: string; live: boolean }>(
      "select id, unit_id as unit, live from people where wedding_id = $1 and name = $2 order by live desc limit 1",
      [wedding.weddingId, name],
    )
  ).rows[0]!;
const family = async (id: string) =>
  (
    await admin.query<{ live: boolean; joined: string | null; version: number; adults: number }>(
      "select live, joined_into as joined, version, unnamed_adults as adults from guest_units where id = $1",
      [id],
    )
  ).rows[0]!;
const coming = async () =>
  (
    await admin.query(
      "select coalesce(sum(adults), 0)::int as n from event_headcounts where wedding_id = $1",
      [wedding.weddingId],
    )
  ).rows[0].n as number;
const outcomes = async (batchId: string) =>
  (
    await admin.query("select outcome, conflict from import_rows where batch_id = $1 order by row_number", [
      batchId,
    ])
  ).rows as { outcome: string; conflict: { kind: string; detail: string } | null }[];
const listed = async () =>
  (await readTenant(wedding.scope, (tx) => listTakenOff(tx, wedding.scope, { limit: 50, offset: 0 })))
    .entries;
const one = (personId: string) => ({ unitIds: [], personIds: [personId] });
const home = (unitId: string) => ({ unitIds: [unitId], personIds: [] });

describe("somebody who is no guest", () => {
  it("is not of the family any more, and put back it is as it was", async () => {
    const before = await hash();
    const kiran = await person("Kiran");
    const done = must(await takeOff(wedding.ctx, one(kiran.id)));
    expect(done).toMatchObject({ people: 1, families: 0 });
    expect(await person("Kiran")).toMatchObject({ live: false });
    expect(await family(kiran.unit)).toMatchObject({ live: true });
    expect(await listed()).toMatchObject([
      { personId: kiran.id, name: "Kiran", family: "Mehta", people: [] },
    ]);
    expect(await takeOff(wedding.ctx, one(kiran.id))).toMatchObject({ ok: false, code: "changed" });
    expect((await listed())[0]!.word).toBe(done.undo.input.words[0]);
    const back = must(await putBack(wedding.ctx, done.undo.input));
    expect(await hash()).toBe(before);
    expect(await listed()).toEqual([]);
    must(await takeOffAgain(wedding.ctx, back.undo.input));
    expect(await listed()).toHaveLength(1);
  });

  it("stays off, whatever lists name them, and each row says so", async () => {
    const lata = await person("Lata");
    must(await takeOff(wedding.ctx, one(lata.id)));
    for (const list of [LIST, "Name,Phone\nLata Joshi,+91 98250 21113\n"]) {
      const again = await importCsv(wedding.ctx, list, { grouping: "each" });
      const row = (await outcomes(again)).find(({ conflict }) => conflict?.kind === "taken_off");
      expect(row).toMatchObject({ outcome: "remembered" });
    }
    expect((await readTenant(wedding.scope, (tx) => stateHash(tx, wedding.scope))).people).toBe(3);
    const waiting = await importCsv(wedding.ctx, LIST, { commit: false });
    const known = await readTenant(wedding.scope, (tx) =>
      findKnownGuests(tx, wedding.scope, waiting, [1, 2, 3, 4]),
    );
    expect([...known.values()].map(([guest]) => [guest!.name, guest!.off])).toEqual([
      ["Asha", false],
      ["Kiran", false],
      ["Lata Joshi", true],
      ["Rao", false],
    ]);
    const typed = { name: "Lata ben", phone: "9825021113", attested: false };
    const refused = await addGuest(wedding.ctx, { batchId: newId(), ...typed });
    expect(refused).toMatchObject({ ok: false, code: "known" });
    expect(refused.ok ? "" : refused.message).toContain("taken off the guest list");
  });

  it("is not known by their number, until they are put back", async () => {
    const rao = await person("Rao");
    const senders = () =>
      readTenant(wedding.scope, (tx) =>
        findSenders(tx, wedding.scope, { phone: "+919825021114", bsuid: null }),
      );
    const off = must(await takeOff(wedding.ctx, home(rao.unit)));
    expect(await senders()).toEqual([]);
    must(await putBack(wedding.ctx, off.undo.input));
    expect(await senders()).toMatchObject([{ unitId: rao.unit }]);
  });

  it("does not go while they are written to for another family", async () => {
    const [asha, lata] = [await person("Asha"), await person("Lata")];
    const { version } = await family(lata.unit);
    must(
      await editHousehold(wedding.ctx, { unitId: lata.unit, version, changes: { proxyPersonId: asha.id } }),
    );
    const refused = await takeOff(wedding.ctx, one(asha.id));
    expect(refused).toMatchObject({ ok: false, code: "speaks_for_others" });
    expect(refused.ok ? "" : refused.message).toContain("Joshi");
    const both = must(await takeOff(wedding.ctx, { unitIds: [asha.unit, lata.unit], personIds: [] }));
    must(await putBack(wedding.ctx, both.undo.input));
  });

  it("takes whoever was merged into them along, and lets them go again", async () => {
    const [asha, lata] = [await person("Asha"), await person("Lata")];
    const before = await hash();
    const { mergeId } = must(await mergePeople(wedding.ctx, { keptId: asha.id, goneId: lata.id }));
    const merged = await hash();
    const off = must(await takeOff(wedding.ctx, one(asha.id)));
    expect(await person("Lata")).toMatchObject({ live: false });
    must(await unmergePeople(wedding.ctx, { mergeId }));
    expect(await person("Lata")).toMatchObject({ live: true });
    must(await putBack(wedding.ctx, off.undo.input));
    expect(await hash()).toBe(before);
    expect(merged).not.toBe(before);
  });

  it("is nobody of the other side's admin, nor of whoever may only look", async () => {
    const rao = await person("Rao");
    const bride = await wedding.as("side_admin", "bride");
    expect(await takeOff(bride, one(rao.id))).toMatchObject({ ok: false, code: "changed" });
    expect(await takeOff(bride, home(rao.unit))).toMatchObject({ ok: false, code: "changed" });
    const viewer = await wedding.as("viewer");
    await expect(takeOff(viewer, one(rao.id))).rejects.toMatchObject({ code: "forbidden" });
    const other = await makeWedding();
    expect(await takeOff(other.ctx, one(rao.id))).toMatchObject({ ok: false, code: "changed" });
    const off = must(await takeOff(wedding.ctx, one(rao.id)));
    expect(await putBack(bride, off.undo.input)).toMatchObject({ ok: false, code: "other_side" });
    expect(await putBack(other.ctx, off.undo.input)).toMatchObject({ ok: false, code: "changed_since" });
    const theirs = await readTenant(bride.scope, (tx) =>
      listTakenOff(tx, bride.scope, { limit: 50, offset: 0 }),
    );
    expect(theirs).toEqual({ total: 0, entries: [] });
  });
});

describe("a word that was taken back, or that another one followed", () => {
  it("takes nobody out of a later act", async () => {
    const kiran = await person("Kiran");
    const first = must(await takeOff(wedding.ctx, one(kiran.id)));
    must(await putBack(wedding.ctx, first.undo.input));
    must(await takeOff(await wedding.as("admin"), home(kiran.unit)));
    expect(await putBack(wedding.ctx, first.undo.input)).toMatchObject({ ok: false, code: "changed_since" });
    expect(await person("Kiran")).toMatchObject({ live: false });
  });

  it("leaves whoever came to the family since", async () => {
    const { unit } = await person("Asha");
    const off = must(await takeOff(wedding.ctx, home(unit)));
    const back = must(await putBack(wedding.ctx, off.undo.input));
    await importCsv(wedding.ctx, "Name,Phone,Family,Side\nMeena,9825021199,Mehta,bride\n");
    expect(await takeOffAgain(wedding.ctx, back.undo.input)).toMatchObject({ code: "changed_since" });
    expect(await person("Meena")).toMatchObject({ live: true });
  });

  it("is taken back whole, or by somebody who sees both sides", async () => {
    const [asha, rao] = [await person("Asha"), await person("Rao")];
    const off = must(await takeOff(wedding.ctx, { unitIds: [asha.unit, rao.unit], personIds: [] }));
    const bride = await wedding.as("side_admin", "bride");
    expect(await putBack(bride, off.undo.input)).toMatchObject({ ok: false, code: "other_side" });
    expect((await person("Asha")).live).toBe(false);
    must(await putBack(wedding.ctx, off.undo.input));
  });
});

describe("a family that is not invited after all", () => {
  it("is not counted any more, and its invitations and answers come back with it", async () => {
    const events = await makeEvents(wedding, ["Sangeet", "Wedding"]);
    must(await inviteHouseholds(wedding.ctx, { audience: {}, eventIds: events }));
    const { unit } = await person("Asha");
    const guest = contextFor(mintScope(wedding.weddingId, { kind: "guest", unitId: unit }));
    const said = { choice: "all" as const, who: [], adults: 2, children: 0, more: 0 };
    must(await answerOnWeb(guest, { said: [{ eventId: events[0]!, ...said }] }));
    await drain({ budgetMs: 10_000 });
    const before = await hash();
    expect(await coming()).toBe(2);
    const done = must(await takeOff(wedding.ctx, home(unit)));
    expect(done).toMatchObject({ people: 2, families: 1 });
    await drain({ budgetMs: 10_000 });
    expect(await coming()).toBe(0);
    expect(await family(unit)).toMatchObject({ live: false, joined: null });
    expect(await listed()).toMatchObject([
      { unitId: unit, personId: null, name: "Mehta", people: ["Asha", "Kiran"] },
    ]);
    must(await putBack(wedding.ctx, done.undo.input));
    await drain({ budgetMs: 10_000 });
    expect(await hash()).toBe(before);
    expect(await coming()).toBe(2);
  });

  it("goes nowhere, though somebody of it had moved to another family", async () => {
    const [asha, lata] = [await person("Asha"), await person("Lata")];
    const events = await makeEvents(wedding, ["Sangeet"]);
    must(await inviteHouseholds(wedding.ctx, { audience: { units: [asha.unit] }, eventIds: events }));
    must(await movePeople(wedding.ctx, { personIds: [(await person("Kiran")).id], unitId: lata.unit }));
    const before = await hash();
    const off = must(await takeOff(wedding.ctx, home(asha.unit)));
    expect(await family(asha.unit)).toMatchObject({ live: false, joined: null });
    must(await putBack(wedding.ctx, off.undo.input));
    expect(await hash()).toBe(before);
  });

  it("takes along whom a human counted without a name, and a guest who is new to it comes alone", async () => {
    const { unit } = await person("Asha");
    const changes = { unnamedAdults: 3 };
    must(await editHousehold(wedding.ctx, { unitId: unit, version: (await family(unit)).version, changes }));
    const before = await hash();
    const off = must(await takeOff(wedding.ctx, home(unit)));
    expect(await family(unit)).toMatchObject({ live: false });
    await importCsv(wedding.ctx, "Name,Phone,Family,Side\nMeena,9825021199,Mehta,bride\n");
    expect(await person("Meena")).toMatchObject({ unit, live: true });
    expect(await family(unit)).toMatchObject({ live: true, adults: 0 });
    expect(await listed()).toMatchObject([{ name: "Asha" }, { name: "Kiran" }]);
    // Whoever came since goes, and comes back, by a word of their own.
    const meena = must(await takeOff(wedding.ctx, home(unit)));
    expect(await listed()).toMatchObject([{ name: "Meena" }, { name: "Mehta", people: ["Asha", "Kiran"] }]);
    must(await putBack(wedding.ctx, meena.undo.input));
    expect([(await person("Meena")).live, (await person("Asha")).live]).toEqual([true, false]);
    must(
      await takeOffAgain(wedding.ctx, {
        words: [{ word: meena.undo.input.words[0]!, unitId: null, personIds: [(await person("Meena")).id] }],
      }),
    );
    must(await putBack(wedding.ctx, off.undo.input));
    expect(await hash()).toBe(before);
  });

  it("does not hinder that its list is taken back, and stays off when the list comes again", async () => {
    const { unit } = await person("Rao");
    must(await takeOff(wedding.ctx, home(unit)));
    const off = await hash();
    must(await undoImport(wedding.ctx, { batchId: batch }));
    await drain({ budgetMs: 10_000 });
    expect((await readTenant(wedding.scope, (tx) => stateHash(tx, wedding.scope))).people).toBe(0);
    must(await redoImport(wedding.ctx, { batchId: batch }));
    await drain({ budgetMs: 10_000 });
    expect(await hash()).toBe(off);
  });

  it("goes once, in whichever of two windows", async () => {
    const { unit } = await person("Asha");
    const both = await Promise.all([takeOff(wedding.ctx, home(unit)), takeOff(wedding.ctx, home(unit))]);
    expect(both.map((result) => result.ok).sort()).toEqual([false, true]);
  });

  it("goes with many others in one act, and no more than can be decided at once", async () => {
    const rows = Array.from(
      { length: 2_001 },
      (_, i) => `Guest ${i},98${30_000_000 + i},Big ${i % 400},groom`,
    );
    await importCsv(wedding.ctx, `Name,Phone,Family,Side\n${rows.join("\n")}\n`);
    const { rows: units } = await admin.query(
      "select id from guest_units where wedding_id = $1 and name like 'Big %' order by name",
      [wedding.weddingId],
    );
    const unitIds = units.map((unit) => unit.id as string);
    const before = await hash();
    expect(await takeOff(wedding.ctx, { unitIds, personIds: [] })).toMatchObject({ code: "too_many" });
    const done = must(await takeOff(wedding.ctx, { unitIds: unitIds.slice(0, 80), personIds: [] }));
    expect(done.families).toBe(80);
    must(await putBack(wedding.ctx, done.undo.input));
    expect(await hash()).toBe(before);
  }, 120_000);
});
