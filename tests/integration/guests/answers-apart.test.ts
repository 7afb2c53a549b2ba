import { beforeEach, describe, expect, it } from "vitest";
import { drain } from "@/jobs/drain";
import { mintScope } from "@/lib/access/policy";
import { movePeople, splitHousehold } from "@/lib/guests/commands/move-people";
import { placePeopleBack } from "@/lib/guests/commands/place-people";
import { stateHash } from "@/lib/guests/queries/state";
import { inviteHouseholds } from "@/lib/invitations/commands/invite-households";
import { readTenant } from "@/lib/platform/transaction";
import { answerOnWeb } from "@/lib/rsvp/commands/answer-on-web";
import { rebuildAnswers } from "@/lib/rsvp/commands/rebuild-answers";
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
let sangeet: string;
let joshi: string;

const idOf = async (name: string): Promise<string> =>
  (
    await admin.query("select id from people where wedding_id = $1 and name = $2 and live", [
      wedding.weddingId,
      name,
    ])
  ).rows[0].id;
const hash = async () => (await readTenant(wedding.scope, (tx) => stateHash(tx, wedding.scope))).hash;

type Choice = { choice: "all" | "some" | "none"; who?: string[]; adults?: number };
async function says(unitId: string, { choice, who = [], adults = 0 }: Choice): Promise<void> {
  const guest = contextFor(mintScope(wedding.weddingId, { kind: "guest", unitId }));
  must(await answerOnWeb(guest, { said: [{ eventId: sangeet, choice, who, adults, children: 0, more: 0 }] }));
}
const split = async (...names: string[]) =>
  must(
    await splitHousehold(wedding.ctx, {
      unitId: joshi,
      personIds: await Promise.all(names.map(idOf)),
      name: "Apart",
    }),
  );

/** What each family says, and how many the caterer is told of. */
async function said() {
  await drain({ budgetMs: 10_000 });
  const { rows } = await admin.query<{ name: string; answer: string; n: number }>(
    `select u.name, c.answer, c.adults + c.children as n from rsvp_current c join guest_units u on u.wedding_id = c.wedding_id and u.id = c.unit_id where c.wedding_id = $1`,
    [wedding.weddingId],
  );
  const { rows: heads } = await admin.query<{ coming: number }>(
    "select coalesce(sum(adults + children), 0)::int as coming from event_headcounts where wedding_id = $1",
    [wedding.weddingId],
  );
  return {
    ...Object.fromEntries(rows.map(({ name, answer, n }) => [name, answer === "yes" ? n : answer])),
    coming: heads[0]!.coming,
  };
}

beforeEach(async () => {
  wedding = await makeWedding();
  await importCsv(
    wedding.ctx,
    "Name,Phone,Family\nKiran,9825021112,Joshi\nLata,9825021113,Joshi\nManu,9825021114,Joshi\n",
  );
  [sangeet] = (await makeEvents(wedding, ["Sangeet"])) as [string];
  must(await inviteHouseholds(wedding.ctx, { audience: {}, eventIds: [sangeet] }));
  joshi = (await admin.query("select id from guest_units where wedding_id = $1", [wedding.weddingId])).rows[0]
    .id;
});

it("a family that all come is counted once, apart as well, whoever answers again", async () => {
  await says(joshi, { choice: "all" });
  const before = [await said(), await hash()];
  const { undo } = await split("Kiran");
  expect(await said()).toEqual({ Joshi: 2, Apart: 1, coming: 3 });
  must(await rebuildAnswers(contextFor(mintScope(wedding.weddingId, { kind: "system", job: "test" })), {}));
  expect(await said()).toEqual({ Joshi: 2, Apart: 1, coming: 3 });
  must(await placePeopleBack(wedding.ctx, undo.input));
  expect([await said(), await hash()]).toEqual(before);
});

it("whoever went may answer otherwise", async () => {
  await says(joshi, { choice: "all" });
  const { unitId } = await split("Kiran");
  await says(unitId, { choice: "none" });
  expect(await said()).toEqual({ Joshi: 2, Apart: "no", coming: 2 });
});

it("goes by the names that were given", async () => {
  await says(joshi, { choice: "some", who: [await idOf("Kiran"), await idOf("Lata")] });
  await split("Kiran");
  expect(await said()).toEqual({ Joshi: 1, Apart: 1, coming: 2 });
});

it("is a no of both where nobody comes", async () => {
  await says(joshi, { choice: "none" });
  await split("Kiran", "Lata");
  expect(await said()).toEqual({ Joshi: "no", Apart: "no", coming: 0 });
});

it("leaves a question where nobody knows whether they were among those who come", async () => {
  await says(joshi, { choice: "some", adults: 1 });
  await split("Kiran");
  expect(await said()).toEqual({ Joshi: 1, coming: 1 });
});

describe("somebody who moves to another family", () => {
  let shah: string;
  const move = async (name: string) =>
    must(await movePeople(wedding.ctx, { personIds: [await idOf(name)], unitId: shah }));
  beforeEach(async () => {
    await importCsv(wedding.ctx, "Name,Phone,Family\nNila,9825021115,Shah\nOm,9825021116,Shah\n");
    shah = (
      await admin.query("select unit_id as id from people where wedding_id = $1 and name = 'Nila'", [
        wedding.weddingId,
      ])
    ).rows[0].id;
    must(await inviteHouseholds(wedding.ctx, { audience: { units: [shah] }, eventIds: [sangeet] }));
  });

  it("is counted with those who come there, and with the others no more", async () => {
    await says(joshi, { choice: "all" });
    await says(shah, { choice: "all" });
    const before = [await said(), await hash()];
    const { undo } = await move("Kiran");
    expect(await said()).toEqual({ Joshi: 2, Shah: 3, coming: 5 });
    must(await placePeopleBack(wedding.ctx, undo.input as never));
    expect([await said(), await hash()]).toEqual(before);
  });

  it("is moved back, not undone, where the others have answered with them since", async () => {
    await says(joshi, { choice: "all" });
    const { undo } = await move("Kiran");
    await says(shah, { choice: "all" });
    expect(await placePeopleBack(wedding.ctx, undo.input as never)).toMatchObject({
      ok: false,
      code: "answered_since",
    });
    must(await movePeople(wedding.ctx, { personIds: [await idOf("Kiran")], unitId: joshi }));
    expect(await said()).toEqual({ Joshi: 3, Shah: 2, coming: 5 });
  });

  it("comes alone where the others do not", async () => {
    await says(joshi, { choice: "some", who: [await idOf("Kiran"), await idOf("Lata")] });
    await says(shah, { choice: "none" });
    await move("Kiran");
    expect(await said()).toEqual({ Joshi: 1, Shah: 1, coming: 2 });
  });

  it("is asked with them where they have not answered", async () => {
    await says(joshi, { choice: "all" });
    await move("Kiran");
    expect(await said()).toEqual({ Joshi: 2, coming: 2 });
    await says(shah, { choice: "all" });
    expect(await said()).toEqual({ Joshi: 2, Shah: 3, coming: 5 });
  });
});
