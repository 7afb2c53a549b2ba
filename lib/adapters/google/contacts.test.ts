import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CONTACTS_HEADER, generateContacts } from "@/db/seed/generate-guests";
import { retryAfter } from "@/lib/adapters/google/answers";
import { googleContacts, googleContactsConfigured } from "@/lib/adapters/google/contacts";
import type { Answer, ContactsGrant, ContactsSource, RemoteContact } from "@/lib/imports/ports";
import { env } from "@/lib/platform/env";
import { newToken } from "@/lib/platform/tokens";
import { type Google, startGoogle } from "@/simulator/google";
import { fillContacts } from "@/simulator/google-contacts";
import { REFUSALS } from "@/simulator/google-people";

const REDIRECT = "http://127.0.0.1:3000/api/contacts/google/callback";
let google: Google;
let source: ContactsSource;

const fill = (options: { guests: number; seed: number }) =>
  fillContacts(google.people, CONTACTS_HEADER, generateContacts(options));

beforeEach(async () => {
  google = await startGoogle({ email: "Family@Example.com" });
  Object.assign(env(), google.env);
  source = googleContacts();
});
afterEach(() => google.close());

async function connect(): Promise<Answer<ContactsGrant>> {
  const codeVerifier = newToken();
  const url = source.authorizeUrl({
    state: "s-1",
    redirectUri: REDIRECT,
    codeVerifier,
    loginHint: "a@b.example",
  });
  const code = (await google.consent(url)).get("code")!;
  return source.exchangeCode({ code, redirectUri: REDIRECT, codeVerifier });
}

async function granted(): Promise<ContactsGrant> {
  return accepted(await connect());
}

function accepted<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer)}`);
  return answer.value;
}

/** All pages of one sync. */
async function everything(accessToken: string, syncToken?: string) {
  const contacts: RemoteContact[] = [];
  let pages = 0;
  let pageToken: string | undefined;
  for (;;) {
    const page = accepted(await source.listContacts({ accessToken, syncToken, pageToken }));
    contacts.push(...page.contacts);
    pages++;
    if (!page.nextPageToken) return { contacts, pages, syncToken: page.nextSyncToken, total: page.total };
    expect(page.nextSyncToken).toBeUndefined();
    pageToken = page.nextPageToken;
  }
}

describe("consent", () => {
  it("asks for reading contacts alone, offline, with a challenge, and says where to come back", () => {
    const url = new URL(
      source.authorizeUrl({
        state: "s-1",
        redirectUri: REDIRECT,
        codeVerifier: newToken(),
        loginHint: "a@b.example",
      }),
    );
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      client_id: google.clientId,
      redirect_uri: REDIRECT,
      response_type: "code",
      scope: "openid email https://www.googleapis.com/auth/contacts.readonly",
      state: "s-1",
      code_challenge_method: "S256",
      access_type: "offline",
      prompt: "consent",
      include_granted_scopes: "true",
      login_hint: "a@b.example",
    });
    expect(url.href).not.toContain(google.clientSecret);
  });

  it("goes to Google itself where nothing else is said", () => {
    Object.assign(env(), { GOOGLE_OAUTH_URL: "https://accounts.google.com/o/oauth2/v2" });
    const url = source.authorizeUrl({ state: "s", redirectUri: REDIRECT, codeVerifier: newToken() });
    expect(url).toMatch(/^https:\/\/accounts\.google\.com\/o\/oauth2\/v2\/auth\?client_id=/);
  });

  it("exchanges a code once, for tokens and the account they belong to", async () => {
    const codeVerifier = newToken();
    const url = source.authorizeUrl({ state: "s-1", redirectUri: REDIRECT, codeVerifier });
    const back = await google.consent(url);
    expect(back.get("state")).toBe("s-1");
    const answer = { code: back.get("code")!, redirectUri: REDIRECT, codeVerifier };
    const grant = accepted(await source.exchangeCode(answer));
    expect(grant).toMatchObject({ email: "family@example.com", accountId: "108154" });
    expect(grant.refreshToken).toMatch(/^1\/\//);
    expect(grant.expiresAt.getTime() - Date.now()).toBeGreaterThan(3_500_000);
    expect(await source.exchangeCode(answer)).toEqual({ ok: false, kind: "consent_revoked" });
  });

  it("is refused with another verifier, another redirect address or another client", async () => {
    const codeVerifier = newToken();
    const codeFor = async () =>
      (await google.consent(source.authorizeUrl({ state: "s", redirectUri: REDIRECT, codeVerifier }))).get(
        "code",
      )!;
    expect(
      await source.exchangeCode({ code: await codeFor(), redirectUri: REDIRECT, codeVerifier: newToken() }),
    ).toEqual({ ok: false, kind: "consent_revoked" });
    expect(
      await source.exchangeCode({ code: await codeFor(), redirectUri: `${REDIRECT}/x`, codeVerifier }),
    ).toEqual({ ok: false, kind: "misconfigured", detail: "HTTP 400 redirect_uri_mismatch" });
    env().GOOGLE_CONTACTS_CLIENT_SECRET = "another";
    expect(
      await googleContacts().exchangeCode({ code: await codeFor(), redirectUri: REDIRECT, codeVerifier }),
    ).toEqual({ ok: false, kind: "misconfigured", detail: "HTTP 401 invalid_client" });
  });

  it("notices an unticked permission, at once or at the first page", async () => {
    google.nextConsent("without_contacts");
    expect(await connect()).toEqual({ ok: false, kind: "forbidden_scope" });
    const { accessToken } = await granted();
    google.people.fail({ path: "people/me/connections", answer: REFUSALS.scope });
    expect(await source.listContacts({ accessToken })).toEqual({ ok: false, kind: "forbidden_scope" });
  });

  it("is not offered without a client", () => {
    Object.assign(env(), { GOOGLE_CONTACTS_CLIENT_ID: undefined });
    expect(googleContactsConfigured()).toBe(false);
    expect(googleContacts).toThrow("not set up");
  });

  it("renews access, until it is revoked; revoking again is no failure", async () => {
    const { refreshToken, accessToken } = await granted();
    google.ageAccessTokens();
    expect(await source.listContacts({ accessToken })).toEqual({ ok: false, kind: "consent_revoked" });
    const fresh = accepted(await source.refresh(refreshToken));
    expect((await source.listContacts({ accessToken: fresh.accessToken })).ok).toBe(true);
    expect(await source.revoke(refreshToken)).toEqual({ ok: true, value: null });
    expect(await source.refresh(refreshToken)).toEqual({ ok: false, kind: "consent_revoked" });
    expect(await source.revoke(refreshToken)).toEqual({ ok: true, value: null });
  });
});

describe("contacts", () => {
  it("come page by page, each once, with a sync token at the end", async () => {
    const filled = fill({ guests: 230, seed: 3 });
    google.people.pageLimit = 50;
    const { accessToken } = await granted();
    const all = await everything(accessToken);
    expect(all.contacts.map((one) => one.resourceName)).toEqual(filled.map((person) => person.resourceName));
    expect([all.pages, all.total, all.syncToken?.length]).toEqual([
      Math.ceil(filled.length / 50),
      filled.length,
      36,
    ]);
    // The labels are asked for once, not for every page.
    expect(google.people.asked.filter(({ path }) => path === "contactGroups")).toHaveLength(1);
  });

  it("are read with everything they say", async () => {
    const label = google.people.label("Mehta family");
    google.people.put({
      resourceName: "people/c1",
      names: [
        { displayName: "Dr Asha Mehta", honorificPrefix: "Dr", givenName: "Asha", familyName: "Mehta" },
      ],
      phoneNumbers: [
        { value: "98250 12345", canonicalForm: "+919825012345", type: "mobile", metadata: { primary: true } },
        { value: "", type: "home" },
      ],
      emailAddresses: [{ value: "asha@example.com", type: "home" }],
      addresses: [{ streetAddress: "12 MG Road", city: "Pune", country: null }],
      biographies: [{ value: "<p>Aunt &amp; friend</p>veg", contentType: "TEXT_HTML" }],
      organizations: [{ name: "Mehta Sons", title: "CEO" }, { title: "none" }],
      memberships: ["contactGroups/myContacts", "contactGroups/family", label, "contactGroups/gone"].map(
        (name) => ({
          contactGroupMembership: { contactGroupResourceName: name },
        }),
      ),
      nicknames: [{ value: "Ashu" }],
      relations: [{ person: "Ravi Mehta", type: "spouse" }, { type: "child" }],
      userDefined: [{ key: "Side", value: "Bride" }],
    });
    const [contact] = (await everything((await granted()).accessToken)).contacts;
    expect(contact).toEqual({
      resourceName: "people/c1",
      etag: expect.any(String),
      updateTime: expect.stringMatching(/^2026-/),
      names: [{ display: "Dr Asha Mehta", prefix: "Dr", given: "Asha", family: "Mehta" }],
      phones: [{ value: "98250 12345", canonicalForm: "+919825012345", type: "mobile", primary: true }],
      emails: [{ value: "asha@example.com", type: "home" }],
      addresses: [{ formatted: "12 MG Road, Pune" }],
      biographies: ["Aunt & friend\nveg"],
      organizations: ["Mehta Sons"],
      groups: ["Family", "Mehta family"],
      nicknames: ["Ashu"],
      relations: [{ person: "Ravi Mehta", type: "spouse" }],
      custom: [{ label: "Side", value: "Bride" }],
    });
  });

  it("come as changes and deletions after the first time, over several pages too", async () => {
    fill({ guests: 30, seed: 5 });
    google.people.pageLimit = 2;
    const { accessToken } = await granted();
    const first = await everything(accessToken);
    expect((await everything(accessToken, first.syncToken)).contacts).toEqual([]);
    for (const n of [4, 5, 6])
      google.people.put({ resourceName: `people/c${n}`, names: [{ displayName: `Changed ${n}` }] });
    google.people.remove("people/c9");
    const next = await everything(accessToken, first.syncToken);
    expect(next.pages).toBe(2);
    expect(next.contacts.map((one) => [one.resourceName, one.deleted ?? false])).toEqual([
      ["people/c4", false],
      ["people/c5", false],
      ["people/c6", false],
      ["people/c9", true],
    ]);
    expect((await everything(accessToken, next.syncToken)).contacts).toEqual([]);
  });

  it("say so when the sync token is too old, or was made with other fields", async () => {
    const { accessToken } = await granted();
    const { syncToken } = await everything(accessToken);
    google.people.expireSyncTokens();
    const expired = { ok: false, kind: "sync_token_expired" };
    expect(await source.listContacts({ accessToken, syncToken })).toEqual(expired);
    expect(await source.listContacts({ accessToken, syncToken: "of-another-release" })).toEqual(expired);
    expect(await source.listContacts({ accessToken, pageToken: "long-gone" })).toEqual(expired);
  });

  it("do not fail over one that cannot be read: it is counted", async () => {
    google.people.put(
      { resourceName: "people/c1", names: [{ displayName: "Asha" }] },
      { resourceName: "people/c2", phoneNumbers: "none" },
      { resourceName: "people/c3", names: [{ displayName: 7 }] },
      { resourceName: "", names: [{ displayName: "nobody" }] },
      {
        resourceName: "people/c4",
        names: null as never,
        phoneNumbers: [{ value: "98250 12345", metadata: null }],
      },
    );
    const page = accepted(await source.listContacts({ accessToken: (await granted()).accessToken }));
    expect([page.contacts.map((one) => one.resourceName), page.unreadable]).toEqual([
      ["people/c1", "people/c4"],
      3,
    ]);
  });
});

describe("refusals of the People API", () => {
  it.each([
    ["429 with Retry-After", REFUSALS.quota(17), { kind: "quota", retryAfterSeconds: 17 }],
    ["429 without", REFUSALS.quota(), { kind: "quota", retryAfterSeconds: null }],
    [
      "429 of its storage",
      { status: 429, body: { error: { code: 429, status: "RESOURCE_EXHAUSTED" } } },
      { kind: "quota", retryAfterSeconds: null },
    ],
    [
      "403 of the older form",
      { status: 403, body: { error: { code: 403, errors: [{ reason: "userRateLimitExceeded" }] } } },
      { kind: "quota", retryAfterSeconds: null },
    ],
    [
      "403 with Retry-After",
      { status: 403, headers: { "retry-after": "5" } },
      { kind: "quota", retryAfterSeconds: 5 },
    ],
    ["a missing scope", REFUSALS.scope, { kind: "forbidden_scope" }],
    [
      "an API that is not enabled",
      REFUSALS.notEnabled,
      { kind: "misconfigured", detail: "HTTP 403 PERMISSION_DENIED SERVICE_DISABLED" },
    ],
    ["401", REFUSALS.unauthenticated, { kind: "consent_revoked" }],
    [
      "400 without any token",
      REFUSALS.invalidArgument,
      { kind: "misconfigured", detail: "HTTP 400 INVALID_ARGUMENT" },
    ],
    [
      "503",
      REFUSALS.unavailable,
      { kind: "temporary", detail: "HTTP 503 UNAVAILABLE", retryAfterSeconds: null },
    ],
    ["a broken connection", { status: 200, drop: true as const }, { kind: "temporary", detail: "TypeError" }],
    [
      "an answer that is not JSON",
      { status: 200, body: "<html>" },
      { kind: "temporary", detail: "unreadable answer", retryAfterSeconds: null },
    ],
  ])("tells %s", async (_, answer, failure) => {
    const { accessToken } = await granted();
    google.people.fail({ path: "people/me/connections", answer });
    const told = await source.listContacts({ accessToken });
    expect(told).toMatchObject({ ok: false, ...failure });
    expect(JSON.stringify(told)).not.toContain(accessToken);
  });

  it("tells of labels that cannot be had", async () => {
    const { accessToken } = await granted();
    google.people.fail({ path: "contactGroups", answer: REFUSALS.quota(3) });
    expect(await source.listContacts({ accessToken })).toEqual({
      ok: false,
      kind: "quota",
      retryAfterSeconds: 3,
    });
  });

  it("never follows a redirect with a token in hand", async () => {
    let visited = 0;
    const elsewhere = createServer((_, response) => {
      visited++;
      response.end("{}");
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
    const location = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;
    const { accessToken } = await granted();
    google.people.fail({ answer: { status: 307, headers: { location } } });
    expect(await source.listContacts({ accessToken })).toMatchObject({ ok: false, kind: "temporary" });
    expect(visited).toBe(0);
    elsewhere.close();
  });

  it("reads Retry-After as seconds and as a date, within a day", () => {
    const now = Date.parse("2026-11-21T10:00:00Z");
    const read = (value: string) => retryAfter(new Headers({ "retry-after": value }), now);
    expect([
      read("30"),
      read("Sat, 21 Nov 2026 10:01:30 GMT"),
      read("Sat, 21 Nov 2026 09:00:00 GMT"),
    ]).toEqual([30, 90, 0]);
    expect([read("soon"), read("99999999"), retryAfter(new Headers(), now)]).toEqual([null, 86_400, null]);
  });
});
