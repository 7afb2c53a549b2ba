import { afterAll, beforeAll, expect, it } from "vitest";
import { drain } from "@/jobs/drain";
import { mintScope } from "@/lib/access/policy";
import { joinHouseholds } from "@/lib/guests/commands/move-people";
import { placePeopleBack } from "@/lib/guests/commands/place-people";
import { inviteHouseholds } from "@/lib/invitations/commands/invite-households";
import { keepPlaces } from "@/lib/invitations/commands/keep-places";
import { startRun } from "@/lib/messaging/commands/steer-run";
import { readTenant } from "@/lib/platform/transaction";
import { markRead } from "@/lib/rsvp/commands/mark-read";
import { rebuildAnswers } from "@/lib/rsvp/commands/rebuild-answers";
import { listToRead } from "@/lib/rsvp/queries/to-read";
import { approvedRun, prepareSending } from "@/tests/factories/run";
import {
  contextFor,
  importCsv,
  makeEvents,
  makeWedding,
  must,
  type TestWedding,
} from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";
import { startProvider, type TestProvider } from "@/tests/support/provider";

const phoneOf = (at: number) => `9198222${String(10_000 + at)}`;
let provider: TestProvider;
let wedding: TestWedding;
let sangeet: string;

beforeAll(async () => {
  provider = await startProvider(17);
  await provider.control("POST", "config", {
    timings: { sent: [1, 5], delivered: [1, 10], read: [1, 10], reply: [5, 60] },
    throughputPerSecond: 5_000,
    weights: { silent: 1 },
  });
  wedding = await makeWedding();
  const csv = `Name,Phone,Family,Adults,Children,Language
G0,${phoneOf(0)},Mehta,1,0,English
G1,${phoneOf(1)},Shah,2,1,Hindi
`;
  const sending = await prepareSending(wedding, { csv, events: ["Sangeet"] });
  sangeet = sending.events[0]!;
  const { runId } = await approvedRun(wedding, sending);
  must(await startRun(wedding.ctx, { runId }));
  await settle();
}, 60_000);
afterAll(() => provider.close());

const settle = () => provider.waitIdle(() => drain({ budgetMs: 5_000 }));
async function type(at: number, text: string): Promise<string> {
  await provider.control("POST", `phones/${phoneOf(at)}/type`, { text });
  await settle();
  const { chat } = await provider.control<{ chat: { dir: string; text: string }[] }>(
    "GET",
    `phones/${phoneOf(at)}`,
  );
  return chat.findLast((row) => row.dir === "out")!.text;
}
const queue = async () => (await readTenant(wedding.scope, (tx) => listToRead(tx, wedding.scope, 50))).chats;
const chatOf = async (household: string) => (await queue()).find((one) => one.household === household);
const seats = async (household: string) =>
  (
    await admin.query(
      "select i.adults, i.children, i.own_adults as own from invitations i join guest_units u on u.id = i.unit_id where i.wedding_id = $1 and u.name = $2",
      [wedding.weddingId, household],
    )
  ).rows[0];

it("tells a guest of one place kindly that the family knows, once, and asks on", async () => {
  await type(0, "some of us");
  const heard = await type(0, "2");
  expect(heard).toContain("We have told the family that 2 of you would like to come.");
  expect(heard).toContain("We have kept 1 place for you.");
  expect(heard).not.toContain("Sorry");
  // Nothing is said twice to the same words, and the family has one line, not two.
  expect(await type(0, "2")).toBe(heard);
  const chat = await chatOf("Mehta");
  expect(chat!.messages).toHaveLength(2);
  expect(chat!.wishes).toMatchObject([
    { eventId: sangeet, adults: 2, children: 0, kept: { adults: 1, children: 0 } },
  ]);
  expect(await type(0, "1")).toContain("1 adult is coming");
  expect((await chatOf("Mehta"))!.wishes).toHaveLength(1);
});

it("says it in the guest's language, and reads the same again", async () => {
  const heard = await type(1, "हम 5 लोग आएँगे");
  expect(heard).toContain("हमने परिवार को बता दिया है कि आप 5 लोग आना चाहते हैं।");
  const wished = [{ eventId: sangeet, adults: 4, children: 1 }];
  expect((await chatOf("Shah"))!.wishes).toMatchObject(wished);
  must(await rebuildAnswers(contextFor(mintScope(wedding.weddingId, { kind: "system", job: "test" })), {}));
  expect((await chatOf("Shah"))!.wishes).toMatchObject(wished);
});

it("keeps the places with one tap, once, and takes them back", async () => {
  const chat = (await chatOf("Shah"))!;
  const [wish] = chat.wishes;
  const input = {
    unitId: chat.unitId!,
    eventId: sangeet,
    before: wish!.kept,
    places: { adults: wish!.adults, children: wish!.children },
  };
  const both = await Promise.all([1, 2].map(() => keepPlaces(wedding.ctx, input)));
  expect(both.map((one) => (one.ok ? "kept" : one.code)).sort()).toEqual(["changed_since", "kept"]);
  expect(await seats("Shah")).toEqual({ adults: 4, children: 1, own: 4 });
  expect((await chatOf("Shah"))!.wishes).toEqual([]);
  const kept = both.find((one) => one.ok)!;
  must(await keepPlaces(wedding.ctx, (must(kept).undo as { input: typeof input }).input));
  expect(await seats("Shah")).toEqual({ adults: 2, children: 1, own: 2 });
  expect((await chatOf("Shah"))!.wishes).toHaveLength(1);
  // Five come where five are kept.
  must(await keepPlaces(wedding.ctx, input));
  expect(await type(1, "5")).toContain("4 बड़े और 1 बच्चा आ रहे हैं");
  const fewer = { ...input, before: input.places, places: { adults: 3, children: 1 } };
  expect(await keepPlaces(wedding.ctx, fewer)).toMatchObject({ ok: false, code: "answered" });
  must(await markRead(wedding.ctx, { messages: (await chatOf("Shah"))!.messages.map((one) => one.id) }));
  expect(await chatOf("Shah")).toBeUndefined();
});

it("is for those who invite, on their own side", async () => {
  const chat = (await chatOf("Mehta"))!;
  const input = {
    unitId: chat.unitId!,
    eventId: sangeet,
    before: { adults: 1, children: 0 },
    places: { adults: 2, children: 0 },
  };
  await expect(keepPlaces(await wedding.as("viewer"), input)).rejects.toMatchObject({ code: "forbidden" });
  await admin.query("update guest_units set side = 'bride' where id = $1", [chat.unitId]);
  expect(await keepPlaces(await wedding.as("side_admin", "groom"), input)).toMatchObject({
    code: "not_invited",
  });
  must(await keepPlaces(await wedding.as("side_admin", "bride"), input));
  await expect(
    keepPlaces(wedding.ctx, { ...input, places: { adults: 0, children: 0 } }),
  ).rejects.toMatchObject({ code: "invalid_input" });
});

it("gives places back to the joined family they were taken from", async () => {
  const other = await makeWedding();
  await importCsv(
    other.ctx,
    "Name,Phone,Family,Adults\nAsha,9825041111,Mehta,2\nBina,9825041112,Banker,4\nChetan,9825041113,Chopra,3\n",
  );
  const [event] = await makeEvents(other, ["Haldi"]);
  const unit = async (name: string) =>
    (
      await admin.query("select id from guest_units where wedding_id = $1 and name = $2", [
        other.weddingId,
        name,
      ])
    ).rows[0].id as string;
  const [mehta, banker, chopra] = [await unit("Mehta"), await unit("Banker"), await unit("Chopra")];
  must(await inviteHouseholds(other.ctx, { audience: { units: [banker, chopra] }, eventIds: [event!] }));
  const places = async () =>
    (
      await admin.query(
        "select u.name, i.adults from invitations i join guest_units u on u.id = i.unit_id where i.wedding_id = $1 order by 1",
        [other.weddingId],
      )
    ).rows;
  const before = await places();
  const joined = must(await joinHouseholds(other.ctx, { intoId: mehta, unitIds: [banker, chopra] }));
  const seven = { unitId: mehta, eventId: event!, before: { adults: 7, children: 0 } };
  expect(await keepPlaces(other.ctx, { ...seven, places: { adults: 3, children: 0 } })).toMatchObject({
    code: "not_theirs",
  });
  const kept = must(await keepPlaces(other.ctx, { ...seven, places: { adults: 5, children: 0 } }));
  must(await keepPlaces(other.ctx, kept.undo.input));
  must(await placePeopleBack(other.ctx, joined.undo.input));
  expect(await places()).toEqual(before);
});
