import { beforeEach, describe, expect, it } from "vitest";
import { CONSOLE_COMMANDS } from "@/app/api/weddings/[wedding]/commands/console-commands";
import { findUndo, listHistory } from "@/lib/audit/queries";
import { joinHouseholds } from "@/lib/guests/commands/move-people";
import { placePeopleBack } from "@/lib/guests/commands/place-people";
import { setSecondHousehold } from "@/lib/guests/commands/set-second-household";
import { takeOff } from "@/lib/guests/commands/take-off";
import { listHouseholdHistory } from "@/lib/guests/queries/household";
import { inviteHouseholds } from "@/lib/invitations/commands/invite-households";
import { keepPlaces } from "@/lib/invitations/commands/keep-places";
import { withdrawHouseholds } from "@/lib/invitations/commands/withdraw-households";
import { newId } from "@/lib/kernel/ids";
import { stopRun } from "@/lib/messaging/commands/steer-run";
import type { CommandContext } from "@/lib/platform/command";
import { readTenant } from "@/lib/platform/transaction";
import { recordAnswer } from "@/lib/rsvp/commands/record-answer";
import { takeBackAnswer } from "@/lib/rsvp/commands/take-back-answer";
import { approvedRun, familiesCsv, prepareSending } from "@/tests/factories/run";
import { importCsv, makeEvents, makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";
import { startProvider } from "@/tests/support/provider";

let wedding: TestWedding;
let units: Record<string, string>;
let haldi: string;
let sangeet: string;
beforeEach(async () => {
  wedding = await makeWedding();
  await importCsv(
    wedding.ctx,
    "Name,Phone,Family,Adults,Children,Side\nAsha,9825041111,Mehta,3,0,bride\nBina,9825041112,Banker,2,1,groom\nChetan,9825041113,Chopra,4,0,groom\n",
  );
  const { rows } = await admin.query("select name, id from guest_units where wedding_id = $1", [
    wedding.weddingId,
  ]);
  units = Object.fromEntries(rows.map((row) => [row.name, row.id]));
  [haldi, sangeet] = (await makeEvents(wedding, ["Haldi", "Sangeet"])) as [string, string];
});

const audience = (...names: string[]) => ({ units: names.map((name) => units[name]!) });
const invite = (names: string[], eventIds: string[], ctx = wedding.ctx) =>
  inviteHouseholds(ctx, { audience: audience(...names), eventIds });
const withdraw = (names: string[], eventIds: string[], ctx = wedding.ctx) =>
  withdrawHouseholds(ctx, { audience: audience(...names), eventIds });
const history = () => readTenant(wedding.scope, (tx) => listHistory(tx, wedding.scope));
const last = async (which = (_action: string) => true) =>
  (await history()).find((entry) => which(entry.action))!;
/** As the route does it. */
async function takeBack(seq: number, ctx: CommandContext = wedding.ctx) {
  const step = await readTenant(ctx.scope, (tx) => findUndo(tx, ctx.scope, seq));
  return CONSOLE_COMMANDS.get(step!.command)!({ ...ctx, undoes: seq }, step!.input as never);
}
/** Every place that is kept, whose it is and since when, and who counts where. */
const kept = async () =>
  (
    await admin.query(
      `select u.name, e.name as event, i.adults, i.children, i.own_adults, i.own_children, case when i.own_adults is not null then i.created_at::text end as at, false as parked
       from invitations i join guest_units u on u.id = i.unit_id join events e on e.id = i.event_id where i.wedding_id = $1
       union all select u.name, e.name, i.adults, i.children, null, null, i.created_at::text, true
       from parked_invitations i join guest_units u on u.id = i.unit_id join events e on e.id = i.event_id where i.wedding_id = $1
       union all select u.name, e.name, 1, 0, null, null, p.name, null
       from second_seats s join guest_units u on u.id = s.unit_id join events e on e.id = s.event_id join people p on p.id = s.person_id where s.wedding_id = $1
       order by 1, 2, 8`,
      [wedding.weddingId],
    )
  ).rows;
const keep = async (name: string, eventId: string, adults: number) => {
  const { rows } = await admin.query(
    "select adults, children from invitations where unit_id = $1 and event_id = $2",
    [units[name], eventId],
  );
  return keepPlaces(wedding.ctx, {
    unitId: units[name]!,
    eventId,
    before: rows[0],
    places: { adults, children: rows[0].children },
  });
};
const write = (name: string, content: object, state = "queued", kind = "reply") =>
  admin.query(
    `with sender as (insert into senders (wedding_id, provider, phone_number_id, business_account_id, display_number) values ($1, 'meta', $2, '1', '+919812300001') returning id)
     insert into messages (wedding_id, unit_id, side, sender_id, kind, destination, content, state) select $1, u.id, u.side, sender.id, $3, '+919876588801', $4, $5 from sender, guest_units u where u.id = $6`,
    [wedding.weddingId, newId(), kind, JSON.stringify(content), state, units[name]],
  );
const answer = (name: string, eventId: string) =>
  recordAnswer(wedding.ctx, {
    unitId: units[name]!,
    answers: [{ eventId, answer: "yes", adults: 1, children: 0 }],
  });

describe("an invitation", () => {
  it("is taken back long after, of those whom it invited and nobody else, and that again", async () => {
    must(await invite(["Mehta"], [haldi]));
    const before = await kept();
    const { undo } = must(await invite(["Mehta", "Banker"], [haldi, sangeet]));
    const after = await kept();
    const entry = await last();
    expect(entry).toMatchObject({ seq: undo!.entry, undo: "open", count: 3 });
    must(await takeBack(entry.seq));
    expect(await kept()).toEqual(before);
    const [back] = await history();
    must(await takeBack(back!.seq));
    expect(await kept()).toEqual(after);
    must(await takeBack((await last()).seq));
    expect(await kept()).toEqual(before);
  });

  it("is offered on the page of the family that was invited alone", async () => {
    must(await invite(["Mehta"], [haldi, sangeet]));
    const [entry] = await readTenant(wedding.scope, (tx) =>
      listHouseholdHistory(tx, wedding.scope, units.Mehta!),
    );
    expect(entry).toMatchObject({ action: "invitations.invite:invite", undo: "open" });
    must(await takeBack(entry!.seq));
    expect(await kept()).toEqual([]);
  });

  it("stays, of everybody, where one has answered since, until that is taken back", async () => {
    must(await invite(["Mehta", "Banker"], [haldi]));
    const entry = await last();
    const { undo } = must(await answer("Banker", haldi));
    const before = await kept();
    const refused = await takeBack(entry.seq);
    expect(refused).toMatchObject({ ok: false, code: "answered" });
    expect(!refused.ok && refused.message).toContain("One of these families has answered since");
    expect(await kept()).toEqual(before);
    must(await takeBackAnswer(wedding.ctx, undo.input as never));
    must(await takeBack(entry.seq));
  });

  it("stays where they were written to of it since, or a message waits; not for what was said before or of others", async () => {
    await write("Mehta", { body: "Namaste" }, "read");
    must(await invite(["Mehta"], [haldi]));
    const entry = await last();
    await write("Banker", { body: "Haldi" }, "read");
    await write("Mehta", { body: "Haldi" }, "failed");
    must(await takeBack(entry.seq));
    must(await takeBack((await last()).seq));
    await write("Mehta", { body: "You are invited to the Haldi" });
    expect(await takeBack((await last()).seq)).toMatchObject({ ok: false, code: "told" });
  });

  it("stays where other places are kept by now, or it is another invitation", async () => {
    must(await invite(["Mehta"], [haldi]));
    const first = await last();
    must(await keep("Mehta", haldi, 5));
    const more = await last();
    expect(await takeBack(first.seq)).toMatchObject({ ok: false, code: "places_changed" });
    must(await takeBack(more.seq));
    must(await withdraw(["Mehta"], [haldi]));
    must(await invite(["Mehta"], [haldi]));
    expect(await takeBack(first.seq)).toMatchObject({ ok: false, code: "changed_since" });
  });

  it("goes from a family that joined another since, and leaves what the other one brought", async () => {
    must(await invite(["Banker"], [haldi]));
    const entry = await last();
    must(await invite(["Mehta"], [haldi, sangeet]));
    const without = await kept();
    const joined = must(
      await joinHouseholds(wedding.ctx, { intoId: units.Mehta!, unitIds: [units.Banker!] }),
    );
    must(await takeBack(entry.seq));
    must(await placePeopleBack(wedding.ctx, joined.undo.input));
    expect(await kept()).toEqual(without.filter((row) => row.name !== "Banker"));
  });
});

it("stays while a frozen run speaks of that function, and goes once it is stopped", async () => {
  const provider = await startProvider(3);
  try {
    const sending = await prepareSending(wedding, { csv: familiesCsv(2), events: ["Wedding"] });
    const spokenOf = await last((action) => action === "invitations.invite:invite");
    must(await inviteHouseholds(wedding.ctx, { audience: {}, eventIds: [haldi] }));
    const other = await last();
    await admin.query("update events set cancelled_at = now() where id = $1", [haldi]);
    const { runId } = await approvedRun(wedding, sending);
    expect(await takeBack(spokenOf.seq)).toMatchObject({ ok: false, code: "told" });
    must(await takeBack(other.seq));
    must(await stopRun(wedding.ctx, { runId }));
    must(await takeBack(spokenOf.seq));
  } finally {
    await provider.close();
  }
});

describe("a withdrawal", () => {
  it("gives back exactly the places, of those who joined as well, and seats in a second family", async () => {
    must(await invite(["Mehta", "Banker", "Chopra"], [haldi, sangeet]));
    must(await keep("Mehta", haldi, 7));
    must(await keep("Banker", sangeet, 4));
    must(await withdraw(["Mehta"], [sangeet]));
    const { rows } = await admin.query("select id from people where wedding_id = $1 and name = 'Chetan'", [
      wedding.weddingId,
    ]);
    must(await setSecondHousehold(wedding.ctx, { personId: rows[0].id, unitId: units.Mehta! }));
    const apart = await kept();
    const joined = must(
      await joinHouseholds(wedding.ctx, { intoId: units.Mehta!, unitIds: [units.Banker!] }),
    );
    const before = await kept();
    must(await withdraw(["Mehta", "Chopra"], [haldi, sangeet]));
    const entry = await last();
    expect(await kept()).toEqual([]);
    must(await takeBack(entry.seq));
    expect(await kept()).toEqual(before);
    must(await placePeopleBack(wedding.ctx, joined.undo.input));
    expect(await kept()).toEqual(apart);
  });

  it("gives them back to each where the families are apart again by then", async () => {
    must(await invite(["Mehta", "Banker"], [haldi]));
    const apart = await kept();
    const joined = must(
      await joinHouseholds(wedding.ctx, { intoId: units.Mehta!, unitIds: [units.Banker!] }),
    );
    must(await withdraw(["Mehta"], [haldi]));
    const entry = await last();
    must(await placePeopleBack(wedding.ctx, joined.undo.input));
    expect(await kept()).toEqual([]);
    must(await takeBack(entry.seq));
    expect(await kept()).toEqual(apart);
  });

  it("takes the places of a family of the other side that went into one of theirs along, and gives them back", async () => {
    must(await invite(["Mehta", "Banker"], [haldi]));
    must(await joinHouseholds(wedding.ctx, { intoId: units.Mehta!, unitIds: [units.Banker!] }));
    const before = await kept();
    await admin.query("update guest_units set side = 'bride' where id = $1", [units.Mehta]);
    const bride = await wedding.as("side_admin", "bride");
    const { undo } = must(await withdraw(["Mehta"], [haldi], bride));
    expect(await kept()).toEqual([]);
    const groom = await wedding.as("side_admin", "groom");
    expect(await takeBack(undo!.entry!, groom)).toMatchObject({ ok: false, code: "other_side" });
    must(await takeBack(undo!.entry!, bride));
    expect(await kept()).toEqual(before);
  });

  it("stays where they were invited again, or are no guests any more, and can be done again", async () => {
    must(await invite(["Mehta", "Banker"], [haldi]));
    must(await withdraw(["Mehta", "Banker"], [haldi]));
    const entry = await last();
    must(await invite(["Mehta"], [haldi]));
    expect(await takeBack(entry.seq)).toMatchObject({ ok: false, code: "invited_again" });
    must(await takeBack((await last()).seq));
    must(await takeOff(wedding.ctx, { unitIds: [units.Banker!], personIds: [] }));
    expect(await takeBack(entry.seq)).toMatchObject({ ok: false, code: "off_the_list" });
    must(await takeBack((await last()).seq));
    must(await takeBack(entry.seq));
    await write("Mehta", { body: "Haldi" });
    expect(await takeBack((await last()).seq)).toMatchObject({ ok: false, code: "told" });
  });
});

it("leaves whoever is invited with another family's places one of their own, to be apart again", async () => {
  must(await invite(["Mehta", "Banker"], [haldi]));
  const joined = must(await joinHouseholds(wedding.ctx, { intoId: units.Mehta!, unitIds: [units.Banker!] }));
  expect(await keep("Mehta", haldi, 2)).toMatchObject({ ok: false, code: "not_theirs" });
  must(await keep("Mehta", haldi, 3));
  must(await placePeopleBack(wedding.ctx, joined.undo.input));
});

it("keeps the way back of many families small", async () => {
  await admin.query(
    "insert into guest_units (wedding_id, side, name, unnamed_adults) select $1, 'both', 'Family ' || n, n % 6 + 1 from generate_series(1, 1000) n",
    [wedding.weddingId],
  );
  const before = await kept();
  const { undo } = must(await inviteHouseholds(wedding.ctx, { audience: {}, eventIds: [haldi, sangeet] }));
  const { rows } = await admin.query(
    "select length(undo::text) as letters from audit_payloads where wedding_id = $1 and seq = $2",
    [wedding.weddingId, undo!.entry],
  );
  expect(rows[0].letters / 1000).toBeLessThan(45);
  must(await takeBack(undo!.entry!));
  expect(await kept()).toEqual(before);
  must(await takeBack((await last()).seq));
  must(await withdrawHouseholds(wedding.ctx, { audience: {}, eventIds: [haldi, sangeet] }));
  must(await takeBack((await last()).seq));
  expect(await kept()).toHaveLength(2_006);
});
