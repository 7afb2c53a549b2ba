import { createHash } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { type Google, type GoogleOptions, startGoogle } from "./google";

const REDIRECT = "http://127.0.0.1:1/callback";
const VERIFIER = "v".repeat(43);
const SCOPE = "openid email https://www.googleapis.com/auth/contacts.readonly";
const started: Google[] = [];

async function start(options: GoogleOptions = {}): Promise<Google> {
  const google = await startGoogle(options);
  started.push(google);
  return google;
}
afterEach(async () => {
  for (const google of started.splice(0)) await google.close();
});

const authorize = (google: Google, changed: Record<string, string> = {}) =>
  `${google.url}/auth?${new URLSearchParams({
    client_id: google.clientId,
    redirect_uri: REDIRECT,
    response_type: "code",
    scope: SCOPE,
    state: "s",
    code_challenge: createHash("sha256").update(VERIFIER).digest("base64url"),
    code_challenge_method: "S256",
    access_type: "offline",
    prompt: "consent",
    ...changed,
  })}`;

async function token(google: Google, form: Record<string, string>): Promise<Record<string, string>> {
  const body = new URLSearchParams({
    client_id: google.clientId,
    client_secret: google.clientSecret,
    ...form,
  });
  return (await (await fetch(`${google.url}/token`, { method: "POST", body })).json()) as Record<
    string,
    string
  >;
}

async function exchange(google: Google): Promise<Record<string, string>> {
  const code = (await google.consent(authorize(google))).get("code")!;
  return token(google, {
    grant_type: "authorization_code",
    code,
    redirect_uri: REDIRECT,
    code_verifier: VERIFIER,
  });
}

describe("the stand-in for Google", () => {
  it.each([
    ["another client", { client_id: "someone" }],
    ["online access", { access_type: "online" }],
    ["a plain challenge", { code_challenge_method: "plain" }],
    ["no state", { state: "" }],
    ["no challenge", { code_challenge: "" }],
  ])("refuses %s", async (_, changed) => {
    const google = await start();
    const answer = await fetch(authorize(google, changed), { redirect: "manual" });
    expect(answer.status).toBe(400);
  });

  it("is as strict with parameters as Google", async () => {
    const google = await start();
    const { access_token } = await exchange(google);
    const status = async (path: string, bearer = access_token) =>
      (await fetch(`${google.url}/v1/${path}`, { headers: { authorization: `Bearer ${bearer}` } })).status;
    expect(await status("people/me/connections?personFields=names")).toBe(200);
    for (const query of [
      "",
      "?personFields=name",
      "?personFields=names&pageSize=1001",
      "?personFields=names&x=1",
    ])
      expect([query, await status(`people/me/connections${query}`)]).toEqual([query, 400]);
    expect(await status("people/me/connections?personFields=names", "made-up")).toBe(401);
    expect(await status("people/c1")).toBe(404);
  });

  it("shows a page to people, with both answers", async () => {
    const google = await start({ consentPage: true });
    const page = await (await fetch(authorize(google))).text();
    const links = [...page.matchAll(/href="([^"]+)"/g)].map(([, href]) => href!.replaceAll("&amp;", "&"));
    const [allowed, refused] = [
      await google.consent(google.url + links[0]),
      await google.consent(google.url + links[1]),
    ];
    expect([allowed.has("code"), refused.get("error"), refused.has("code")]).toEqual([
      true,
      "access_denied",
      false,
    ]);
  });

  it("remembers consents over a restart where it is steady, and only there", async () => {
    for (const steady of [true, false]) {
      const { refresh_token } = await exchange(await start({ steady }));
      const later = await start({ steady });
      const answer = await token(later, { grant_type: "refresh_token", refresh_token: refresh_token! });
      expect([steady, answer.error]).toEqual([steady, steady ? undefined : "invalid_grant"]);
    }
  });
});
