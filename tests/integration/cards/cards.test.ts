import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { mintOwnerScope, OWNER_MATRIX } from "@/lib/access/policy";
import { answerCard } from "@/lib/cards/commands/answer-card";
import { closeCard, openCard as reopenCard } from "@/lib/cards/commands/close-card";
import { countStep } from "@/lib/cards/commands/count-step";
import { createCard } from "@/lib/cards/commands/create-card";
import { deleteCard, restoreCard } from "@/lib/cards/commands/delete-card";
import { editCard } from "@/lib/cards/commands/edit-card";
import { eraseDeleted } from "@/lib/cards/commands/erase-card";
import { extendCard } from "@/lib/cards/commands/extend-card";
import { forgetFiles, keepFiles } from "@/lib/cards/commands/keep-files";
import { lookAgain } from "@/lib/cards/commands/look-again";
import { noteOpen } from "@/lib/cards/commands/note-open";
import { renewCardLink } from "@/lib/cards/commands/renew-link";
import { settleLookup } from "@/lib/cards/commands/settle-lookup";
import { cardLink, openCard, overLimit, readCard } from "@/lib/cards/loaders";
import { countSteps, listCards, locateCard } from "@/lib/cards/queries";
import { CARD_LIMITS } from "@/lib/cards/rules/limits";
import { isSlug } from "@/lib/cards/rules/slug";
import { newId } from "@/lib/kernel/ids";
import { operatorHealth } from "@/lib/platform/metrics";
import type { OwnedCommand, OwnedContext } from "@/lib/platform/owned-command";
import { hashToken } from "@/lib/platform/tokens";
import { inOwned, readOwned } from "@/lib/platform/transaction";
import { dinner, inDays, makeCard, makeHost, ownedContext } from "@/tests/factories/cards";
import { must } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";

const ALL = [
  answerCard,
  closeCard,
  countStep,
  createCard,
  deleteCard,
  editCard,
  eraseDeleted,
  extendCard,
  forgetFiles,
  keepFiles,
  lookAgain,
  noteOpen,
  renewCardLink,
  reopenCard,
  restoreCard,
  settleLookup,
] as unknown as OwnedCommand[];
const device = (name: string) => hashToken(name);
const count = async (query: string, values: unknown[] = []) =>
  Number((await admin.query(query, values)).rows[0].n);

let host: OwnedContext;
let other: OwnedContext;
beforeAll(async () => {
  host = (await makeHost("Meera")).ctx;
  other = (await makeHost("Ravi")).ctx;
});

describe("what belongs to a person", () => {
  it("is shown to nobody else, with or without a where, and to no wedding", async () => {
    const { id, guest } = await makeCard(host);
    must(await noteOpen(guest, { cardId: id, deviceHash: device("fence") }));
    const system = ownedContext(mintOwnerScope(host.scope.ownerId, { kind: "system", job: "test" }));
    must(await keepFiles(system, { cardId: id, keys: ["cards/x.jpg"] }));
    const all = ["cards", "card_events", "card_counts", "card_files", "owner_log"].map((table) =>
      sql.raw(`select 1 from ${table}`),
    );
    for (const query of all) {
      expect((await inOwned(host.scope, ({ tx }) => tx.execute(query))).rows.length).toBeGreaterThan(0);
      expect((await inOwned(other.scope, ({ tx }) => tx.execute(query))).rows).toEqual([]);
      expect((await db().execute(query)).rows).toEqual([]);
    }
    expect(await readCard(other.scope.ownerId, id)).toBeNull();
    await expect(
      inOwned(other.scope, ({ tx }) =>
        tx.execute(
          sql`insert into card_events (owner_id, kind, succeeded) values (${host.scope.ownerId}, 'parse', true)`,
        ),
      ),
    ).rejects.toMatchObject({ cause: { code: "42501" } });
  });
  it("shows a guest one card, and keeps its facts from being changed", async () => {
    const [one, two] = [await makeCard(host), await makeCard(host)];
    const seen = await inOwned(one.guest.scope, ({ tx }) =>
      tx.execute<{ id: string }>(sql`select id from cards`),
    );
    expect(seen.rows.map((row) => row.id)).toEqual([one.id]);
    await expect(
      inOwned(one.guest.scope, ({ tx }) =>
        tx.execute(
          sql`insert into card_events (owner_id, card_id, kind, succeeded) values (${host.scope.ownerId}, ${two.id}, 'open', true)`,
        ),
      ),
    ).rejects.toMatchObject({ cause: { code: "42501" } });
    for (const write of [
      "update card_events set succeeded = false",
      "delete from card_events",
      "delete from owner_log",
      "update owner_log set action = 'x'",
    ])
      await expect(inOwned(host.scope, ({ tx }) => tx.execute(sql.raw(write)))).rejects.toMatchObject({
        cause: { code: "42501" },
      });
  });
  it("stands behind a forced fence, table by table", async () => {
    const { rows } = await admin.query(
      `select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'owner_id' where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
       and not (c.relrowsecurity and c.relforcerowsecurity and exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'owner'))`,
    );
    expect(rows).toEqual([]);
  });
  it("is changed by who may alone: every act of every other is refused before anything is opened", async () => {
    const actors = [
      { kind: "host", userId: host.scope.ownerId },
      { kind: "card_guest", cardId: newId() },
      { kind: "system", job: "test" },
    ] as const;
    for (const command of ALL) {
      const { permission, ...definition } = command.owned;
      expect(
        "inverse" in definition
          ? ALL.some((one) => one.owned.name === definition.inverse)
          : definition.irreversible.length > 12,
      ).toBe(true);
      for (const actor of actors.filter(({ kind }) => !OWNER_MATRIX[permission].includes(kind)))
        await expect(
          command(ownedContext(mintOwnerScope(host.scope.ownerId, actor)), {}),
          `${command.owned.name} by ${actor.kind}`,
        ).rejects.toMatchObject({ code: "forbidden" });
    }
    expect(() => mintOwnerScope(host.scope.ownerId, { kind: "host", userId: newId() })).toThrow(
      "somebody else",
    );
  });
  it("is not there for another host, whatever they try with its id", async () => {
    const { id: cardId } = await makeCard(host);
    const edit = { ...dinner(), cardId, version: 1 };
    for (const [command, input] of [
      [editCard, edit],
      [closeCard, { cardId }],
      [reopenCard, { cardId }],
      [extendCard, { cardId, until: `${inDays(9)}T10:00:00Z` }],
      [deleteCard, { cardId }],
      [restoreCard, { cardId }],
      [renewCardLink, { cardId }],
      [lookAgain, { cardId }],
    ] as [OwnedCommand, object][])
      await expect(command(other, input), command.owned.name).rejects.toMatchObject({ code: "not_found" });
    expect(must(await editCard(host, edit))).toMatchObject({ version: 2 });
  });
});

describe("a new card", () => {
  it("has a short address nobody guesses, a log entry, a count and a job, in one transaction", async () => {
    const { id, slug } = await makeCard(host, { note: "Bring a smile" });
    expect(isSlug(slug)).toBe(true);
    expect(await locateCard(slug)).toEqual({ ownerId: host.scope.ownerId, cardId: id });
    expect(
      await count(
        "select count(*) as n from owner_log where card_id = $1 and action = 'cards.create:create'",
        [id],
      ),
    ).toBe(1);
    expect(
      await count(
        "select count(*) as n from pgboss.job where name = 'cards.enrich' and data->'payload'->>'cardId' = $1",
        [id],
      ),
    ).toBe(1);
    const slugs = await Promise.all(Array.from({ length: 20 }, () => makeCard(host)));
    expect(new Set(slugs.map((one) => one.slug)).size).toBe(20);
  });
  it("refuses what is over, what is no time, and a map that is none, in words", async () => {
    expect(await createCard(host, dinner({ date: "2020-01-01" }))).toMatchObject({ code: "in_the_past" });
    expect(
      await createCard(host, dinner({ date: "2027-03-28", time: "01:30", zone: "Europe/London" })),
    ).toMatchObject({ code: "no_such_time" });
    for (const bad of [
      { placeName: " " },
      { zone: "Mars/Base" },
      { mapUrl: "https://evil.example/map" },
      { mapUrl: "javascript:alert(1)" },
      { partySize: 0 },
      { title: "x".repeat(81) },
      { date: "tomorrow" },
    ])
      await expect(createCard(host, dinner(bad))).rejects.toMatchObject({ code: "invalid_input" });
  });
  it("is one for one key: the same answer again, another body refused, twenty at once one row", async () => {
    const body = dinner({ title: "Keyed" });
    const ask = (ctx: OwnedContext, key: string, said: object = body) =>
      createCard({ ...ctx, idempotency: { key, body: said } }, said as never);
    const all = await Promise.all(Array.from({ length: 20 }, () => ask(host, "k-1")));
    expect(new Set(all.map((one) => must(one).id)).size).toBe(1);
    expect(all.filter((one) => one.ok && one.replayed)).toHaveLength(19);
    expect(await count("select count(*) as n from cards where title = 'Keyed'")).toBe(1);
    await expect(ask(host, "k-1", dinner({ title: "Another" }))).rejects.toMatchObject({
      code: "invalid_input",
    });
    // A key is its owner's, is not spent by a refusal, and ends.
    expect(must(await ask(other, "k-1")).id).not.toBe(must(all[0]!).id);
    expect(await ask(host, "k-2", dinner({ date: "2020-01-01" }))).toMatchObject({ ok: false });
    expect(await ask(host, "k-2", body)).toMatchObject({ ok: true });
    await admin.query("update idempotency_keys set expires_at = now() - interval '1 second'");
    expect(must(await ask(host, "k-1", dinner({ title: "Keyed" }))).id).not.toBe(must(all[0]!).id);
    expect(
      await count("select count(*) as n from idempotency_keys where owner_id = $1", [host.scope.ownerId]),
    ).toBe(1);
    for (const key of ["", "with space", "x".repeat(201)])
      await expect(ask(host, key)).rejects.toMatchObject({ code: "invalid_input" });
  });
});

describe("its life", () => {
  it("is edited once for each look at it; a stale one sees what stands", async () => {
    const { id: cardId } = await makeCard(host);
    const done = must(
      await editCard(host, { ...dinner({ title: "Lunch", time: "13:00" }), cardId, version: 1 }),
    );
    const stale = await editCard(host, { ...dinner(), cardId, version: 1 });
    expect(stale).toMatchObject({
      code: "stale",
      details: { now: { title: "Lunch", time: "13:00", version: 2 } },
    });
    must(await editCard(host, done.undo as never));
    const found = (await readCard(host.scope.ownerId, cardId))!.card;
    expect(found).toMatchObject({ title: "Dinner for Asha", version: 3, answersUntil: found.startsAt });
  });
  it("takes answers until it is closed, over or deleted, and again after", async () => {
    const { id: cardId, guest } = await makeCard(host);
    const say = (name: string, answer: "in" | "maybe" | "out") =>
      answerCard(guest, { cardId, deviceHash: device(name), name, answer });
    must(await say("Kiran", "in"));
    must(await say("Kiran", "maybe"));
    must(await say("Dev", "out"));
    must(await noteOpen(guest, { cardId, deviceHash: device("Looked only") }));
    must(await noteOpen(guest, { cardId, deviceHash: device("Looked only") }));
    const tally = async () => (await readCard(host.scope.ownerId, cardId))!.card;
    expect(await tally()).toMatchObject({ in: 0, maybe: 1, out: 1, opens: 3, state: "open" });
    must(await closeCard(host, { cardId }));
    expect(await say("Late", "in")).toMatchObject({ ok: false, code: "closed" });
    must(await reopenCard(host, { cardId }));
    must(await say("Late", "in"));
    await admin.query("update cards set answers_until = now() - interval '1 minute' where id = $1", [cardId]);
    expect(await say("Later", "in")).toMatchObject({ code: "over" });
    expect(await reopenCard(host, { cardId })).toMatchObject({ code: "over" });
    expect(await extendCard(host, { cardId, until: new Date(0).toISOString() })).toMatchObject({
      code: "in_the_past",
    });
    expect(await extendCard(host, { cardId, until: `${inDays(500)}T10:00:00Z` })).toMatchObject({
      code: "too_far",
    });
    must(await extendCard(host, { cardId, until: `${inDays(4)}T10:00:00Z` }));
    must(await say("Later", "out"));
    must(await deleteCard(host, { cardId }));
    expect(await say("Gone", "in")).toMatchObject({ code: "deleted" });
    expect(await closeCard(host, { cardId })).toMatchObject({ code: "deleted" });
    expect(
      await inOwned(host.scope, ({ tx }) => listCards(tx, host.scope)).then((all) =>
        all.some((one) => one.id === cardId),
      ),
    ).toBe(false);
    must(await restoreCard(host, { cardId }));
    expect(await tally()).toMatchObject({ in: 1, maybe: 1, out: 2 });
  });
  it("is erased a week after it was deleted, and not before", async () => {
    const { id: cardId, guest } = await makeCard(host);
    must(await answerCard(guest, { cardId, deviceHash: device("x"), name: "Kiran", answer: "in" }));
    const system = ownedContext(mintOwnerScope(host.scope.ownerId, { kind: "system", job: "test" }));
    must(await eraseDeleted(system, { cardId }));
    must(await deleteCard(host, { cardId }));
    must(await eraseDeleted(system, { cardId }));
    expect(await count("select count(*) as n from cards where id = $1", [cardId])).toBe(1);
    await admin.query("update cards set deleted_at = now() - interval '8 days' where id = $1", [cardId]);
    must(await eraseDeleted(system, { cardId }));
    for (const table of ["card_responses", "card_events"])
      expect(await count(`select count(*) as n from ${table} where card_id = $1`, [cardId])).toBe(0);
    expect(
      await count(
        "select count(*) as n from owner_log where card_id = $1 and action <> 'cards.erase:erase' and payload is not null",
        [cardId],
      ),
    ).toBe(0);
    expect(await count("select count(*) as n from owner_log where card_id = $1", [cardId])).toBeGreaterThan(
      2,
    );
  });
});

describe("who may look", () => {
  it("opens a public card by its address, a private one with its token alone, until that is renewed", async () => {
    const [open, closed] = [await makeCard(host), await makeCard(host, { isPrivate: true })];
    expect(await openCard(open.slug, null)).toMatchObject({ face: { title: "Dinner for Asha" }, own: null });
    expect(await openCard(closed.slug, null)).toBeNull();
    const link = async () =>
      new URL(cardLink((await readCard(host.scope.ownerId, closed.id))!.card)).searchParams.get("k")!;
    const first = await link();
    expect(Buffer.from(first, "base64url")).toHaveLength(16);
    expect(await openCard(closed.slug, first)).not.toBeNull();
    expect(await openCard(closed.slug, `${first}x`)).toBeNull();
    must(await renewCardLink(host, { cardId: closed.id }));
    expect(await openCard(closed.slug, first)).toBeNull();
    expect(await openCard(closed.slug, await link())).not.toBeNull();
    expect(await renewCardLink(host, { cardId: open.id })).toMatchObject({ code: "not_private" });
    for (const wrong of ["", "x", "a".repeat(13), "'; drop table cards", open.slug.toUpperCase()])
      expect(await openCard(wrong, null)).toBeNull();
  });
  it("shows a device its own answer and no other's", async () => {
    const { id: cardId, slug, guest } = await makeCard(host);
    must(
      await answerCard(guest, {
        cardId,
        deviceHash: device("mine"),
        name: "Kiran",
        answer: "in",
        note: "With Dev",
      }),
    );
    expect((await openCard(slug, null, "mine"))!.own).toEqual({
      name: "Kiran",
      answer: "in",
      note: "With Dev",
    });
    expect((await openCard(slug, null, "theirs"))!.own).toBeNull();
  });
});

describe("counts and limits", () => {
  it("counts each step for the host and for the operator", async () => {
    const { ctx } = await makeHost();
    const before = await operatorHealth();
    must(await countStep(ctx, { step: "parse", outcome: "succeeded" }));
    must(await countStep(ctx, { step: "parse", outcome: "failed" }));
    for (const outcome of ["refused", "refused", "limited", "failed"] as const)
      must(await countStep(ctx, { step: "create", outcome }));
    await makeCard(ctx);
    expect(await readOwned(ctx.scope, (tx) => countSteps(tx, ctx.scope))).toEqual({
      parse: { succeeded: 1, tried: 2 },
      create: { succeeded: 1, tried: 5 },
      enrich: { succeeded: 0, tried: 0 },
    });
    const after = await operatorHealth();
    const grew = (name: string) => after[name]! - before[name]!;
    expect([
      grew("cards_parse_succeeded"),
      grew("cards_parse_failed"),
      grew("cards_create_succeeded"),
      grew("cards_create_refused"),
      grew("cards_create_limited"),
      grew("cards_create_failed"),
      grew("cards_create_attempted"),
      grew("cards_standing"),
    ]).toEqual([1, 1, 1, 2, 1, 1, 5, 1]);
  });
  it("counts in sums: a thousand tries more are no row more, and no line of the log", async () => {
    const { ctx } = await makeHost();
    const rows = () =>
      count(
        "select (select count(*) from card_counts where owner_id = $1) + (select count(*) from card_events where owner_id = $1) + (select count(*) from owner_log where owner_id = $1) as n",
        [ctx.scope.ownerId],
      );
    const flood = (n: number) =>
      Promise.all(Array.from({ length: n }, () => countStep(ctx, { step: "create", outcome: "refused" })));
    await flood(10);
    const before = await rows();
    await flood(90);
    expect(await rows()).toBe(before);
    expect((await readOwned(ctx.scope, (tx) => countSteps(tx, ctx.scope))).create).toEqual({
      succeeded: 0,
      tried: 100,
    });
  });
  it("lets a person and a network do so much, then says how long to wait; a /64 is one network", async () => {
    const from = (address: string) => new Headers({ "x-forwarded-for": `9.9.9.9, ${address}` });
    const { count: most, withinSeconds } = CARD_LIMITS.enrich.network;
    const waits: (number | undefined)[] = [];
    for (let i = 0; i <= most; i++)
      waits.push((await overLimit("enrich", from(`2001:db8:1:2::${i + 1}`), null))?.waitSeconds);
    expect(waits.slice(0, most).filter(Boolean)).toEqual([]);
    expect(waits[most]).toBeGreaterThan(0);
    expect(waits[most]).toBeLessThanOrEqual(withinSeconds / most + 1);
    expect(await overLimit("enrich", from("2001:db8:1:3::1"), null)).toBeNull();
    // A person is limited whatever network they come from.
    const user = newId();
    for (let i = 0; i < CARD_LIMITS.enrich.user.count; i++)
      expect(await overLimit("enrich", from(`203.0.113.${i}`), user)).toBeNull();
    expect(await overLimit("enrich", from("203.0.113.200"), user)).not.toBeNull();
    expect(
      await count("select count(*) as n from rate_limits where key like '%203.0%' or key like '%2001:%'"),
    ).toBe(0);
  });
});
