import { expect, it } from "vitest";
import { historyWords } from "@/components/access/history-words";
import { editHouseholds } from "@/lib/audience/commands/edit-households";
import { listHistory } from "@/lib/audit/queries";
import { editHousehold } from "@/lib/guests/commands/edit-household";
import { editPerson } from "@/lib/guests/commands/edit-person";
import { setDiet } from "@/lib/guests/commands/set-diet";
import { listHouseholdHistory } from "@/lib/guests/queries/household";
import { inviteHouseholds } from "@/lib/invitations/commands/invite-households";
import { keepPlaces } from "@/lib/invitations/commands/keep-places";
import { uninviteHouseholds } from "@/lib/invitations/commands/uninvite-households";
import { withdrawHouseholds } from "@/lib/invitations/commands/withdraw-households";
import { readTenant } from "@/lib/platform/transaction";
import { recordAnswer } from "@/lib/rsvp/commands/record-answer";
import { importCsv, makeEvents, makeWedding, must } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";

it("says of an act what the record knows of it, and no more once that is erased", async () => {
  const wedding = await makeWedding();
  await importCsv(wedding.ctx, "Name,Phone,Family,Adults\nAsha,9825041111,Sharma,3\nBina,9825041112,Rao,2\n");
  const [sangeet, haldi] = (await makeEvents(wedding, ["Sangeet", "Haldi"])) as [string, string];
  const { rows } = await admin.query(
    "select u.id as unit, u.version, p.id as person, p.version as person_version from people p join guest_units u on u.id = p.unit_id where p.wedding_id = $1 and u.name = 'Sharma'",
    [wedding.weddingId],
  );
  const { unit, version, person, person_version } = rows[0];
  const { ctx } = wedding;
  const history = () => readTenant(wedding.scope, (tx) => listHistory(tx, wedding.scope));
  const said = async (act: Promise<unknown>) => {
    must((await act) as never);
    return historyWords((await history())[0]!);
  };
  const keep = (from: number, adults: number, children = 0) =>
    keepPlaces(ctx, {
      unitId: unit,
      eventId: sangeet,
      before: { adults: from, children: 0 },
      places: { adults, children },
    });

  expect(await said(inviteHouseholds(ctx, { audience: { units: [unit] }, eventIds: [sangeet] }))).toBe(
    "invited Sharma to “Sangeet”",
  );
  const both = await inviteHouseholds(ctx, { audience: {}, eventIds: [haldi, sangeet] });
  expect(await said(Promise.resolve(both))).toBe(
    "invited 2 families to “Sangeet” and “Haldi”, 3 invitations in all",
  );
  expect(await said(uninviteHouseholds(ctx, must(both).undo!.input as never))).toBe(
    "took back inviting 2 families to “Sangeet” and “Haldi”, 3 invitations in all",
  );
  expect(await said(keep(3, 5))).toBe("kept 5 places instead of 3 for Sharma at “Sangeet”");
  expect(await said(keep(5, 4, 1))).toBe(
    "kept places for 4 adults, 1 child instead of 5 adults for Sharma at “Sangeet”",
  );
  const diet = setDiet(ctx, { personId: person, eventId: sangeet, diet: "jain" });
  expect(await said(diet)).toBe("set what a guest of Sharma eats at “Sangeet”: Jain");
  const answers = [{ eventId: sangeet, answer: "yes" as const, adults: 2, children: 1 }];
  expect(await said(recordAnswer(ctx, { unitId: unit, answers }))).toBe(
    "entered an answer: Sharma is coming to “Sangeet” (2 adults, 1 child)",
  );
  const tag = editHouseholds(ctx, { audience: {}, change: { kind: "tag", tag: "VIP" } });
  expect(await said(tag)).toBe("gave 2 families the tag “VIP”");
  const { rows: now } = await admin.query("select version from guest_units where id = $1", [unit]);
  expect(now[0].version).toBeGreaterThan(version);
  const changes = { address: "12 Marine Drive", tags: ["Pune"] };
  expect(await said(editHousehold(ctx, { unitId: unit, version: now[0].version, changes }))).toBe(
    "changed the tags and address of Sharma",
  );
  const food = editPerson(ctx, { personId: person, version: person_version, changes: { diet: "veg" } });
  expect(await said(food)).toBe("changed the food of a guest of Sharma");
  expect(JSON.stringify(await history())).not.toContain("Marine Drive");
  await withdrawHouseholds(ctx, { audience: {}, eventIds: [haldi, sangeet] });

  await admin.query(
    "update audit_payloads set payload = null, salt = null, undo = null where wedding_id = $1",
    [wedding.weddingId],
  );
  const left = (await history()).map((entry) => ({ ...entry, words: historyWords(entry) }));
  expect(left.every((entry) => entry.facts === null && entry.undo === null)).toBe(true);
  expect(left.map((entry) => entry.words)).toContain("changed the places kept for Sharma");
  const page = await readTenant(wedding.scope, (tx) => listHouseholdHistory(tx, wedding.scope, unit));
  expect(page.length).toBeGreaterThan(0);
  expect(page.every((entry) => entry.facts === null)).toBe(true);
});
