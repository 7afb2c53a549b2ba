import { Readable } from "node:stream";
import { beforeAll, describe, expect, it } from "vitest";
import { handle as erase } from "@/jobs/cards/erase-card.handler";
import { mintOwnerScope } from "@/lib/access/policy";
import { objectStore } from "@/lib/adapters/object-store";
import { answerCard } from "@/lib/cards/commands/answer-card";
import { closeCard } from "@/lib/cards/commands/close-card";
import { deleteCard } from "@/lib/cards/commands/delete-card";
import { editCard } from "@/lib/cards/commands/edit-card";
import { extendCard } from "@/lib/cards/commands/extend-card";
import { forgetFiles, keepFiles } from "@/lib/cards/commands/keep-files";
import { noteOpen } from "@/lib/cards/commands/note-open";
import { settleLookup } from "@/lib/cards/commands/settle-lookup";
import { openCard, readCard } from "@/lib/cards/loaders";
import { listFiles } from "@/lib/cards/queries/files";
import { MOST_ANSWERS, MOST_CHANGES, MOST_OPENS } from "@/lib/cards/rules/card-state";
import { filesOf } from "@/lib/cards/rules/picture";
import { newId } from "@/lib/kernel/ids";
import type { OwnedContext } from "@/lib/platform/owned-command";
import { hashToken } from "@/lib/platform/tokens";
import { readOwned } from "@/lib/platform/transaction";
import { dinner, inDays, makeCard, makeHost, ownedContext } from "@/tests/factories/cards";
import { must } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";

let host: OwnedContext;
let system: OwnedContext;
beforeAll(async () => {
  host = (await makeHost("Tara")).ctx;
  system = ownedContext(mintOwnerScope(host.scope.ownerId, { kind: "system", job: "test" }));
});

type Guest = Awaited<ReturnType<typeof makeCard>>;
const say = ({ id, guest }: Guest, name: string, answer: "in" | "maybe" | "out", note?: string) =>
  answerCard(guest, { cardId: id, deviceHash: hashToken(name), name, answer, ...(note ? { note } : {}) });
const seen = async (id: string) => (await readCard(host.scope.ownerId, id))!;
const lines = async (id: string) =>
  Number((await admin.query("select count(*) as n from owner_log where card_id = $1", [id])).rows[0].n);

describe("at the same moment", () => {
  it("two windows of one device answer: one answer stands, whichever came last", async () => {
    const card = await makeCard(host);
    const all = await Promise.all(
      (["in", "maybe", "out", "in", "out", "maybe"] as const).map((answer) => say(card, "Kiran", answer)),
    );
    expect(all.every((one) => one.ok)).toBe(true);
    const { card: tally, replies } = await seen(card.id);
    expect(replies).toHaveLength(1);
    expect([tally.in + tally.maybe + tally.out, tally.opens]).toEqual([1, 1]);
  });
  it("the host closes, or deletes, while guests answer: nothing is taken after it", async () => {
    for (const [act, code] of [
      [closeCard, "closed"],
      [deleteCard, "deleted"],
    ] as const) {
      const card = await makeCard(host);
      const answers = Array.from({ length: 12 }, (_, n) => say(card, `Guest ${n}`, "in"));
      const [, ...done] = await Promise.all([act(host, { cardId: card.id }), ...answers]);
      const taken = done.filter((one) => one.ok).length;
      expect(done.filter((one) => !one.ok).every((one) => !one.ok && one.code === code)).toBe(true);
      expect((await seen(card.id)).replies).toHaveLength(taken);
      expect(await say(card, "Late", "in")).toMatchObject({ code });
      expect((await seen(card.id)).replies).toHaveLength(taken);
    }
  });
  it("a card is erased under a guest who has it open: neither an answer nor a count comes back to life", async () => {
    const card = await makeCard(host);
    await admin.query("delete from cards where id = $1", [card.id]);
    await expect(say(card, "Kiran", "in")).rejects.toMatchObject({ code: "not_found" });
    expect(must(await noteOpen(card.guest, { cardId: card.id, deviceHash: hashToken("x") }))).toBeNull();
    await expect(keepFiles(system, { cardId: card.id, keys: ["cards/x.jpg"] })).rejects.toThrow();
    const { rows } = await admin.query("select 1 from card_events where card_id = $1", [card.id]);
    expect(rows).toEqual([]);
  });
  it("who extends in one window does not open what was closed in another, unless they say so; undo is exact", async () => {
    const { id: cardId } = await makeCard(host);
    const until = `${inDays(9)}T10:00:00.000Z`;
    must(await closeCard(host, { cardId }));
    const { before, closed } = must(await extendCard(host, { cardId, until }))!;
    expect([closed, before.closed, (await seen(cardId)).card.state]).toEqual([true, true, "closed"]);
    const opened = must(await extendCard(host, { cardId, until, closed: false }))!;
    expect((await seen(cardId)).card).toMatchObject({ state: "open", answersUntil: until });
    must(await extendCard(host, { cardId, ...opened.before }));
    expect((await seen(cardId)).card).toMatchObject({ state: "closed", answersUntil: until });
    must(await extendCard(host, { cardId, ...before }));
    expect((await seen(cardId)).card).toMatchObject({ state: "closed", answersUntil: before.until });
  });
});

describe("without an end", () => {
  it("the same answer again writes nothing; a device changes its mind so often, and no more", async () => {
    const card = await makeCard(host);
    must(await say(card, "Kiran", "in", "With Dev"));
    const before = await lines(card.id);
    must(await say(card, "Kiran", "in", "With Dev"));
    expect(await lines(card.id)).toBe(before);
    for (let n = 0; n < MOST_CHANGES; n++) must(await say(card, "Kiran", n % 2 ? "in" : "out"));
    expect(await say(card, "Kiran", "maybe")).toMatchObject({ code: "full" });
    expect(await lines(card.id)).toBe(before + MOST_CHANGES);
    must(await say(card, "Dev", "in"));
  });
  it("made-up devices fill neither the answers nor the opens", async () => {
    const card = await makeCard(host);
    await admin.query(
      `insert into card_responses (owner_id, card_id, device_hash, name, answer) select $1, $2, 'd' || n, 'x', 'in' from generate_series(1, ${MOST_ANSWERS}) n`,
      [host.scope.ownerId, card.id],
    );
    await admin.query(
      `insert into card_events (owner_id, card_id, kind, succeeded, device_hash) select $1, $2, 'open', true, 'd' || n from generate_series(1, ${MOST_OPENS}) n`,
      [host.scope.ownerId, card.id],
    );
    expect(await say(card, "One more", "in")).toMatchObject({ code: "full" });
    const before = await lines(card.id);
    must(await noteOpen(card.guest, { cardId: card.id, deviceHash: hashToken("one more") }));
    expect((await seen(card.id)).card.opens).toBe(MOST_OPENS);
    expect(await lines(card.id)).toBe(before);
  });
});

describe("what was found and what was written", () => {
  const found = (asked: { placeName: string; address: string | null }) => ({
    asked,
    outcome: {
      kind: "done" as const,
      placeId: "p",
      address: "7, Sai Baba Marg, Fort, Mumbai",
      latitude: 18.9,
      longitude: 72.8,
      mapUrl: "https://maps.google.com/?cid=1",
      photoKey: null,
      photoCredit: null,
    },
  });
  it("stand apart: another place does not keep the address and the map of the one before", async () => {
    const { id: cardId } = await makeCard(host, { address: "Fort" });
    must(await settleLookup(system, { cardId, ...found({ placeName: "Trishna", address: "Fort" }) }));
    const { card } = await seen(cardId);
    expect(card).toMatchObject({
      address: "7, Sai Baba Marg, Fort, Mumbai",
      mapUrl: "https://maps.google.com/?cid=1",
      own: { address: "Fort", mapUrl: null },
    });
    // The form holds what the host wrote; a change of the title asks nobody for the place again.
    must(await editCard(host, { ...dinner({ title: "Supper", address: "Fort" }), cardId, version: 1 }));
    expect((await seen(cardId)).card).toMatchObject({ lookup: "done", address: card.address });
    must(await editCard(host, { ...dinner({ placeName: "Bukhara", address: "Fort" }), cardId, version: 2 }));
    expect((await seen(cardId)).card).toMatchObject({ lookup: "waiting", address: "Fort", mapUrl: null });
  });
});

describe("by another clock", () => {
  it("keeps the venue's time when the clocks change, and says which of two hours it means", async () => {
    const zone = "Europe/London";
    const year = new Date().getUTCFullYear() + 1;
    const lastSunday = (month: number) => {
      const end = new Date(Date.UTC(year, month, 0));
      return `${year}-${String(month).padStart(2, "0")}-${end.getUTCDate() - end.getUTCDay()}`;
    };
    const { id: cardId } = await makeCard(host, { zone, date: lastSunday(3), time: "20:00" });
    expect((await seen(cardId)).card.startsAt).toBe(`${lastSunday(3)}T19:00:00.000Z`);
    // An hour that is shown twice is one of the two, and an edit that changes nothing does not move it.
    must(
      await editCard(host, { ...dinner({ zone, date: lastSunday(10), time: "01:30" }), cardId, version: 1 }),
    );
    const { startsAt, answersUntil } = (await seen(cardId)).card;
    expect([`${lastSunday(10)}T00:30:00.000Z`, `${lastSunday(10)}T01:30:00.000Z`]).toContain(startsAt);
    expect(answersUntil).toBe(startsAt);
    must(
      await editCard(host, {
        ...dinner({ zone, date: lastSunday(10), time: "01:30", title: "Late" }),
        cardId,
        version: 2,
      }),
    );
    expect((await seen(cardId)).card.startsAt).toBe(startsAt);
    // The same wall clock elsewhere is another moment, and answers are open until that one.
    must(
      await editCard(host, {
        ...dinner({ zone: "America/New_York", date: lastSunday(3), time: "20:00" }),
        cardId,
        version: 3,
      }),
    );
    const moved = (await seen(cardId)).card;
    expect(new Date(moved.startsAt).getUTCHours()).toBe(0);
    expect(moved.answersUntil).toBe(moved.startsAt);
  });
});

describe("what lies in the store", () => {
  const put = (key: string) => objectStore().put(key, Readable.from(["x"]));
  const lies = (key: string) =>
    objectStore()
      .get(key)
      .then(({ body }) => Boolean(body.destroy()))
      .catch(() => false);
  it("goes with the card: photos and pictures of all it ever said, also of cards from before they were listed", async () => {
    const { id: cardId, slug } = await makeCard(host);
    const current = filesOf((await openCard(slug, null))!.face);
    expect(current).toHaveLength(2);
    const old = `cards/${cardId}/${newId()}.jpg`;
    must(await keepFiles(system, { cardId, keys: [old] }));
    for (const key of [...current, old]) await put(key);
    await erase({ ownerId: host.scope.ownerId, cardId }, { correlationId: "t", deadline: 0, attempt: 0 });
    must(await deleteCard(host, { cardId }));
    await erase({ ownerId: host.scope.ownerId, cardId }, { correlationId: "t", deadline: 0, attempt: 0 });
    expect(await Promise.all([...current, old].map(lies))).toEqual([true, true, true]);
    await admin.query("update cards set deleted_at = now() - interval '8 days' where id = $1", [cardId]);
    await erase({ ownerId: host.scope.ownerId, cardId }, { correlationId: "t", deadline: 0, attempt: 0 });
    expect(await Promise.all([...current, old].map(lies))).toEqual([false, false, false]);
    expect(await readCard(host.scope.ownerId, cardId)).toBeNull();
  });
  it("leaves the one picture of all private cards alone", async () => {
    const { slug, id } = await makeCard(host, { isPrivate: true });
    const { card, link } = await seen(id);
    expect(filesOf(card)).toEqual([]);
    expect(await openCard(slug, new URL(link).searchParams.get("k"))).not.toBeNull();
  });
  it("names what is of the card no more, after a while; what is put there again stays listed", async () => {
    const { id: cardId } = await makeCard(host);
    const keys = ["previews/a.jpg", "previews/b.jpg"];
    const stale = () => readOwned(host.scope, (tx) => listFiles(tx, cardId, ["previews/a.jpg"]));
    must(await keepFiles(system, { cardId, keys }));
    expect(await stale()).toEqual([]);
    await admin.query("update card_files set recorded_at = now() - interval '2 hours' where card_id = $1", [
      cardId,
    ]);
    expect(await stale()).toEqual(["previews/b.jpg"]);
    must(await keepFiles(system, { cardId, keys: ["previews/b.jpg"] }));
    must(await forgetFiles(system, { cardId, keys: ["previews/b.jpg"] }));
    expect(await readOwned(host.scope, (tx) => listFiles(tx, cardId))).toHaveLength(2);
  });
});
