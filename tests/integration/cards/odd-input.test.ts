import { beforeAll, expect, it } from "vitest";
import { createCard } from "@/lib/cards/commands/create-card";
import { editCard } from "@/lib/cards/commands/edit-card";
import { readCard } from "@/lib/cards/loaders";
import { draftCard } from "@/lib/cards/rules/draft";
import { parseBooking } from "@/lib/cards/rules/parse-booking";
import type { OwnedContext } from "@/lib/platform/owned-command";
import { dinner, makeCard, makeHost } from "@/tests/factories/cards";
import { must } from "@/tests/factories/wedding";

let host: OwnedContext;
beforeAll(async () => {
  host = (await makeHost("Odd")).ctx;
});
const make = async (more: object) => {
  const { id } = must(await createCard(host, dinner(more)));
  return (await readCard(host.scope.ownerId, id))!.card;
};

it("keeps what a database can hold of letters that are none", async () => {
  expect(
    await make({ title: "Half \ud83d a letter", note: "\u0000Nul\ud800", address: "\udc00 Fort" }),
  ).toMatchObject({
    title: "Half \ufffd a letter",
    note: "Nul\ufffd",
    address: "\ufffd Fort",
  });
  expect(await make({ providerPlaceId: "a\u0000b\ud83d", provider: "opentable" })).toMatchObject({
    title: "Dinner for Asha",
  });
  const { id } = await makeCard(host);
  must(await editCard(host, { ...dinner({ title: "\ud83dx" }), cardId: id, version: 1 }));
});

it("makes a card of whatever link a text carries, with its id where that can be one", async () => {
  const { now, zone } = { now: new Date(), zone: "Asia/Kolkata" };
  const long = "x".repeat(900);
  for (const link of [
    "https://www.opentable.com/r/nul%00byte",
    "https://www.opentable.com/r/%ED%A0%BD",
    `https://www.opentable.com/r/${long}`,
    `https://www.google.com/maps/place/${long}/@18.9,72.8,17z?cid=${long}`,
    `https://www.zomato.com/mumbai/${long.repeat(3)}`,
    "http://www.swiggy.com/restaurants/trishna-fort-123456/dineout",
    "https://www.google.com/maps/place/%00%E0%A4%A/@91.0,181.0,17z",
  ]) {
    const text = `Table for 8 at Trishna, Fort tomorrow 8.30 pm ${link}`;
    const done = await createCard(
      host,
      draftCard({ text }, parseBooking(text, { now, zone }), "Meera") as never,
    );
    expect(done, link).toMatchObject({ ok: true });
  }
});

it("takes no address of another kind as where a booking came from", async () => {
  for (const sourceUrl of ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"])
    await expect(createCard(host, dinner({ sourceUrl }))).rejects.toMatchObject({ code: "invalid_input" });
  await expect(createCard(host, dinner({ latitude: 18.9 }))).rejects.toMatchObject({ code: "invalid_input" });
});
