import fc from "fast-check";
import { expect, it } from "vitest";
import { drain } from "@/jobs/drain";
import { mintScope } from "@/lib/access/policy";
import { dropIdentifier, restoreIdentifier } from "@/lib/guests/commands/drop-identifier";
import { linkIdentifiers } from "@/lib/guests/commands/link-identifiers";
import { OWN_WORD, settleStops } from "@/lib/guests/commands/settle-stops";
import { shareIdentifier, unshareIdentifier } from "@/lib/guests/commands/share-identifier";
import { redoImport } from "@/lib/imports/commands/redo-import";
import { undoImport } from "@/lib/imports/commands/undo-import";
import { newId } from "@/lib/kernel/ids";
import { applyPreferences } from "@/lib/messaging/commands/apply-preferences";
import { linkOf } from "@/lib/messaging/rules/sender-links";
import { fingerprint } from "@/lib/platform/tokens";
import { inTenant, readTenant } from "@/lib/platform/transaction";
import { findSenders } from "@/lib/rsvp/queries";
import { contextFor, importCsv, makeWedding, must } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";

const RUNS = Number(process.env.ORDER_CASES ?? 40);

const message = (from: { phone: string | null; bsuid: string | null }, change?: object) =>
  ({
    kind: "message",
    key: "k",
    phoneNumberId: "1",
    providerId: "p",
    from,
    at: "2026-11-20T10:00:00.000Z",
    content: { type: change ? "system" : "text", text: "", payload: null, contextId: null },
    ...(change ? { change } : {}),
  }) as never;

it("knows a guest by the provider's id, follows them to a new number, and keeps their stop", async () => {
  const wedding = await makeWedding();
  await importCsv(wedding.ctx, "Name,Phone\nRamesh,9876500001\nSunita,9876500002\n");
  const ctx = contextFor(mintScope(wedding.weddingId, { kind: "provider", provider: "meta" }));
  const find = async (from: { phone: string | null; bsuid: string | null }) =>
    (await readTenant(ctx.scope, (tx) => findSenders(tx, ctx.scope, from))).map((one) => one.name);

  const first = linkOf(message({ phone: "+919876500001", bsuid: "IN.111" }))!;
  expect(must(await linkIdentifiers(ctx, { links: [first] }))).toEqual({ linked: 1 });
  expect(must(await linkIdentifiers(ctx, { links: [first] }))).toEqual({ linked: 0 });
  expect(await find({ phone: null, bsuid: "IN.111" })).toEqual(["Ramesh"]);

  await inTenant(ctx.scope, ({ tx }) =>
    settleStops(tx, ctx.scope, OWN_WORD, [
      {
        print: fingerprint("phone", "+919876500001").toString("hex"),
        value: "stop",
        at: new Date().toISOString(),
      },
    ]),
  );
  const moved = linkOf(
    message(
      { phone: "+919876500001", bsuid: "IN.111" },
      { phone: "+919876599999", bsuid: "IN.222", parentBsuid: null, previousBsuid: "IN.111" },
    ),
  )!;
  must(await linkIdentifiers(ctx, { links: [moved] }));
  expect(await find({ phone: "+919876599999", bsuid: null })).toEqual(["Ramesh"]);
  expect(await find({ phone: null, bsuid: "IN.222" })).toEqual(["Ramesh"]);
  expect(await find({ phone: "+919876500001", bsuid: null })).toEqual([]);
  const { rows } = await admin.query(
    "select 1 from suppressions where wedding_id = $1 and fingerprint = $2 and lifted_at is null",
    [wedding.weddingId, fingerprint("phone", "+919876599999")],
  );
  expect(rows).toHaveLength(1);
  // The old list comes again: still the same person, not a second one.
  await importCsv(wedding.ctx, "Name,Phone,Notes\nRamesh,9876500001,again\n");
  const people = await admin.query("select name from people where wedding_id = $1 and live order by name", [
    wedding.weddingId,
  ]);
  expect(people.rows.map((row) => row.name)).toEqual(["Ramesh", "Sunita"]);
});

it("ends with a guest's latest word about marketing, whatever order and however often it comes", async () => {
  const wedding = await makeWedding();
  const ctx = contextFor(mintScope(wedding.weddingId, { kind: "provider", provider: "meta" }));
  let guests = 0;
  const said = fc.record({
    value: fc.constantFrom("stop" as const, "resume" as const),
    second: fc.integer({ min: 1, max: 6 }),
    by: fc.constantFrom("phone", "bsuid", "both"),
  });
  const listed = Array.from({ length: RUNS * 2 }, (_, n) => `Guest ${n},${98_700_00000 + n}`);
  await importCsv(wedding.ctx, `Name,Phone\n${listed.join("\n")}\n`);
  await fc.assert(
    fc.asyncProperty(
      fc.array(said, { minLength: 1, maxLength: 5 }),
      fc.infiniteStream(fc.nat()),
      fc.boolean(),
      async (words, order, linked) => {
        const guest = guests++ % listed.length;
        const [phone, bsuid] = [`+91${98_700_00000 + guest}`, `IN.7${guest}`];
        await admin.query("delete from suppressions where wedding_id = $1", [wedding.weddingId]);
        const tell = (together: typeof words) =>
          applyPreferences(ctx, {
            inboxId: newId(),
            key: newId(),
            preferences: together.map(({ value, second, by }) => ({
              phone: by === "bsuid" ? null : phone,
              ids: by === "phone" ? [] : [bsuid],
              value,
              at: new Date(second * 1000).toISOString(),
            })),
          });
        const link = linkOf(message({ phone, bsuid }))!;
        const acts = [
          () => linkIdentifiers(ctx, { links: [link] }),
          ...words.map((one) => () => tell([one])),
          ...words.slice(0, 2).map((one) => () => tell([one])),
          () => tell(words.slice(1, 3)),
        ];
        const mixed = acts.map((act) => ({ act, at: order.next().value })).sort((a, b) => a.at - b.at);
        if (linked) must(await linkIdentifiers(ctx, { links: [link] }));
        for (const { act } of mixed) must(await act());
        const last = Math.max(...words.map((one) => one.second));
        const stops = words.some((one) => one.second === last && one.value === "stop");
        const { rows } = await admin.query(
          "select 1 from suppressions where wedding_id = $1 and lifted_at is null and fingerprint in ($2, $3)",
          [wedding.weddingId, fingerprint("phone", phone), fingerprint("bsuid", bsuid)],
        );
        expect(rows.length > 0).toBe(stops);
      },
    ),
    { numRuns: RUNS },
  );
});

it("makes no guest of an id that was seen with a number several share, and knows them again when it is one's alone", async () => {
  const wedding = await makeWedding();
  const batch = await importCsv(wedding.ctx, "Name,Phone\nRamesh,9876500031\n");
  const ctx = contextFor(mintScope(wedding.weddingId, { kind: "provider", provider: "meta" }));
  const find = async (bsuid: string) =>
    (await readTenant(ctx.scope, (tx) => findSenders(tx, ctx.scope, { phone: null, bsuid }))).map(
      (one) => one.name,
    );
  const people = async () =>
    (
      await admin.query("select name from people where wedding_id = $1 and live order by name", [
        wedding.weddingId,
      ])
    ).rows.map((row) => row.name);
  must(await linkIdentifiers(ctx, { links: [linkOf(message({ phone: "+919876500031", bsuid: "IN.31" }))!] }));
  expect(await find("IN.31")).toEqual(["Ramesh"]);
  const phone = { kind: "phone" as const, value: "+919876500031" };
  must(await shareIdentifier(wedding.ctx, phone));
  expect(await people()).toEqual(["Ramesh"]);
  expect(await find("IN.31")).toEqual([]);
  must(await unshareIdentifier(wedding.ctx, phone));
  expect(await find("IN.31")).toEqual(["Ramesh"]);
  must(await undoImport(wedding.ctx, { batchId: batch }));
  expect(await people()).toEqual([]);
  must(await redoImport(wedding.ctx, { batchId: batch }));
  await drain({ budgetMs: 10_000 });
  expect(await people()).toEqual(["Ramesh"]);
  expect(await find("IN.31")).toEqual(["Ramesh"]);
});

it("knows a guest by the provider's id again when a number that was said not to be theirs is theirs after all", async () => {
  const wedding = await makeWedding();
  await importCsv(wedding.ctx, "Name,Phone\nRamesh,9876500001\n");
  const ctx = contextFor(mintScope(wedding.weddingId, { kind: "provider", provider: "meta" }));
  const link = linkOf(message({ phone: "+919876500001", bsuid: "IN.111" }))!;
  must(await linkIdentifiers(ctx, { links: [link] }));
  const find = async () =>
    (await readTenant(ctx.scope, (tx) => findSenders(tx, ctx.scope, { phone: null, bsuid: "IN.111" }))).map(
      (one) => one.name,
    );
  const { rows } = await admin.query("select id from people where wedding_id = $1 and live", [
    wedding.weddingId,
  ]);
  const dropped = must(
    await dropIdentifier(wedding.ctx, { personId: rows[0].id, kind: "phone", value: "+919876500001" }),
  );
  expect(await find()).toEqual([]);
  must(await restoreIdentifier(wedding.ctx, dropped.undo.input));
  expect(await find()).toEqual(["Ramesh"]);
});

it("follows whoever changes their number twice, in whatever order what was told is looked at", async () => {
  const wedding = await makeWedding();
  const guests = Array.from({ length: 12 }, (_, n) => n);
  const number = (guest: number, time: number) => `+91987650${time}0${String(guest).padStart(2, "0")}`;
  await importCsv(wedding.ctx, `Name,Phone\n${guests.map((n) => `Guest ${n},${number(n, 0)}`).join("\n")}\n`);
  const ctx = contextFor(mintScope(wedding.weddingId, { kind: "provider", provider: "meta" }));
  for (const time of [1, 2])
    for (const n of guests) {
      const link = {
        told: [{ kind: "phone" as const, value: number(n, time) }],
        left: [{ kind: "phone" as const, value: number(n, time - 1) }],
        at: new Date(1_790_000_000_000 + time * 1000).toISOString(),
      };
      must(await linkIdentifiers(ctx, { links: [link] }));
    }
  const { rows } = await admin.query(
    "select p.name, d.value from people p join person_identifiers d on d.person_id = p.id and d.valid_to is null where p.wedding_id = $1 and p.live",
    [wedding.weddingId],
  );
  expect(new Map(rows.map((row) => [row.name, row.value]))).toEqual(
    new Map(guests.map((n) => [`Guest ${n}`, number(n, 2)])),
  );
});
