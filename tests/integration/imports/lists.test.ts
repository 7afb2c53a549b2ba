import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { drain } from "@/jobs/drain";
import { decideConflicts } from "@/lib/guests/commands/decide-conflicts";
import { decideRow } from "@/lib/guests/commands/decide-row";
import { chooseColumns } from "@/lib/imports/commands/choose-columns";
import { commitImport } from "@/lib/imports/commands/commit-import";
import { countOutcomes, listRows, requireBatch } from "@/lib/imports/queries";
import { readTenant } from "@/lib/platform/transaction";
import { importCsv, makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";

let wedding: TestWedding;
beforeEach(async () => {
  wedding = await makeWedding();
});
const look = (batchId: string) => readTenant(wedding.scope, (tx) => requireBatch(tx, wedding.scope, batchId));
const outcomes = (batchId: string) =>
  readTenant(wedding.scope, (tx) => countOutcomes(tx, wedding.scope, batchId));
const people = async () =>
  (
    await admin.query(
      "select p.name, u.name as family, p.side, p.age_band from people p join guest_units u on u.id = p.unit_id where p.wedding_id = $1 order by p.name",
      [wedding.weddingId],
    )
  ).rows;
/** Who is known by what, in which family: equal for equal guest lists, whatever their ids. */
const stateOf = async () =>
  (
    await admin.query(
      "select i.kind, i.value, p.name, u.name as family from person_identifiers i join people p on p.id = i.person_id join guest_units u on u.id = p.unit_id where p.wedding_id = $1 order by 1, 2",
      [wedding.weddingId],
    )
  ).rows;

describe("a list that is none", () => {
  it.each([
    ["an empty file", Buffer.alloc(0), /empty/],
    ["an Excel workbook renamed to .csv", readFileSync("tests/fixtures/csv/not-a-csv.csv"), /Excel workbook/],
    ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]), /picture/],
    [
      "bytes",
      Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7) % 256)),
      /not text|cannot be read|rows cannot|name or a phone/,
    ],
    ["a letter to grandmother", Buffer.from("Dear Nani,\nI hope you are well.\n"), /name or a phone/],
    ["headings alone", Buffer.from("Name,Phone\n"), /no rows/],
    [
      "one line of five megabytes",
      Buffer.from(`Name,Phone\n"${"x".repeat(5_000_000)}`),
      /far too long|quotation mark/,
    ],
  ])("is refused in words: %s", async (_name, bytes, words) => {
    const batch = await look(await importCsv(wedding.ctx, bytes, { commit: false }));
    expect(batch).toMatchObject({ state: "failed", rowsRead: 0 });
    expect(batch.failure).toMatch(words);
  });
});

describe("a list whose headings say too little", () => {
  const brought = async (csv: string) => {
    const batchId = await importCsv(wedding.ctx, csv, { commit: false });
    return { batchId, batch: await look(batchId) };
  };
  it("is asked about before a column of numbers is lost", async () => {
    const { batchId, batch } = await brought("Name,Sampark\nAsha,9825012345\n");
    expect(batch).toMatchObject({ state: "mapping", rowsRead: 0 });
    const mapping = { hasHeader: true, columns: { "0": "full" as const, "1": "phone" as const } };
    must(await chooseColumns(wedding.ctx, { batchId, mapping }));
    await drain({ budgetMs: 20_000 });
    const rows = await readTenant(wedding.scope, (tx) =>
      listRows(tx, wedding.scope, batchId, ["ready"], { limit: 10 }),
    );
    expect(rows.map(({ draft }) => draft.phones[0]?.e164)).toEqual(["+919825012345"]);
  });
  it("tells what it left out, and is read again with that", async () => {
    const { batchId, batch } = await brought("Name,Mobile,Flight\nAsha,9825012345,AI 202\n");
    expect(batch).toMatchObject({ state: "staged", note: expect.stringContaining("“Flight”") });
    expect(batch.question?.header).toEqual(["Name", "Mobile", "Flight"]);
    const { rows: audit } = await admin.query(
      "select coalesce(string_agg(p::text, ' '), '') as said from audit_payloads p where wedding_id = $1",
      [wedding.weddingId],
    );
    expect(audit[0].said).not.toContain("9825012345");
    expect(audit[0].said).toContain("Flight");
    const columns = { "0": "full" as const, "1": "phone" as const, "2": "notes" as const };
    must(await chooseColumns(wedding.ctx, { batchId, mapping: { hasHeader: true, columns } }));
    await drain({ budgetMs: 20_000 });
    expect(await look(batchId)).toMatchObject({ state: "staged", note: null });
    const rows = await readTenant(wedding.scope, (tx) =>
      listRows(tx, wedding.scope, batchId, ["ready"], { limit: 10 }),
    );
    expect(rows.map(({ draft }) => draft.notes)).toEqual(["AI 202"]);
  });
});

it("tells the rows of a sheet as the sheet counts them", async () => {
  const batchId = await importCsv(
    wedding.ctx,
    "Our guests,\n\nName,Mobile\nAsha,9825012345\n\n\nRavi,\nTotal,\n",
  );
  const rows = await readTenant(wedding.scope, (tx) =>
    listRows(tx, wedding.scope, batchId, ["created", "refused"], { limit: 10 }),
  );
  expect(rows.map(({ line, draft }) => [line, draft.name.full])).toEqual([
    [4, "Asha"],
    [7, "Ravi"],
    [8, "Total"],
  ]);
  expect(await look(batchId)).toMatchObject({ state: "done", rowsRead: 3 });
});

describe("every list a family may have", () => {
  it.each(
    readdirSync("tests/fixtures/csv").filter((name) => name.endsWith(".csv") && name !== "not-a-csv.csv"),
  )("reads %s", async (name) => {
    const batchId = await importCsv(wedding.ctx, readFileSync(path.join("tests/fixtures/csv", name)));
    expect(await look(batchId)).toMatchObject({ state: "done", failure: null });
    expect((await outcomes(batchId)).created).toBeGreaterThan(0);
  });
  it("keeps hostile text as text", async () => {
    const batchId = await importCsv(
      wedding.ctx,
      'Name,Phone,Family\n"Robert\'); drop table people;--",9876500001,"<script>alert(1)</script>"\n"=HYPERLINK(""x"")",9876500002,X\n"A\u0000B",9876500003,Y\n',
    );
    expect(await look(batchId)).toMatchObject({ state: "done" });
    expect((await people()).map((row) => row.name).sort()).toEqual([
      '=HYPERLINK("x")',
      "AB",
      "Robert'); drop table people;--",
    ]);
  });
});

describe("identity", () => {
  const A =
    "Name,Phone,Family,Side\nAsha,9876500001,Mehta,bride\nRavi,9876500002,Mehta,bride\nKid,,Mehta,bride\n";
  const B =
    "Name,Phone,Family,Side\nRavi,+91 98765 00002,Mehta,bride\nNeha,9876500003,Rao,groom\nMehta ji,9876500004,Mehta,groom\n";
  it("is the same guests after A, B, A and after B, A", async () => {
    for (const csv of [A, B, A]) await importCsv(wedding.ctx, csv);
    const one = await stateOf();
    wedding = await makeWedding();
    for (const csv of [B, A, B, B]) await importCsv(wedding.ctx, csv);
    expect(await stateOf()).toEqual(one);
    expect((await people()).map((row) => row.name)).toEqual(["Asha", "Kid", "Mehta ji", "Neha", "Ravi"]);
  });
  it("keeps the two sides' families of one name apart", async () => {
    await importCsv(wedding.ctx, B);
    expect(
      new Set(
        (
          await admin.query("select id from guest_units where wedding_id = $1 and name = 'Mehta'", [
            wedding.weddingId,
          ])
        ).rows.map((row) => row.id),
      ).size,
    ).toBe(2);
  });
  it("never overwrites a name, and asks", async () => {
    await importCsv(wedding.ctx, A);
    const batchId = await importCsv(
      wedding.ctx,
      "Name,Phone\nSomebody Else,9876500001\nTwo Numbers,9876500001 / 9876500002\n",
      { grouping: "each" },
    );
    expect(await outcomes(batchId)).toMatchObject({ conflict: 2, created: 0 });
    const rows = await readTenant(wedding.scope, (tx) => listRows(tx, wedding.scope, batchId, ["conflict"]));
    expect(rows.map((row) => row.conflict?.kind)).toEqual(["name_differs", "two_people"]);
    // Until somebody decides, what is shown must not depend on which list came first; the question stands beside it.
    const open = await readTenant(wedding.scope, (tx) =>
      tx.execute<{ key: string; values: string[] }>(
        sql`select key, (select jsonb_agg(o->'value' order by o->'value') from jsonb_array_elements(options) o) as values from import_conflicts where wedding_id = ${wedding.weddingId} and kind = 'field'`,
      ),
    );
    expect(open.rows.map((row) => row.values)).toEqual([["Asha", "Somebody Else"]]);
    must(await decideConflicts(wedding.ctx, { field: "name", batchId, choice: { kind: "ours" } }));
    expect((await people()).map((row) => row.name)).toContain("Asha");
    const again = await importCsv(wedding.ctx, "Name,Phone,Notes\nSomebody Else,9876500001,new\n", {
      grouping: "each",
    });
    expect(await outcomes(again)).toMatchObject({ conflict: 0, remembered: 1 });
  });
  it("asks whose a row is that fits two people, once", async () => {
    await importCsv(wedding.ctx, A);
    const both = "Name,Phone\nTwo Numbers,9876500001 / 9876500002\n";
    await importCsv(wedding.ctx, both, { grouping: "each" });
    const asked = await readTenant(wedding.scope, (tx) =>
      tx.execute<{ claim_id: string; options: string[] }>(
        sql`select claim_id, options from import_conflicts where wedding_id = ${wedding.weddingId} and kind = 'people'`,
      ),
    );
    const [question] = asked.rows;
    expect(question!.options).toHaveLength(2);
    must(
      await decideRow(wedding.ctx, {
        claimId: question!.claim_id,
        decision: { kind: "belongs", personId: question!.options[0]! },
      }),
    );
    const again = await importCsv(wedding.ctx, `${both}Two Numbers again,9876500002 / 9876500001\n`, {
      grouping: "each",
    });
    const open = await readTenant(wedding.scope, (tx) =>
      tx.execute(
        sql`select 1 from import_conflicts where wedding_id = ${wedding.weddingId} and kind = 'people'`,
      ),
    );
    expect(open.rows).toHaveLength(0);
    expect(await outcomes(again)).toMatchObject({ created: 0 });
    must(await decideRow(wedding.ctx, { claimId: question!.claim_id, decision: null }));
    const reopened = await readTenant(wedding.scope, (tx) =>
      tx.execute(
        sql`select 1 from import_conflicts where wedding_id = ${wedding.weddingId} and kind = 'people'`,
      ),
    );
    expect(reopened.rows.length).toBeGreaterThan(0);
  });
  it("adds a list once, however often it is asked to", async () => {
    const batchId = await importCsv(wedding.ctx, A, { commit: false });
    const asked = await Promise.all(
      [1, 2, 3].map(() => commitImport(wedding.ctx, { batchId, grouping: "each", attested: true })),
    );
    expect(asked.filter((one) => one.ok)).toHaveLength(1);
  });
  it("binds a side admin's list to that side", async () => {
    const bride = await wedding.as("side_admin", "bride");
    await importCsv(bride, "Name,Phone,Side\nX,9876500009,groom\n", { grouping: "each" });
    expect(await people()).toMatchObject([{ name: "X", side: "bride" }]);
  });
  it("counts a family that a sheet only counts", async () => {
    await importCsv(wedding.ctx, "Name,Phone,Adults,Children\nRao,9876500010,4,2\n", { grouping: "each" });
    expect(
      (
        await admin.query("select unnamed_adults, unnamed_children from guest_units where wedding_id = $1", [
          wedding.weddingId,
        ])
      ).rows,
    ).toEqual([{ unnamed_adults: 3, unnamed_children: 2 }]);
  });
  it("counts five adults and two children where a sheet says 5+2, and says so", async () => {
    const batchId = await importCsv(
      wedding.ctx,
      "Name,Phone,Pax\nRao,9876500010,5+2\nIyer,9876500011,some\n",
      {
        grouping: "each",
      },
    );
    const { rows } = await admin.query(
      "select name, unnamed_adults as adults, unnamed_children as children from guest_units where wedding_id = $1 order by name",
      [wedding.weddingId],
    );
    expect(rows).toEqual([
      { name: "Iyer", adults: 0, children: 0 },
      { name: "Rao", adults: 4, children: 2 },
    ]);
    const noted = await readTenant(wedding.scope, (tx) =>
      listRows(tx, wedding.scope, batchId, ["created"], { noted: "noticed" }),
    );
    expect(noted.map(({ draft }) => draft.problems[0]?.code)).toEqual(["count_guessed", "count_unreadable"]);
  });
  it("records the host's word as the ground to write to them", async () => {
    await importCsv(wedding.ctx, A);
    const { rows } = await admin.query(
      "select basis, granted, evidence->>'list' as list from consents where wedding_id = $1",
      [wedding.weddingId],
    );
    expect(rows).toEqual([{ basis: "host_attestation", granted: "yes", list: "guests.csv" }]);
  });
});

describe("a side admin's list", () => {
  it("meets the other side's guest as a question, and ends", async () => {
    await importCsv(wedding.ctx, "Name,Phone,Family,Side\nMutual Friend,9876500077,Shared,groom\n");
    const bride = await wedding.as("side_admin", "bride");
    const batchId = await importCsv(
      bride,
      "Name,Phone,Family\nMutual Friend,9876500077,Ours\nNew Guest,9876500078,Ours\n",
    );
    expect(await outcomes(batchId)).toMatchObject({ created: 1, conflict: 1 });
    const rows = await readTenant(wedding.scope, (tx) => listRows(tx, wedding.scope, batchId, ["conflict"]));
    expect(JSON.stringify(rows.map((row) => row.conflict))).not.toContain("Shared");
  });
});
