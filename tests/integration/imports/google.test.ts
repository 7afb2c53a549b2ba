import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CONTACTS_HEADER, generateContacts } from "@/db/seed/generate-guests";
import { drain } from "@/jobs/drain";
import { googleContacts } from "@/lib/adapters/google/contacts";
import { commitImport } from "@/lib/imports/commands/commit-import";
import { connectAccount } from "@/lib/imports/commands/connect-account";
import { discardImport } from "@/lib/imports/commands/discard-import";
import { disconnectAccount } from "@/lib/imports/commands/disconnect-account";
import { noteSync } from "@/lib/imports/commands/note-sync";
import { redoImport } from "@/lib/imports/commands/redo-import";
import { startSync } from "@/lib/imports/commands/start-sync";
import { undoImport } from "@/lib/imports/commands/undo-import";
import { countOutcomes, listRows, requireBatch } from "@/lib/imports/queries";
import { listAccounts } from "@/lib/imports/queries/accounts";
import { inviteHouseholds } from "@/lib/invitations/commands/invite-households";
import { newId } from "@/lib/kernel/ids";
import { unseal } from "@/lib/platform/sealed";
import { newToken } from "@/lib/platform/tokens";
import { readTenant } from "@/lib/platform/transaction";
import type { Google } from "@/simulator/google";
import { fillContacts } from "@/simulator/google-contacts";
import { type PersonJson, REFUSALS } from "@/simulator/google-people";
import { makeEvents, makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";
import { startTestGoogle } from "@/tests/support/google";

const REDIRECT = "http://127.0.0.1:1/api/google/callback";
const PATH = "people/me/connections";
const EMAIL = "family@example.com";
let wedding: TestWedding;
let google: Google;
let filled: PersonJson[];

beforeEach(async () => {
  wedding = await makeWedding();
  google = await startTestGoogle(EMAIL);
  filled = fillContacts(google.people, CONTACTS_HEADER, generateContacts({ guests: 60, seed: 5 }));
});
afterEach(() => google.close());

async function connect(ctx = wedding.ctx): Promise<string> {
  const source = googleContacts();
  const codeVerifier = newToken();
  const back = await google.consent(source.authorizeUrl({ state: "s", redirectUri: REDIRECT, codeVerifier }));
  const grant = await source.exchangeCode({ code: back.get("code")!, redirectUri: REDIRECT, codeVerifier });
  if (!grant.ok) throw new Error(grant.kind);
  return must(await connectAccount(ctx, grant.value)).accountId;
}

async function sync(accountId: string): Promise<string> {
  const { batchId } = must(await startSync(wedding.ctx, { batchId: randomUUID(), accountId }))!;
  await drain({ budgetMs: 20_000 });
  return batchId;
}
async function commit(batchId: string): Promise<void> {
  must(await commitImport(wedding.ctx, { batchId, grouping: "column", attested: true }));
  await drain({ budgetMs: 30_000 });
}
const look = (batchId: string) => readTenant(wedding.scope, (tx) => requireBatch(tx, wedding.scope, batchId));
const outcomes = (batchId: string) =>
  readTenant(wedding.scope, (tx) => countOutcomes(tx, wedding.scope, batchId));
const resources = async (batchId: string) =>
  (
    await readTenant(wedding.scope, (tx) =>
      listRows(tx, wedding.scope, batchId, ["ready", "refused", "created", "matched", "conflict"], {
        limit: 1000,
      }),
    )
  ).map((row) => row.draft.googleResource);
const stored = async () =>
  (
    await admin.query(
      "select id, sealed_token, sync_token, state, synced_at from contact_accounts where wedding_id = $1",
      [wedding.weddingId],
    )
  ).rows[0];
const guests = async () =>
  (
    await admin.query("select count(*)::int as n from people where wedding_id = $1 and live", [
      wedding.weddingId,
    ])
  ).rows[0].n;

describe("an account", () => {
  it("is kept with a sealed token, and forgotten", async () => {
    const accountId = await connect();
    const row = await stored();
    expect(row.sealed_token.toString()).not.toContain("1//");
    expect(unseal(row.sealed_token.toString(), `contact_accounts:${accountId}`)).toMatch(/^1\/\//);
    const logged = await admin.query("select payload::text as p from audit_payloads where wedding_id = $1", [
      wedding.weddingId,
    ]);
    expect(logged.rows.map((one) => one.p).join()).not.toContain("1//");
    must(await disconnectAccount(wedding.ctx, { accountId }));
    expect(await stored()).toMatchObject({ sealed_token: null, sync_token: null, state: "revoked" });
    expect(await startSync(wedding.ctx, { batchId: newId(), accountId })).toMatchObject({
      ok: false,
      code: "not_connected",
    });
    expect(await connect()).toBe(accountId);
    expect(await stored()).toMatchObject({ state: "connected" });
  });
  it("is its owner's alone", async () => {
    const accountId = await connect();
    const other = await wedding.as("admin");
    expect(await startSync(other, { batchId: newId(), accountId })).toMatchObject({ code: "not_connected" });
    must(await disconnectAccount(other, { accountId }));
    expect(await stored()).toMatchObject({ state: "connected" });
    expect(await readTenant(other.scope, (tx) => listAccounts(tx, other.scope))).toEqual([]);
    const viewer = await wedding.as("viewer");
    await expect(startSync(viewer, { batchId: newId(), accountId })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("a sync", () => {
  it("that is thrown away is read anew by the next, whole", async () => {
    const accountId = await connect();
    const first = await sync(accountId);
    must(await discardImport(wedding.ctx, { batchId: first }));
    expect(await stored()).toMatchObject({ sync_token: null });
    const sealed = (await stored()).sealed_token.toString("utf8");
    const late = { kind: "synced" as const, began: null, syncToken: "behind it" };
    must(await noteSync(wedding.ctx, { accountId, batchId: first, sealed, outcome: late }));
    expect(await stored()).toMatchObject({ sync_token: null });
    expect(await look(await sync(accountId))).toMatchObject({ state: "staged", rowsRead: filled.length });
  });
  it("that is thrown away while the next one reads comes again all the same", async () => {
    const accountId = await connect();
    const first = await sync(accountId);
    const { sealed_token: sealed, sync_token: began } = await stored();
    const { batchId } = must(await startSync(wedding.ctx, { batchId: randomUUID(), accountId }))!;
    must(await discardImport(wedding.ctx, { batchId: first }));
    const noted = { kind: "synced" as const, began, syncToken: "behind both" };
    must(
      await noteSync(wedding.ctx, { accountId, batchId, sealed: sealed.toString("utf8"), outcome: noted }),
    );
    expect(await stored()).toMatchObject({ sync_token: null });
    // Read from the beginning, it holds everybody, and the next goes on from behind it.
    await drain({ budgetMs: 20_000 });
    expect(await look(batchId)).toMatchObject({ state: "staged", rowsRead: filled.length });
    expect(await stored()).toMatchObject({ sync_token: expect.any(String) });
  });
  it("brings everybody, then who changed; the deleted stay guests", async () => {
    const accountId = await connect();
    const first = await sync(accountId);
    expect(await look(first)).toMatchObject({
      state: "staged",
      kind: "google",
      fileName: `Google Contacts (${EMAIL})`,
      rowsRead: filled.length,
      note: null,
    });
    expect((await stored()).synced_at).not.toBeNull();
    await commit(first);
    expect(await look(first)).toMatchObject({ state: "done" });
    const before = await guests();
    expect(before).toBeGreaterThan(50);

    google.people.put({ ...filled[3]!, biographies: [{ value: "Vegetarian", contentType: "TEXT_PLAIN" }] });
    google.people.remove(filled[4]!.resourceName);
    const second = await sync(accountId);
    expect(await resources(second)).toEqual([filled[3]!.resourceName]);
    expect((await look(second)).note).toMatch(/new or changed.*1 contact was deleted.*stays/);
    await commit(second);
    expect(await outcomes(second)).toMatchObject({ created: 0 });
    expect(await guests()).toBe(before);

    const third = await look(await sync(accountId));
    expect(third).toMatchObject({ state: "done", rowsRead: 0, note: expect.stringMatching(/Nobody is new/) });
  });
  it("takes a number or a name that was changed there for what it is now, with the same guest, invited as before", async () => {
    const accountId = await connect();
    const contact = (phone: string, name: string): PersonJson => ({
      ...filled[3]!,
      names: [{ givenName: name, displayName: name }],
      phoneNumbers: [{ value: phone }],
      emailAddresses: [],
    });
    const guest = async () =>
      (
        await admin.query(
          `select p.id, p.name, array(select i.value from person_identifiers i where i.person_id = p.id and i.kind = 'phone' and i.valid_to is null order by i.position) as phones,
            (select count(*)::int from invitations v where v.unit_id = p.unit_id) as invited
           from people p where p.wedding_id = $1 and p.live and exists (
             select 1 from person_identifiers i where i.person_id = p.id and i.kind = 'google_resource' and i.value = $2)`,
          [wedding.weddingId, filled[3]!.resourceName],
        )
      ).rows;
    const open = async () =>
      (
        await admin.query("select count(*)::int as n from import_conflicts where wedding_id = $1", [
          wedding.weddingId,
        ])
      ).rows[0].n;
    const brought = async (phone: string, name: string) => {
      google.people.put(contact(phone, name));
      const batchId = await sync(accountId);
      await commit(batchId);
      return batchId;
    };
    await brought("+919825011111", "Ramehs Uncle");
    const asked = await open();
    const eventIds = await makeEvents(wedding, ["Sangeet"]);
    must(await inviteHouseholds(wedding.ctx, { audience: {}, eventIds }));
    const [before] = await guest();
    expect(before).toMatchObject({ phones: ["+919825011111"], invited: 1 });
    const second = await brought("+919825022222", "Ramesh Uncle");
    expect(await guest()).toEqual([{ ...before, name: "Ramesh Uncle", phones: ["+919825022222"] }]);
    expect(await open()).toBe(asked);
    // And back to the old number: what was said before is said again.
    const third = await brought("+919825011111", "Ramehs Uncle");
    expect(await guest()).toEqual([before]);
    must(await undoImport(wedding.ctx, { batchId: second }));
    await drain({ budgetMs: 10_000 });
    expect(await guest()).toEqual([before]);
    must(await redoImport(wedding.ctx, { batchId: second }));
    await drain({ budgetMs: 10_000 });
    expect(await guest()).toEqual([before]);
    must(await undoImport(wedding.ctx, { batchId: third }));
    await drain({ budgetMs: 10_000 });
    expect(await guest()).toEqual([{ ...before, name: "Ramesh Uncle", phones: ["+919825022222"] }]);
    must(await undoImport(wedding.ctx, { batchId: second }));
    await drain({ budgetMs: 10_000 });
    expect(await guest()).toEqual([before]);
    expect(await guests()).toBeGreaterThan(50);
    const { rows } = await admin.query(
      "select count(*)::int as n from claims where wedding_id = $1 and rows <> (select count(*) from import_rows r where r.claim_id = claims.id and not r.outdated and r.outcome <> 'undone')",
      [wedding.weddingId],
    );
    expect(rows).toEqual([{ n: 0 }]);
  });
  it("is taken back like any list", async () => {
    const batchId = await sync(await connect());
    await commit(batchId);
    must(await undoImport(wedding.ctx, { batchId }));
    await drain({ budgetMs: 20_000 });
    expect(await look(batchId)).toMatchObject({ state: "undone" });
    expect(await guests()).toBe(0);
  });
  it("starts over where the sync token has expired", async () => {
    const accountId = await connect();
    await commit(await sync(accountId));
    const before = await guests();
    google.people.expireSyncTokens();
    const again = await sync(accountId);
    expect(await look(again)).toMatchObject({ state: "staged", rowsRead: filled.length });
    await commit(again);
    expect(await outcomes(again)).toMatchObject({ created: 0, conflict: 0 });
    expect(await guests()).toBe(before);
  });
  it("keeps what was read where the consent is taken back half-way", async () => {
    google.people.pageLimit = 20;
    const accountId = await connect();
    google.people.fail({ path: PATH, after: 2, times: 9, answer: REFUSALS.unauthenticated });
    const answer = google.people.answer.bind(google.people);
    vi.spyOn(google.people, "answer").mockImplementation((ask) => {
      const given = answer(ask);
      if (given.status === 401) google.withdraw();
      return given;
    });
    const batchId = await sync(accountId);
    const batch = await look(batchId);
    expect(batch).toMatchObject({ state: "staged", rowsRead: 40 });
    expect(batch.note).toMatch(/does not let us read.*Connect it again.*read before/);
    expect(await stored()).toMatchObject({ state: "revoked", sealed_token: null });
    await commit(batchId);
    expect(await look(batchId)).toMatchObject({ state: "done" });
  });
  it("is refused in words where the consent is gone before it", async () => {
    const accountId = await connect();
    google.withdraw();
    const batch = await look(await sync(accountId));
    expect(batch).toMatchObject({ state: "failed", rowsRead: 0 });
    expect(batch.failure).toMatch(/does not let us/);
    expect(await stored()).toMatchObject({ state: "revoked" });
  });
  it("goes on after Google asked for patience, and brings nobody twice", async () => {
    google.people.pageLimit = 20;
    const accountId = await connect();
    google.people.fail({ path: PATH, after: 2, times: 1, answer: REFUSALS.quota(600) });
    const batchId = await sync(accountId);
    expect(await look(batchId)).toMatchObject({ state: "reading", rowsRead: 40 });
    // The same wish again is the same list.
    expect(must(await startSync(wedding.ctx, { batchId: newId(), accountId }))).toEqual({ batchId });
    await vi.waitFor(
      async () => {
        await drain({ budgetMs: 10_000 });
        expect(await look(batchId)).toMatchObject({ state: "staged", rowsRead: filled.length, note: null });
      },
      { timeout: 20_000, interval: 1_000 },
    );
    expect((await resources(batchId)).sort()).toEqual(filled.map((one) => one.resourceName).sort());
  });
});
