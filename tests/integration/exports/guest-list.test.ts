import { parse } from "csv-parse/sync";
import { expect, it } from "vitest";
import { drain } from "@/jobs/drain";
import { objectStore } from "@/lib/adapters/object-store";
import { createLink } from "@/lib/exports/commands/create-link";
import { requestExport } from "@/lib/exports/commands/request-export";
import { revokeLink } from "@/lib/exports/commands/revoke-link";
import { locateExportLink, requireExport } from "@/lib/exports/queries";
import { setDiet } from "@/lib/guests/commands/set-diet";
import { inviteHouseholds } from "@/lib/invitations/commands/invite-households";
import { newId } from "@/lib/kernel/ids";
import { normalisePhone } from "@/lib/kernel/phone";
import { hashToken, newToken } from "@/lib/platform/tokens";
import { readTenant } from "@/lib/platform/transaction";
import { recordAnswer } from "@/lib/rsvp/commands/record-answer";
import { importCsv, makeEvents, makeWedding, must } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";

const PAYLOADS = [
  "=1+1",
  "+1",
  "-1",
  "@SUM(A1)",
  "\t=1",
  " =1",
  "＝1+1",
  '=HYPERLINK("http://x")',
  "=cmd|' /C calc'!A0",
];

async function read(key: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of (await objectStore().get(key)).body) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

it("opens right in a spreadsheet: BOM, phones as text, formulas harmless, side kept, hash true", async () => {
  const wedding = await makeWedding();
  const rows = PAYLOADS.map(
    (name, i) =>
      `"${name.replaceAll('"', '""')}",98765${String(20_000 + i)},"Family ${i}",${i % 2 ? "bride" : "groom"}`,
  );
  await importCsv(
    wedding.ctx,
    `Name,Phone,Family,Side\n${rows.join("\n")}\nश्री विद्यालय,9876599999,"क्षत्रिय, परिवार",both\n`,
  );
  const [event] = await makeEvents(wedding, ["Sangeet"]);
  must(await inviteHouseholds(wedding.ctx, { audience: {}, eventIds: [event!] }));
  const bride = await wedding.as("side_admin", "bride");
  const [all, own] = [newId(), newId()];
  must(await requestExport(wedding.ctx, { id: all, eventId: event! }));
  must(await requestExport(bride, { id: own, eventId: event! }));
  await drain({ budgetMs: 10_000 });

  const file = await readTenant(wedding.scope, (tx) => requireExport(tx, wedding.scope, all));
  expect(file).toMatchObject({ state: "ready", rows: PAYLOADS.length + 1 });
  const bytes = await read(file.objectKey!);
  expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  expect(bytes.length).toBe(file.bytes);
  const records = parse(bytes, { bom: true, columns: true }) as Record<string, string>[];
  for (const record of records)
    for (const cell of Object.values(record)) expect(cell).not.toMatch(/^[\s]*[=+\-@＝＋－＠]/);
  expect(records.map((record) => normalisePhone(record.Phone!))).toSatisfy((phones: { ok: boolean }[]) =>
    phones.every((phone) => phone.ok),
  );
  expect(records.some((record) => record.Family === "क्षत्रिय, परिवार")).toBe(true);

  const part = await readTenant(bride.scope, (tx) => requireExport(tx, bride.scope, own));
  expect(
    (parse(await read(part.objectKey!), { bom: true, columns: true }) as Record<string, string>[])
      .map((record) => record.Side)
      .sort(),
  ).toEqual(["Both", "Bride", "Bride", "Bride", "Bride"]);
});

it("lists who comes and has a place, who waits, and what those eat, as the board counts them", async () => {
  const wedding = await makeWedding();
  await importCsv(
    wedding.ctx,
    "Name,Phone,Family,Food\nAsha,9876500001,Mehta,Jain\nKiran,9876500002,Mehta,Jain\nTara,9876500003,Mehta,Vegetarian\nRavi,9876500004,Rao,Jain\nSita,9876500005,Sen,Jain\nUma,9876500006,Sen,Vegetarian\nDev,9876500007,Mute,Jain\n",
  );
  const [sangeet, haldi] = await makeEvents(wedding, ["Sangeet", "Haldi"]);
  await admin.query("update events set ceiling_persons = 4 where id = $1", [haldi]);
  must(await inviteHouseholds(wedding.ctx, { audience: {}, eventIds: [sangeet!, haldi!] }));
  const ids = async (table: string) =>
    Object.fromEntries(
      (
        await admin.query(`select id, name from ${table} where wedding_id = $1 and live`, [wedding.weddingId])
      ).rows.map((row) => [row.name, row.id as string]),
    );
  const [people, units] = [await ids("people"), await ids("guest_units")];
  must(await setDiet(wedding.ctx, { personId: people.Kiran!, eventId: haldi!, diet: "veg" }));
  for (const [family, adults] of [
    ["Mehta", 3],
    ["Rao", 0],
    ["Sen", 2],
  ] as const)
    must(
      await recordAnswer(wedding.ctx, {
        unitId: units[family]!,
        eventIds: [sangeet!, haldi!],
        answer: adults > 0 ? "yes" : "no",
        adults,
      }),
    );
  const list = async (eventId: string) => {
    const id = newId();
    must(await requestExport(wedding.ctx, { id, eventId }));
    await drain({ budgetMs: 10_000 });
    const file = await readTenant(wedding.scope, (tx) => requireExport(tx, wedding.scope, id));
    return (parse(await read(file.objectKey!), { bom: true, columns: true }) as Record<string, string>[]).map(
      (one) => [one.Family, one.Function, one.Adults, one.Waiting, one.Food].join("; "),
    );
  };
  expect(await list(sangeet!)).toEqual([
    "Mehta; Sangeet; 3; 0; 2 jain, 1 veg",
    "Mute; Sangeet; 0; 0; ",
    "Rao; Sangeet; 0; 0; ",
    "Sen; Sangeet; 2; 0; 1 jain, 1 veg",
  ]);
  // Room for four: who came last waits, and eats nothing there.
  await admin.query("update events set cancelled_at = now() where id = $1", [haldi]);
  expect(await list(haldi!)).toEqual([
    "Mehta; Haldi (cancelled); 3; 0; 2 veg, 1 jain",
    "Mute; Haldi (cancelled); 0; 0; ",
    "Rao; Haldi (cancelled); 0; 0; ",
    "Sen; Haldi (cancelled); 0; 2; ",
  ]);
});

it("opens by its link until it expires or is revoked, and nobody can guess it", async () => {
  const wedding = await makeWedding();
  await importCsv(wedding.ctx, "Name,Phone\nAsha,9876500001\n", { grouping: "each" });
  const [event] = await makeEvents(wedding, ["Sangeet"]);
  const exportId = newId();
  must(await requestExport(wedding.ctx, { id: exportId, eventId: event! }));
  await drain({ budgetMs: 10_000 });
  const [short, long] = [newToken(), newToken()];
  must(
    await createLink(wedding.ctx, {
      exportId,
      tokenHash: hashToken(short),
      label: "Caterer",
      expiresInHours: 1,
    }),
  );
  const kept = must(
    await createLink(wedding.ctx, {
      exportId,
      tokenHash: hashToken(long),
      label: "Hotel",
      expiresInHours: 48,
    }),
  );
  expect(await locateExportLink(hashToken(short))).toMatchObject({ weddingId: wedding.weddingId, exportId });
  await admin.query(
    "update export_links set expires_at = now() - interval '1 second' where label = 'Caterer'",
  );
  expect(await locateExportLink(hashToken(short))).toBeNull();
  expect(await locateExportLink(hashToken(long))).not.toBeNull();
  must(await revokeLink(wedding.ctx, { linkId: kept.id }));
  expect(await locateExportLink(hashToken(long))).toBeNull();
  for (const guess of [short.slice(0, -1), short.toUpperCase(), long, "", "0".repeat(43)])
    expect(await locateExportLink(hashToken(guess))).toBeNull();
  const { rows } = await admin.query("select token_hash from export_links where wedding_id = $1", [
    wedding.weddingId,
  ]);
  expect(rows.map((row) => row.token_hash)).not.toContain(long);
});
