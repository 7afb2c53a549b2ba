import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CONTACTS_HEADER, generateContacts } from "@/db/seed/generate-guests";
import { type PullOptions, type PullPart, pullContacts } from "@/jobs/imports/readers/google";
import { googleContacts } from "@/lib/adapters/google/contacts";
import type { ContactsSource } from "@/lib/imports/ports";
import { env } from "@/lib/platform/env";
import { newToken } from "@/lib/platform/tokens";
import { type Google, startGoogle } from "@/simulator/google";
import { fillContacts } from "@/simulator/google-contacts";
import { REFUSALS } from "@/simulator/google-people";

const REDIRECT = "http://127.0.0.1:3000/callback";
const CONNECTIONS = "people/me/connections";
let google: Google;
let source: ContactsSource;
let grant: { accessToken: string; refreshToken: string };
let waits: number[];

const fill = (options: { guests: number; seed: number }) =>
  fillContacts(google.people, CONTACTS_HEADER, generateContacts(options));

beforeEach(async () => {
  google = await startGoogle();
  Object.assign(env(), google.env);
  source = googleContacts();
  waits = [];
  const codeVerifier = newToken();
  const back = await google.consent(source.authorizeUrl({ state: "s", redirectUri: REDIRECT, codeVerifier }));
  const answer = await source.exchangeCode({ code: back.get("code")!, redirectUri: REDIRECT, codeVerifier });
  if (!answer.ok) throw new Error(answer.kind);
  grant = answer.value;
});
afterEach(() => google.close());

async function pull(options: Partial<PullOptions> = {}): Promise<PullPart[]> {
  const parts: PullPart[] = [];
  const wait = async (ms: number) => waits.push(ms);
  const all = { accessToken: grant.accessToken, homeCountry: "IN", wait, ...options };
  for await (const part of pullContacts(source, all)) parts.push(part);
  return parts;
}

const rowsOf = (parts: PullPart[]) => parts.flatMap((part) => (part.kind === "rows" ? part.rows : []));
const resources = (parts: PullPart[]) => rowsOf(parts).map((row) => row.draft.googleResource);
const last = (parts: PullPart[]) => parts.at(-1)!;
async function syncToken(): Promise<string> {
  const end = last(await pull());
  if (end.kind !== "end" || !end.syncToken) throw new Error(end.kind);
  return end.syncToken;
}

describe("pulling an account", () => {
  it("gives everybody once, in parts of at most 500, then a sync token", async () => {
    const filled = fill({ guests: 2600, seed: 4 });
    const parts = await pull();
    expect(resources(parts)).toEqual(filled.map((person) => person.resourceName));
    expect(parts.every((part) => part.kind !== "rows" || part.rows.length <= 500)).toBe(true);
    expect(parts[0]).toMatchObject({ kind: "rows", read: 500, total: filled.length });
    expect(last(parts)).toMatchObject({
      kind: "end",
      syncToken: expect.any(String),
      full: true,
      deleted: [],
      unreadable: 0,
      householdColumn: "Household",
    });
  });

  it("gives an empty account's end", async () => {
    expect(await pull()).toEqual([
      {
        kind: "end",
        syncToken: expect.any(String),
        full: true,
        deleted: [],
        unreadable: 0,
        householdColumn: null,
      },
    ]);
  });

  it("gives changes and deletions after that, and counts what cannot be read", async () => {
    fill({ guests: 20, seed: 4 });
    const token = await syncToken();
    google.people.put(
      { resourceName: "people/c3", names: [{ givenName: "Asha" }], phoneNumbers: [{ value: "98250 12345" }] },
      { resourceName: "people/c4", names: "broken" },
    );
    google.people.remove("people/c5");
    const parts = await pull({ syncToken: token });
    expect(
      rowsOf(parts).map(({ draft }) => [draft.googleResource, draft.name.full, draft.phones[0]?.e164]),
    ).toEqual([["people/c3", "Asha", "+919825012345"]]);
    expect(parts[0]).toMatchObject({ read: 2, total: null });
    expect(last(parts)).toMatchObject({ kind: "end", full: false, deleted: ["people/c5"], unreadable: 1 });
  });

  it("starts over in full when the sync token has expired, even on the way", async () => {
    const filled = fill({ guests: 20, seed: 4 });
    const token = await syncToken();
    google.people.expireSyncTokens();
    const parts = await pull({ syncToken: token });
    expect([rowsOf(parts).length, last(parts)]).toMatchObject([filled.length, { kind: "end", full: true }]);

    const next = await syncToken();
    google.people.put(...filled.slice(0, 6));
    google.people.pageLimit = 4;
    google.people.fail({ path: CONNECTIONS, after: 1, answer: REFUSALS.expiredSyncToken });
    const again = await pull({ syncToken: next });
    expect(resources(again)).toHaveLength(4 + filled.length);
    expect(last(again)).toMatchObject({ kind: "end", full: true });
  });

  it("does not start over for ever", async () => {
    fill({ guests: 20, seed: 4 });
    google.people.pageLimit = 8;
    google.people.fail({ path: CONNECTIONS, after: 1, answer: REFUSALS.invalidArgument });
    google.people.fail({ path: CONNECTIONS, after: 2, answer: REFUSALS.expiredSyncToken });
    expect(last(await pull())).toMatchObject({ kind: "paused", retryAfterSeconds: 60 });
    expect(google.people.asked.filter(({ path }) => path === CONNECTIONS)).toHaveLength(4);
  });
});

describe("a quota", () => {
  it("is waited for while that is short", async () => {
    const filled = fill({ guests: 20, seed: 4 });
    google.people.pageLimit = 8;
    google.people.fail({ path: CONNECTIONS, after: 1, answer: REFUSALS.quota(3) });
    const parts = await pull();
    expect([waits, resources(parts)]).toEqual([[3000], filled.map((person) => person.resourceName)]);
  });

  it("pauses the pull when it is long; the rest comes later, from there", async () => {
    const filled = fill({ guests: 20, seed: 4 });
    google.people.pageLimit = 8;
    google.people.fail({ path: CONNECTIONS, after: 2, answer: REFUSALS.quota(600) });
    const parts = await pull();
    const pause = last(parts);
    expect([waits, resources(parts).length, pause]).toMatchObject([
      [],
      16,
      { kind: "paused", retryAfterSeconds: 600 },
    ]);
    if (pause.kind !== "paused") throw new Error(pause.kind);
    const position = JSON.parse(JSON.stringify(pause.position));
    const rest = await pull({ position });
    expect(resources(parts).concat(resources(rest))).toEqual(filled.map((person) => person.resourceName));
    expect(rest[0]).toMatchObject({ read: filled.length, total: filled.length });
    expect(last(rest)).toMatchObject({ kind: "end", full: true, householdColumn: "Household" });
  });

  it("keeps deletions over a pause", async () => {
    fill({ guests: 20, seed: 4 });
    const token = await syncToken();
    for (const n of [2, 3, 4]) google.people.remove(`people/c${n}`);
    google.people.pageLimit = 2;
    google.people.fail({ path: CONNECTIONS, after: 1, answer: REFUSALS.quota() });
    const pause = last(await pull({ syncToken: token }));
    if (pause.kind !== "paused") throw new Error(pause.kind);
    expect(pause.retryAfterSeconds).toBe(30);
    expect(last(await pull({ position: pause.position }))).toMatchObject({
      kind: "end",
      full: false,
      deleted: ["people/c2", "people/c3", "people/c4"],
    });
  });

  it("never waits longer in all than it may, nor for nothing", async () => {
    google.people.fail({ path: CONNECTIONS, times: 99, answer: REFUSALS.quota(0) });
    expect(last(await pull({ maxWaitSeconds: 1 }))).toMatchObject({ kind: "paused" });
    expect(waits).toEqual([250, 250, 250, 250]);
  });
});

describe("what else may happen on the way", () => {
  it("a revocation ends the pull, and what came before is kept", async () => {
    fill({ guests: 20, seed: 4 });
    google.people.pageLimit = 8;
    const parts: PullPart[] = [];
    for await (const part of pullContacts(source, { ...grant, homeCountry: "IN" })) {
      parts.push(part);
      google.withdraw();
    }
    expect(resources(parts)).toHaveLength(8);
    expect(last(parts)).toEqual({ kind: "revoked", deleted: [] });
  });

  it("an access token that has merely aged is renewed", async () => {
    const filled = fill({ guests: 20, seed: 4 });
    google.people.pageLimit = 8;
    const parts: PullPart[] = [];
    for await (const part of pullContacts(source, { ...grant, homeCountry: "IN" })) {
      parts.push(part);
      google.ageAccessTokens();
    }
    expect(resources(parts)).toHaveLength(filled.length);
    expect(last(parts).kind).toBe("end");
    google.ageAccessTokens();
    expect(last(await pull()).kind).toBe("revoked");
  });

  it("an access token that is refused twice is not renewed for ever", async () => {
    google.people.fail({ times: 99, answer: REFUSALS.unauthenticated });
    expect(last(await pull(grant)).kind).toBe("revoked");
    expect(google.people.asked).toHaveLength(2);
  });

  it("a disturbance is tried again, twice, then left for later", async () => {
    fill({ guests: 5, seed: 4 });
    google.people.fail({ times: 2, answer: REFUSALS.unavailable });
    expect(last(await pull()).kind).toBe("end");
    expect(waits).toEqual([1000, 4000]);
    google.people.fail({ times: 3, answer: { status: 200, drop: true } });
    expect(last(await pull())).toMatchObject({ kind: "paused", retryAfterSeconds: 60 });
  });

  it("a missing permission and a wrong installation are told apart", async () => {
    google.people.fail({ path: CONNECTIONS, answer: REFUSALS.scope });
    expect(await pull()).toEqual([{ kind: "forbidden", deleted: [] }]);
    google.people.fail({ path: CONNECTIONS, answer: REFUSALS.notEnabled });
    await expect(pull()).rejects.toThrow("not set up rightly");
  });
});
