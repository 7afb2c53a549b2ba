import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mintScope } from "@/lib/access/policy";
import { inviteHouseholds } from "@/lib/invitations/commands/invite-households";
import { newId } from "@/lib/kernel/ids";
import { encodeChoice } from "@/lib/messaging/rules/payloads";
import type { CommandContext } from "@/lib/platform/command";
import { readTenant } from "@/lib/platform/transaction";
import { applyMessage } from "@/lib/rsvp/commands/apply-message";
import { placeMessages, unplaceMessages } from "@/lib/rsvp/commands/place-messages";
import { rebuildAnswers } from "@/lib/rsvp/commands/rebuild-answers";
import { listToRead } from "@/lib/rsvp/queries/to-read";
import {
  contextFor,
  importCsv,
  makeEvents,
  makeWedding,
  must,
  type TestWedding,
} from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";

const SEED = Number(process.env.ORDER_SEED ?? Date.now() % 2 ** 31);
const FAMILIES = Number(process.env.ORDER_CASES ?? 8) * 2;
const phoneOf = (family: number) => `+91987650${String(1000 + family)}`;
const START = Date.parse("2026-11-02T10:00:00Z");

let wedding: TestWedding;
let guest: CommandContext;
let operator: CommandContext;
let senderId: string;

beforeAll(async () => {
  wedding = await makeWedding();
  await importCsv(
    wedding.ctx,
    `Name,Phone,Family,Adults,Children\n${Array.from({ length: FAMILIES + 4 }, (_, i) => `Guest ${i},${phoneOf(i)},F${i},3,2`).join("\n")}\n`,
  );
  const events = await makeEvents(wedding, ["Mehndi", "Sangeet", "Wedding"]);
  must(await inviteHouseholds(wedding.ctx, { audience: {}, eventIds: events }));
  senderId = newId();
  await admin.query(
    "insert into senders (id, wedding_id, provider, phone_number_id, business_account_id, display_number) values ($1, $2, 'meta', $3, 'x', '+911')",
    [senderId, wedding.weddingId, senderId],
  );
  operator = contextFor(mintScope(wedding.weddingId, { kind: "operator", name: "test" }));
  guest = contextFor(mintScope(wedding.weddingId, { kind: "provider", provider: "meta" }));
});

interface Said {
  text: string;
  /** Minutes after the first. */
  at: number;
  payload?: string;
  from?: { phone: string | null; bsuid: string | null };
}

/** A message of a family as it comes out of a webhook; its id says which of its messages it is. */
const hear = async (family: number, { text, at, payload, from }: Said, inboxId = newId()) =>
  must(
    await applyMessage(guest, {
      inboxId,
      senderId,
      event: {
        kind: "message",
        key: `message:${wedding.weddingId}:${family}:${at}`,
        phoneNumberId: senderId,
        providerId: `${wedding.weddingId}:${family}:${at}`,
        at: new Date(START + at * 60_000).toISOString(),
        from: from ?? { phone: phoneOf(family), bsuid: null },
        content: { type: payload ? "interactive" : "text", text, payload: payload ?? null, contextId: null },
      },
    }),
  );

const standing = async (family: number) =>
  (
    await admin.query(
      `select e.name, c.answer, c.adults, c.children from rsvp_current c join events e on e.id = c.event_id
       join guest_units u on u.id = c.unit_id where c.wedding_id = $1 and u.name = $2 order by e.position`,
      [wedding.weddingId, `F${family}`],
    )
  ).rows;

/** When the household is to be asked again. */
const dayOf = async (family: number) =>
  (
    await admin.query(
      "select k.ask_again_on::text as day from conversations k join guest_units u on u.id = k.unit_id where k.wedding_id = $1 and u.name = $2",
      [wedding.weddingId, `F${family}`],
    )
  ).rows[0]?.day;

const TEXTS = [
  "yes",
  "no",
  "2",
  "1 3",
  "0",
  "3+1",
  "not sure",
  "that was wrong",
  "mehndi 2, sangeet 4",
  "mehndi 9, sangeet no",
  "sangeet not sure",
  "14 december",
  "some of us",
  "thank you",
  "what about parking?",
];

describe("the same messages in any order of arrival", () => {
  it("give the same answers as in their own order", async () => {
    let family = 0;
    const chat = fc.array(fc.constantFrom(...TEXTS), { minLength: 2, maxLength: 7 });
    await fc.assert(
      fc.asyncProperty(chat, fc.array(fc.nat(), { minLength: 7, maxLength: 7 }), async (texts, keys) => {
        const said = texts.map((text, at) => ({ text, at }));
        const [inOrder, shuffled] = [family++ % FAMILIES, family++ % FAMILIES];
        for (const one of said) await hear(inOrder, one);
        for (const one of said.toSorted((a, b) => keys[a.at]! - keys[b.at]! || a.at - b.at))
          await hear(shuffled, one);
        expect(await standing(shuffled)).toEqual(await standing(inOrder));
        expect(await dayOf(shuffled)).toEqual(await dayOf(inOrder));
      }),
      { seed: SEED, numRuns: FAMILIES / 2, endOnFailure: true },
    );
  });

  it("keep the answers of a chat of many hundred messages, whatever is read again", async () => {
    const family = FAMILIES;
    for (const [at, text] of ["some of us", "1", "2+1", "mehndi 2", "some of us", "thank you"].entries())
      await hear(family, { text, at });
    await admin.query(
      `insert into inbound_messages select (jsonb_populate_record(n, jsonb_build_object('id', gen_random_uuid(), 'provider_message_id', n.id || ':' || k,
        'provider_at', n.provider_at + make_interval(mins => k)))).*
       from inbound_messages n cross join generate_series(1, 250) k where n.wedding_id = $1 and n.provider_message_id = $2`,
      [wedding.weddingId, `${wedding.weddingId}:${family}:5`],
    );
    const before = await standing(family);
    expect(before.map((row) => row.answer)).toEqual(["yes", "no", "no"]);
    must(await rebuildAnswers(operator, {}));
    expect(await standing(family)).toEqual(before);
    // A late one among them changes what it says and nothing else.
    await hear(family, { text: "sangeet 1", at: 2.5 });
    expect((await standing(family)).map((row) => row.answer)).toEqual(["yes", "yes", "no"]);
    // The question is open still, however long ago it was asked.
    await hear(family, { text: "2", at: 400 });
    await hear(family, { text: "4", at: 401 });
    expect((await standing(family)).map((row) => `${row.answer} ${row.adults}+${row.children}`)).toEqual([
      "no 0+0",
      "yes 3+1",
      "no 0+0",
    ]);
  });

  it("keep the day one member named, whatever another writes, until that maybe is none any more", async () => {
    const family = FAMILIES + 3;
    const other = { phone: "+919876599999", bsuid: null };
    await importCsv(wedding.ctx, `Name,Phone,Family\nAunt,${other.phone},F${family}\n`);
    const day = () => dayOf(family);
    await hear(FAMILIES, { text: "will tell on 14 december", at: 500 });
    await hear(family, { text: "mehndi not sure", at: 0 });
    await hear(family, { text: "2", at: 1 });
    expect(await day()).toBe("2026-11-09");
    for (const [at, text] of ["thank you", "what about parking?", "wedding 2"].entries())
      await hear(family, { text, at: 2 + at, from: other });
    expect(await day()).toBe("2026-11-09");
    expect((await standing(family)).map((row) => row.answer)).toEqual(["maybe", "yes"]);
    await hear(family, { text: "mehndi 2", at: 6, from: other });
    expect(await day()).toBeNull();
    await hear(family, { text: "that was wrong", at: 7, from: other });
    expect(await day()).toBe("2026-11-09");
  });

  it("of a number two families share are answered for the family that each was asked about", async () => {
    const [one, two] = [FAMILIES + 1, FAMILIES + 2];
    await admin.query(
      `update guest_units set proxy_person_id = (select p.id from people p join guest_units u on u.id = p.unit_id where u.wedding_id = $1 and u.name = $2)
       where wedding_id = $1 and name = $3`,
      [wedding.weddingId, `F${one}`, `F${two}`],
    );
    const questions = async () =>
      (
        await admin.query(
          `select m.id, n.text, m.content->'ask'->'units' as units from messages m join inbound_messages n on n.provider_message_id = m.reply_to and n.wedding_id = m.wedding_id
           where m.wedding_id = $1 and n.from_identifier = $2 and m.content->'ask'->>'kind' = 'household' order by m.created_at`,
          [wedding.weddingId, phoneOf(one)],
        )
      ).rows as { id: string; text: string; units: string[] }[];
    const answers = async (family: number) => (await standing(family)).map((row) => row.answer);
    const unit = async (family: number) =>
      (
        await admin.query("select id from guest_units where wedding_id = $1 and name = $2", [
          wedding.weddingId,
          `F${family}`,
        ])
      ).rows[0].id;
    const pick = async (question: number, family: number, at: number) => {
      const { id, units } = (await questions())[question]!;
      return hear(one, {
        text: "tap",
        at,
        payload: encodeChoice(id, String(units.indexOf(await unit(family)) + 1)),
      });
    };
    for (const at of [0, 1, 2])
      expect(await hear(one, { text: "yes we will all come", at })).toBe("asked_which");
    expect(await hear(one, { text: "🙏", at: 3 })).toBe("asked_which");
    expect(await questions()).toHaveLength(1);
    // Hours later the question has lapsed: a number is no family, and what is said is asked about anew.
    expect(await hear(one, { text: "1", at: 600 })).toBe("asked_which");
    expect(await hear(one, { text: "no", at: 1_200 })).toBe("asked_which");
    expect((await questions()).map((row) => row.text)).toEqual(["yes we will all come", "1", "no"]);
    await pick(0, one, 1_201);
    expect([await answers(one), await answers(two)]).toEqual([["yes", "yes", "yes"], []]);
    await pick(2, two, 1_202);
    expect([await answers(one), await answers(two)]).toEqual([
      ["yes", "yes", "yes"],
      ["no", "no", "no"],
    ]);
    expect(await pick(2, one, 1_203), "nothing waits for it any more").toBe("prompted");
    const waiting = async () => {
      const scope = wedding.scope;
      await admin.query(
        "update inbound_messages set recorded_at = recorded_at - interval '31 minutes' where wedding_id = $1",
        [wedding.weddingId],
      );
      return (await readTenant(scope, (tx) => listToRead(tx, scope, 50))).chats.find(
        (chat) => chat.unitId === null,
      );
    };
    const left = (await waiting())!;
    expect(left).toMatchObject({ reason: "several_households" });
    expect(left.messages.map((message) => message.text)).toEqual([
      "yes we will all come",
      "yes we will all come",
      "1",
    ]);
    const messages = left.messages.map((message) => message.id);
    const placed = must(await placeMessages(wedding.ctx, { messages, unitId: await unit(two) }));
    must(await unplaceMessages(wedding.ctx, placed.undo.input));
    expect((await waiting())?.messages).toHaveLength(3);
    // Who shows no number, and has none that we know, cannot be asked: the family sees the message.
    const person = (
      await admin.query("select id, person_id from person_identifiers where wedding_id = $1 and value = $2", [
        wedding.weddingId,
        phoneOf(one),
      ])
    ).rows[0];
    await admin.query(
      "insert into person_identifiers select (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(), 'kind', 'bsuid', 'value', 'IN.9', 'fingerprint', '\\x09'))).* from person_identifiers d where id = $1",
      [person.id],
    );
    const numberEnds = (at: string | null) =>
      admin.query("update person_identifiers set valid_to = $2 where id = $1", [person.id, at]);
    await numberEnds("2026-01-01");
    expect(await hear(one, { text: "yes", at: 1_300, from: { phone: null, bsuid: "IN.9" } })).toBe(
      "quarantined",
    );
    await numberEnds(null);
    // A stop that a person lifted since is not set again by a message from before.
    const stopped = async () =>
      (
        await admin.query(
          "select count(*)::int as n from suppressions where wedding_id = $1 and lifted_at is null",
          [wedding.weddingId],
        )
      ).rows[0].n;
    await hear(one, { text: "STOP", at: 1_400 });
    expect(await stopped()).toBeGreaterThan(0);
    await admin.query("update suppressions set lifted_at = now() where wedding_id = $1", [wedding.weddingId]);
    await hear(one, { text: "STOP", at: 1_399 });
    expect(await stopped()).toBe(0);
    // The family that is chosen joined another since: it is answered there.
    await hear(one, { text: "yes we will all come", at: 2_500 });
    const asked = (await questions()).length - 1;
    await admin.query(
      "update guest_units set live = false, proxy_person_id = null, joined_into = $2 where id = $1",
      [await unit(two), await unit(one)],
    );
    await hear(one, { text: "no", at: 2_450 });
    expect((await standing(one)).map((row) => row.answer)).toEqual(["no", "no", "no"]);
    expect(await pick(asked, two, 2_501)).not.toBe("quarantined");
    expect((await standing(one)).map((row) => row.answer)).toEqual(["yes", "yes", "yes"]);
    await admin.query(
      "update guest_units set live = true, joined_into = null where wedding_id = $1 and name = $2",
      [wedding.weddingId, `F${two}`],
    );
  });

  it("leave the answers as they are when everything derived is wiped and read again", async () => {
    const all = () =>
      admin.query(
        "select u.name, c.event_id, c.answer, c.adults, c.children, c.answered_at from rsvp_current c join guest_units u on u.id = c.unit_id where c.wedding_id = $1 order by 1, 2",
        [wedding.weddingId],
      );
    const before = (await all()).rows;
    expect(before.length).toBeGreaterThan(10);
    const replies = async () =>
      (
        await admin.query("select count(*)::int as n from messages where wedding_id = $1", [
          wedding.weddingId,
        ])
      ).rows[0].n;
    const said = await replies();
    expect(must(await rebuildAnswers(operator, {}))).toMatchObject({ changed: 0 });
    const tables = ["rsvp_answers", "rsvp_voids"];
    for (const table of tables) await admin.query(`alter table ${table} disable trigger append_only`);
    await admin.query("delete from rsvp_current where wedding_id = $1", [wedding.weddingId]);
    await admin.query("delete from rsvp_answers where wedding_id = $1", [wedding.weddingId]);
    for (const table of tables) await admin.query(`alter table ${table} enable trigger append_only`);
    must(await rebuildAnswers(operator, {}));
    expect((await all()).rows).toEqual(before);
    expect(await replies()).toBe(said);
    // Without the messages nothing could be read again.
    await admin.query("delete from inbound_messages where wedding_id = $1 and provider_message_id = $2", [
      wedding.weddingId,
      `${wedding.weddingId}:0:0`,
    ]);
    expect(await rebuildAnswers(operator, {})).toMatchObject({ ok: false, code: "messages_lost" });
  });
});

afterAll(() => process.stdout.write(`order of arrival: seed ${SEED}\n`));
