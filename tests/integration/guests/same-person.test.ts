import { beforeEach, describe, expect, it } from "vitest";
import { mintScope } from "@/lib/access/policy";
import { shareIdentifier, unshareIdentifier } from "@/lib/guests/commands/share-identifier";
import { undoImport } from "@/lib/imports/commands/undo-import";
import { inviteHouseholds } from "@/lib/invitations/commands/invite-households";
import { answerOnWeb } from "@/lib/rsvp/commands/answer-on-web";
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
beforeEach(async () => {
  wedding = await makeWedding();
});

const people = async () =>
  (
    await admin.query<{
      id: string;
      name: string;
      phone: string | null;
      invited: number;
      answer: string | null;
    }>(
      `select p.id, p.name, (select value from person_identifiers i where i.person_id = p.id and i.kind = 'phone' and i.valid_to is null) as phone,
        (select count(*)::int from invitations i where i.unit_id = p.unit_id) as invited, (select min(c.answer) from rsvp_current c where c.unit_id = p.unit_id) as answer
       from people p where p.wedding_id = $1 and p.live order by p.name`,
      [wedding.weddingId],
    )
  ).rows;
/** Everybody is invited, and says that they come. */
async function inviteAll(): Promise<void> {
  const eventIds = await makeEvents(wedding, ["Sangeet"]);
  must(await inviteHouseholds(wedding.ctx, { audience: {}, eventIds }));
  const { rows } = await admin.query<{ id: string }>(
    "select id from guest_units where wedding_id = $1 and live",
    [wedding.weddingId],
  );
  for (const { id } of rows) {
    const ctx = contextFor(mintScope(wedding.weddingId, { kind: "guest", unitId: id }));
    must(await answerOnWeb(ctx, { said: "everything" }));
  }
}

describe("whoever was invited", () => {
  it("stays who they are when a later list takes one guest for two, and when that list is taken back", async () => {
    await importCsv(wedding.ctx, "Name,Phone,Email\nRamesh & Sunita Mehta,9825011111,sunita@x.com\n");
    await inviteAll();
    const [before] = await people();
    const second = await importCsv(
      wedding.ctx,
      "Name,Phone,Email\nRamesh Mehta,9825011111,\nSunita Mehta,,sunita@x.com\n",
    );
    const both = await people();
    expect(both).toHaveLength(2);
    expect(both.find((one) => one.phone === "+919825011111")).toMatchObject({
      id: before!.id,
      invited: 1,
      answer: "yes",
    });
    expect(both.find((one) => one.phone === null)).toMatchObject({ invited: 0 });
    must(await undoImport(wedding.ctx, { batchId: second }));
    expect(await people()).toEqual([before]);
  });
  it("keeps name, invitation and answer when their number turns out to be somebody else's, too, and back", async () => {
    // Either of the two rows may come first by its content: each is tried.
    for (const [one, other] of [
      ["Ramesh Chandra Mehta", "Suresh Shah"],
      ["Suresh Chandra Shah", "Ramesh Mehta"],
    ] as const) {
      wedding = await makeWedding();
      await importCsv(wedding.ctx, `Name,Phone\n${one},9825011111\n${other},9825011111\n`);
      await inviteAll();
      const [before] = await people();
      expect(before).toMatchObject({ name: one, answer: "yes" });
      const phone = { kind: "phone" as const, value: "+919825011111" };
      must(await shareIdentifier(wedding.ctx, phone));
      const two = await people();
      expect(two.find((guest) => guest.name === one)).toMatchObject({ id: before!.id, answer: "yes" });
      const second = two.find((guest) => guest.name === other)!;
      expect(second).toMatchObject({ invited: 0 });
      must(await inviteHouseholds(wedding.ctx, { audience: {}, eventIds: await events() }));
      must(await unshareIdentifier(wedding.ctx, phone));
      expect((await people()).map(({ id }) => id)).toEqual([before!.id]);
      // The household of whoever is nobody of their own any more has gone into the one they are of.
      const { rows } = await admin.query(
        "select u.live, j.id = k.unit_id as went from people p join guest_units u on u.id = p.unit_id left join guest_units j on j.id = u.joined_into join people k on k.id = $2 where p.id = $1",
        [second.id, before!.id],
      );
      expect(rows).toEqual([{ live: false, went: true }]);
      must(await shareIdentifier(wedding.ctx, phone));
      expect((await people()).map(({ id }) => id).sort()).toEqual([before!.id, second.id].sort());
      expect((await people()).find((guest) => guest.id === second.id)).toMatchObject({ invited: 1 });
    }
  });
});

const events = async () =>
  (
    await admin.query<{ id: string }>("select id from events where wedding_id = $1", [wedding.weddingId])
  ).rows.map((row) => row.id);
