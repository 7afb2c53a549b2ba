import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { lookUpPlace } from "@/jobs/cards/look-up-place";
import { drain } from "@/jobs/drain";
import { PoisonJob } from "@/jobs/job";
import { mintOwnerScope } from "@/lib/access/policy";
import { objectStore } from "@/lib/adapters/object-store";
import { googlePlaces } from "@/lib/adapters/places/google";
import { editCard } from "@/lib/cards/commands/edit-card";
import { lookAgain } from "@/lib/cards/commands/look-again";
import { settleLookup } from "@/lib/cards/commands/settle-lookup";
import { openCard, readCard } from "@/lib/cards/loaders";
import { findLookup } from "@/lib/cards/queries";
import { cardPictureHash } from "@/lib/cards/rules/picture";
import { redriveDeadLetters } from "@/lib/platform/boss";
import { env } from "@/lib/platform/env";
import { operatorHealth } from "@/lib/platform/metrics";
import type { OwnedContext } from "@/lib/platform/owned-command";
import { readOwned } from "@/lib/platform/transaction";
import { pictureKey } from "@/lib/website/rules/pictures";
import { type PlacesStandIn, startPlaces } from "@/simulator/places";
import { dinner, makeCard, makeHost, ownedContext } from "@/tests/factories/cards";
import { must } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";

let places: PlacesStandIn;
let host: OwnedContext;
beforeAll(async () => {
  places = await startPlaces({ slowMs: 50 });
  host = (await makeHost()).ctx;
});
beforeEach(() => void Object.assign(env(), places.env));
afterAll(() => places.close());

const work = () => drain({ budgetMs: 20_000 });
/** The next try at once, instead of when its patience is over. */
const hurry = () =>
  admin.query(
    "update pgboss.job set start_after = now() where name = 'cards.enrich' and state in ('created', 'retry')",
  );
const seen = async (id: string) => (await readCard(host.scope.ownerId, id))!.card;

/** What looking up would come to, without a picture being drawn of it. */
async function outcomeOf(more: object) {
  const { id } = await makeCard(host, more);
  await admin.query("delete from pgboss.job where name = 'cards.enrich' and state = 'created'");
  return lookUpPlace((await readOwned(host.scope, (tx) => findLookup(tx, id)))!, async () => undefined);
}

async function settle(cardId: string, asked: { placeName: string; address: string | null }): Promise<void> {
  const system = ownedContext(mintOwnerScope(host.scope.ownerId, { kind: "system", job: "test" }));
  const found = {
    placeId: "p",
    address: "Found",
    latitude: 1,
    longitude: 1,
    mapUrl: null,
    photoKey: null,
    photoCredit: null,
  };
  must(await settleLookup(system, { cardId, asked, outcome: { kind: "done", ...found } }));
}

describe("a card's place", () => {
  it("is looked up after the card is there, and drawn; what the host wrote stays", async () => {
    const { id, slug } = await makeCard(host, { placeName: "trishna" });
    expect(await seen(id)).toMatchObject({ lookup: "waiting", address: null });
    await work();
    const card = await seen(id);
    expect(card).toMatchObject({
      lookup: "done",
      placeName: "trishna",
      latitude: 18.9288,
      mapUrl: "https://maps.google.com/?cid=1000000000",
      photoCredit: "Asha Kulkarni",
    });
    expect(card.address).toContain("Kala Ghoda");
    const { face } = (await openCard(slug, null))!;
    const picture = await objectStore().get(pictureKey(cardPictureHash(face), "wide"));
    expect(picture.bytes).toBeGreaterThan(5_000);
    expect(picture.bytes).toBeLessThan(300_000);
    expect((await objectStore().get(card.photoKey!)).bytes).toBeGreaterThan(1_000);
  });
  it("is left alone where two carry the name, and found by the quarter, a link or an id", async () => {
    const asked = (more: object) =>
      outcomeOf(more).then((outcome) => ("latitude" in outcome ? outcome.latitude : outcome.kind));
    const map = { provider: "google_maps" };
    expect(await asked({ placeName: "Barbeque Nation" })).toBe("unsure");
    expect(await asked({ placeName: "Barbeque Nation", address: "Koramangala" })).toBe(12.9352);
    expect(await asked({ ...map, placeName: "Karim's", sourceUrl: "https://maps.app.goo.gl/standIn3" })).toBe(
      28.6494,
    );
    expect(
      await asked({ ...map, placeName: "Our favourite", providerPlaceId: "ChIJstandIn000000000005" }),
    ).toBe(28.5971);
    expect(await asked({ placeName: "Nowhere Known" })).toBe("nothing");
    expect(places.asked).toContain("GET /maps.app.goo.gl/standIn3");
  });
  it("is asked again, ever later, while the provider is away; then the host and the operator see it, and it can be brought back", async () => {
    const { id } = await makeCard(host, { placeName: "Bukhara" });
    places.fail("quota", "server_error", "not_json", "wrong_shape", "hang_up", "server_error");
    for (let attempt = 0; attempt <= 5; attempt++) {
      expect((await seen(id)).lookup).toBe("waiting");
      await hurry();
      await work();
    }
    expect(await seen(id)).toMatchObject({ lookup: "failed", latitude: null });
    const health = await operatorHealth();
    expect(health.cards_lookup_failed).toBe(1);
    expect(health.cards_enrich_failed).toBeGreaterThan(0);
    expect(health["queue_created_dead-letters"] ?? health.queue_created_dead_letters).toBe(1);
    await redriveDeadLetters({ limit: 10 });
    await work();
    expect(await seen(id)).toMatchObject({ lookup: "done", latitude: 28.5971 });
    // Again by the host's own wish, once.
    const before = places.asked.length;
    must(await lookAgain(host, { cardId: id }));
    must(await lookAgain(host, { cardId: id }));
    await work();
    expect(places.asked.slice(before).filter((one) => one.includes("searchText"))).toHaveLength(1);
  });
  it("gives up at once where the key is wrong, and does without where there is none", async () => {
    env().GOOGLE_PLACES_KEY = "AIza-wrong";
    await expect(outcomeOf({})).rejects.toThrow(PoisonJob);
    delete env().GOOGLE_PLACES_KEY;
    const before = places.asked.length;
    expect(await outcomeOf({})).toEqual({ kind: "nothing" });
    expect(await outcomeOf({ latitude: 18.9, longitude: 72.8 })).toMatchObject({
      kind: "done",
      latitude: 18.9,
    });
    expect(places.asked.length).toBe(before);
  });
  it("does not overwrite a place the host has changed meanwhile", async () => {
    const { id } = await makeCard(host, { placeName: "Trishna" });
    must(
      await editCard(host, {
        ...dinner({ placeName: "Bukhara", address: "Ask for us" }),
        cardId: id,
        version: 1,
      }),
    );
    await settle(id, { placeName: "Trishna", address: null });
    expect(await seen(id)).toMatchObject({ placeName: "Bukhara", lookup: "waiting", latitude: null });
    await settle(id, { placeName: "Bukhara", address: "Ask for us" });
    expect(await seen(id)).toMatchObject({ address: "Ask for us", lookup: "done", latitude: 1 });
  });
});

describe("the stand-in is as strict as Google", () => {
  const ask = (headers: Record<string, string>, body: object = { textQuery: "Trishna" }) =>
    fetch(`${places.url}/v1/places:searchText`, { method: "POST", headers, body: JSON.stringify(body) });
  const key = { "x-goog-api-key": "AIza-stand-in-places-key" };
  it.each([
    ["no key", { "x-goog-fieldmask": "places.id" }, 403, "PERMISSION_DENIED"],
    ["a wrong key", { "x-goog-api-key": "x", "x-goog-fieldmask": "places.id" }, 400, "INVALID_ARGUMENT"],
    ["no field mask", key, 400, "INVALID_ARGUMENT"],
    ["a field that is none", { ...key, "x-goog-fieldmask": "places.nonsense" }, 400, "INVALID_ARGUMENT"],
    [
      "a mask with a space",
      { ...key, "x-goog-fieldmask": "places.id, places.photos" },
      400,
      "INVALID_ARGUMENT",
    ],
  ])("refuses %s", async (_name, headers, status, code) => {
    const answer = await ask(headers as Record<string, string>);
    expect([answer.status, ((await answer.json()) as { error: { status: string } }).error.status]).toEqual([
      status,
      code,
    ]);
  });
  it("gives the fields that were asked for, and no list where nothing was found", async () => {
    expect(await (await ask({ ...key, "x-goog-fieldmask": "places.id" })).json()).toEqual({
      places: [{ id: "ChIJstandIn000000000001" }],
    });
    expect(await (await ask({ ...key, "x-goog-fieldmask": "*" }, { textQuery: "zzz" })).json()).toEqual({});
    expect(await googlePlaces().byId("ChIJgone", "en")).toEqual({ ok: true, value: null });
  });
});
