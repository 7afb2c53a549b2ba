import { beforeAll, expect, it } from "vitest";
import { drain } from "@/jobs/drain";
import { sweep } from "@/jobs/sweep";
import { removeMember } from "@/lib/access/commands/remove-member";
import { mintScope } from "@/lib/access/policy";
import type { Scope } from "@/lib/access/types";
import { createEvent } from "@/lib/events/commands/create-event";
import { inviteHouseholds } from "@/lib/invitations/commands/invite-households";
import { newId } from "@/lib/kernel/ids";
import type { CommandContext } from "@/lib/platform/command";
import { readTenant } from "@/lib/platform/transaction";
import { refreshProjections } from "@/lib/reports/commands/refresh-projections";
import { setNumberDate } from "@/lib/reports/commands/set-number-date";
import { wishDigest } from "@/lib/reports/commands/wish-digest";
import { loadDashboardNumbers } from "@/lib/reports/queries";
import { type Behind, listBehind } from "@/lib/reports/queries/behind";
import { loadFeed } from "@/lib/reports/queries/feed";
import { listNumberDates } from "@/lib/reports/queries/number-dates";
import { recordAnswer } from "@/lib/rsvp/commands/record-answer";
import { contextFor, importCsv, makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";

let wedding: TestWedding;
let eventId: string;
let units: Record<string, string>;

/** Four families; the function has room for six persons. */
beforeAll(async () => {
  wedding = await makeWedding();
  await importCsv(
    wedding.ctx,
    `Name,Phone,Family,Side,Age band,Diet
Asha,9811770001,Mehta,bride,adult,Jain
Kiran,,Mehta,bride,adult,
Tara,,Mehta,bride,infant,
Ravi,9811770002,Rao,groom,adult,vegetarian
Sita,,Rao,groom,child,vegetarian
Dev,9811770003,Kapoor,groom,adult,Jain
Uma,,Kapoor,groom,adult,Jain
Nina,9811770004,Silent,bride,adult,
`,
  );
  eventId = newId();
  must(
    await createEvent(wedding.ctx, {
      id: eventId,
      name: "Sangeet",
      visibility: "invite_only",
      zone: "Asia/Kolkata",
      ceilingPersons: 6,
    }),
  );
  must(await inviteHouseholds(wedding.ctx, { audience: {}, eventIds: [eventId] }));
  const { rows } = await admin.query("select id, name from guest_units where wedding_id = $1 and live", [
    wedding.weddingId,
  ]);
  units = Object.fromEntries(rows.map((row) => [row.name, row.id]));
  await answers("Mehta", 2, 1);
  await answers("Rao", 1, 1);
  await answers("Kapoor", 2, 0);
});

async function answers(family: string, adults: number, children: number) {
  must(
    await recordAnswer(wedding.ctx, {
      unitId: units[family]!,
      eventIds: [eventId],
      answer: adults + children > 0 ? "yes" : "no",
      adults,
      children,
    }),
  );
}

const refresh = async () =>
  must(
    await refreshProjections(contextFor(mintScope(wedding.weddingId, { kind: "system", job: "test" })), {
      everything: true,
    }),
  );
const behind = async (which: Behind, diet = "") =>
  readTenant(wedding.scope, (tx) =>
    listBehind(tx, wedding.scope, eventId, { which, diet, search: "", limit: 50, offset: 0 }),
  );
const names = async (which: Behind, diet = "") =>
  (await behind(which, diet)).families.map((one) => one.household);

it("opens every number to the families behind it, and says why they count", async () => {
  await refresh();
  const { events } = await readTenant(wedding.scope, (tx) => loadDashboardNumbers(tx, wedding.scope));
  expect(events[0]).toMatchObject({ adults: 3, children: 2, infants: 1, waiting: 2, yes: 3, pending: 1 });
  expect(events[0]!.diets).toEqual([
    { diet: "not told", persons: 2 },
    { diet: "veg", persons: 2 },
    { diet: "jain", persons: 1 },
  ]);
  expect(await names("invited")).toEqual(["Kapoor", "Mehta", "Rao", "Silent"]);
  expect(await names("waiting")).toEqual(["Kapoor"]);
  expect(await names("infants")).toEqual(["Mehta"]);
  expect(await names("diet", "veg")).toEqual(["Rao"]);
  expect(await names("diet", "jain")).toEqual(["Mehta"]);
  expect(await names("diet", "not told")).toEqual(["Mehta"]);
  expect(await names("pending")).toEqual(["Silent"]);
  expect(await names("silent")).toEqual([]);
  expect(await names("differ")).toEqual([]);
  await answers("Rao", 1, 0);
  const rao = (await behind("yes")).families.find((one) => one.household === "Rao")!;
  expect(rao).toMatchObject({
    channel: "phone",
    enteredBy: "Asha",
    by: null,
    replaced: { answer: "yes", adults: 1, children: 1 },
    diets: ["veg"],
    waiting: 0,
  });
  const viewer = await wedding.as("viewer");
  const seen = await readTenant(viewer.scope, (tx) =>
    listBehind(tx, viewer.scope, eventId, { which: "yes", diet: "", search: "", limit: 9, offset: 0 }),
  );
  expect(JSON.stringify(seen)).not.toMatch(/98117/);
  // Nobody's address stands in for a name before those who may not see the team.
  const called = (name: string | null) =>
    admin.query("update users set name = $2 where id = $1", [userOf(wedding.ctx), name]);
  await called(null);
  const by = async (scope: Scope) =>
    readTenant(scope, async (tx) => {
      const ask = { which: "yes", diet: "", search: "Rao", limit: 9, offset: 0 } as const;
      const { families } = await listBehind(tx, scope, eventId, ask);
      const { items } = await loadFeed(tx, scope, { limit: 9, before: null });
      return JSON.stringify([families[0]!.enteredBy, items]);
    });
  expect(await by(viewer.scope)).toMatch(/^\["Somebody of the team"(?!.*@)/);
  expect(await by(wedding.scope)).toMatch(/@/);
  await called("Asha");
});

it("knows who wants the number by when, and gives back what stood", async () => {
  const date = { who: "the caterer", dueOn: "2026-12-04" };
  const dates = () => readTenant(wedding.scope, (tx) => listNumberDates(tx, wedding.scope));
  const set = must(await setNumberDate(wedding.ctx, { eventId, date }));
  expect(await dates()).toMatchObject([{ eventId, ...date }]);
  expect(new Date((await dates())[0]!.at).toISOString()).toBe("2026-12-04T18:29:59.000Z");
  must(await setNumberDate(wedding.ctx, set.undo.input));
  expect(await dates()).toEqual([]);
  const elsewhere = await makeWedding();
  expect(await setNumberDate(elsewhere.ctx, { eventId, date })).toMatchObject({ code: "not_found" });
});

it("sends each who wants it one mail a day, by their own rights, however often it is asked", async () => {
  await refresh();
  const hour = Number(
    new Intl.DateTimeFormat("en-GB", {
      hour: "2-digit",
      hourCycle: "h23",
      timeZone: "Asia/Kolkata",
    }).format(),
  );
  const bride = await wedding.as("side_admin", "bride");
  const viewer = await wedding.as("viewer");
  const leaver = await wedding.as("admin");
  const wish = async (ctx: CommandContext, wanted: boolean, at = hour) =>
    must(await wishDigest(ctx, { wanted, hour: at }));
  for (const ctx of [wedding.ctx, bride, viewer, leaver]) await wish(ctx, true);
  await wish(await wedding.as("admin"), false);
  await wish(await wedding.as("admin"), true, (hour + 5) % 24);
  must(await removeMember(wedding.ctx, { userId: userOf(leaver) }));
  const round = async () => {
    await Promise.all([sweep(), sweep()]);
    await drain({ budgetMs: 5_000 });
    await sweep();
    await drain({ budgetMs: 2_000 });
  };
  const mails = async () =>
    (
      await admin.query(
        `select u.id, d.subject, d.body from dev_mail d join users u on u.email = d."to" where d.subject like 'Anjali%' order by d.id`,
      )
    ).rows as { id: string; subject: string; body: string }[];
  await round();
  const first = await mails();
  expect(first.map((one) => one.id).sort()).toEqual([wedding.ctx, bride, viewer].map(userOf).sort());
  const to = (ctx: CommandContext) => first.find((one) => one.id === userOf(ctx))!;
  expect(to(wedding.ctx).body).toContain("6 coming (5 adults, 1 child)");
  expect(to(bride).body).toContain("bride’s side");
  expect(to(bride).body).toContain("3 coming (2 adults, 1 child)");
  expect(to(viewer).body).not.toMatch(/98117|message to read/);
  await round();
  expect(await mails()).toHaveLength(3);

  // The next day: what changed since. One of them wants it no more, and one process died with the mail in hand.
  await admin.query("update digests set day = day - 1 where wedding_id = $1", [wedding.weddingId]);
  await answers("Silent", 0, 0);
  await refresh();
  await wish(viewer, false);
  await admin.query(
    `insert into digests (wedding_id, user_id, day, state) values ($1, $2, (now() at time zone 'Asia/Kolkata')::date, 'sending')`,
    [wedding.weddingId, userOf(bride)],
  );
  await round();
  const second = (await mails()).slice(3);
  expect(second.map((one) => one.id)).toEqual([userOf(wedding.ctx)]);
  expect(second[0]!.body).toContain("Since the last mail\n- Sangeet: 1 family has replied");
});

const userOf = (ctx: CommandContext): string =>
  ctx.scope.actor.kind === "user" ? ctx.scope.actor.userId : "";
