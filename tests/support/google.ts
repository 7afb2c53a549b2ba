import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import {
  type MutableRedirectUri,
  type MutableResponse,
  type MutableToken,
  OAuth2Issuer,
  OAuth2Service,
  type TokenRequest,
} from "oauth2-mock-server";
import { People } from "./google-people";

const CONTACTS_SCOPE = "https://www.googleapis.com/auth/contacts.readonly";
const REVOKED = { error: "invalid_grant", error_description: "Token has been expired or revoked." };

export interface GoogleOptions {
  /** 0 takes a free one. */
  port?: number;
  clientId?: string;
  clientSecret?: string;
  /** The account that consents. */
  email?: string;
  /** Shows a page with Allow and Refuse instead of consenting at once: for people, not for tests. */
  consentPage?: boolean;
}

interface Grant {
  challenge: string;
  scope: string;
  redirectUri: string;
  refreshToken: string;
  accessTokens: Set<string>;
  revoked: boolean;
}

/**
 * Google for one account on 127.0.0.1: oauth2-mock-server speaks OAuth (`/auth`, `/token`), the People API asks it
 * who a bearer token belongs to (`/v1/…`). Refuses what Google refuses, in Google's words.
 */
export interface Google {
  url: string;
  clientId: string;
  clientSecret: string;
  people: People;
  /** What the adapter reads from the environment; all three addresses are this server's. */
  env: Record<string, string>;
  /** Follows an authorize address as the person's browser does; returns the query that comes back to the app. */
  consent(authorizeUrl: string): Promise<URLSearchParams>;
  /** The next consent comes without the contacts permission, or is refused. */
  nextConsent(how: "without_contacts" | "refused"): void;
  /** The person takes the permission back in their Google account: every token of every grant dies. */
  withdraw(): void;
  /** Access tokens die of age, the grants stay. */
  ageAccessTokens(): void;
  close(): Promise<void>;
}

export async function startGoogle(options: GoogleOptions = {}): Promise<Google> {
  const issuer = new OAuth2Issuer();
  await issuer.keys.generate("RS256");
  const service = new OAuth2Service(issuer, { authorize: "/auth" });
  const people = new People();
  const clientId = options.clientId ?? "stand-in.apps.googleusercontent.com";
  const clientSecret = options.clientSecret ?? "GOCSPX-stand-in-secret";
  const accounts = new Accounts(options.email ?? "family@example.com", clientId, clientSecret);
  accounts.attach(service);

  const server = createServer((request, response) => {
    serve(request, response, { accounts, people, service, consentPage: options.consentPage ?? false }).catch(
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  issuer.url = url;

  return {
    url,
    clientId,
    clientSecret,
    people,
    env: {
      GOOGLE_OAUTH_URL: url,
      GOOGLE_TOKEN_URL: url,
      GOOGLE_PEOPLE_URL: url,
      GOOGLE_CONTACTS_CLIENT_ID: clientId,
      GOOGLE_CONTACTS_CLIENT_SECRET: clientSecret,
    },
    async consent(authorizeUrl) {
      const answer = await fetch(authorizeUrl, { redirect: "manual" });
      const location = answer.headers.get("location");
      if (!location) throw new Error(`no redirect but ${answer.status} ${await answer.text()}`);
      return new URL(location).searchParams;
    },
    nextConsent: (how) => {
      accounts.next = how;
    },
    withdraw: () => accounts.withdraw(),
    ageAccessTokens: () => accounts.age(),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What Google keeps about consents; hooks into the OAuth server's events. */
class Accounts {
  next: "without_contacts" | "refused" | undefined;
  private readonly codes = new Map<string, Grant>();
  private readonly grants: Grant[] = [];

  constructor(
    private readonly email: string,
    private readonly clientId: string,
    private readonly clientSecret: string,
  ) {}

  attach(service: OAuth2Service): void {
    service.on("beforeAuthorizeRedirect", (redirect: MutableRedirectUri, request: IncomingMessage) =>
      this.authorized(redirect.url, new URL(request.url!, "http://google").searchParams),
    );
    service.on("beforeTokenSigning", ({ payload }: MutableToken) => {
      // Two tokens of one second would be the same token.
      payload.jti = randomUUID();
      if (payload.aud !== undefined)
        Object.assign(payload, { sub: "108154", email: this.email, email_verified: true });
    });
    service.on("beforeResponse", (response: MutableResponse, { body }: { body: Ask }) =>
      this.issued(response, body),
    );
  }

  /** What is missing from an authorize request, or null. */
  misasked(query: URLSearchParams): string | null {
    if (query.get("client_id") !== this.clientId) return "invalid_client";
    const wanted = {
      response_type: "code",
      access_type: "offline",
      prompt: "consent",
      code_challenge_method: "S256",
    };
    const wrong = Object.entries(wanted).find(([name, value]) => query.get(name) !== value);
    if (wrong) return wrong[0];
    return ["redirect_uri", "state", "code_challenge", "scope"].find((name) => !query.get(name)) ?? null;
  }

  private authorized(url: URL, query: URLSearchParams): void {
    const how = this.next;
    this.next = undefined;
    const code = url.searchParams.get("code")!;
    if (how === "refused" || query.get("decision") === "refuse") {
      url.searchParams.delete("code");
      url.searchParams.set("error", "access_denied");
      return;
    }
    const scope = (query.get("scope") ?? "")
      .split(" ")
      .filter((one) => how !== "without_contacts" || one !== CONTACTS_SCOPE)
      .join(" ");
    this.codes.set(code, {
      challenge: query.get("code_challenge")!,
      scope,
      redirectUri: query.get("redirect_uri")!,
      refreshToken: `1//0g${randomUUID()}${randomUUID()}`,
      accessTokens: new Set(),
      revoked: false,
    });
    url.searchParams.set("scope", scope);
  }

  /** Google's refusal of a token request, or null. */
  refused(ask: Ask): { status: number; body: Record<string, string> } | null {
    if (ask.client_id !== this.clientId || ask.client_secret !== this.clientSecret)
      return { status: 401, body: { error: "invalid_client", error_description: "Unauthorized" } };
    if (ask.grant_type === "refresh_token")
      return this.grants.some((one) => one.refreshToken === ask.refresh_token && !one.revoked)
        ? null
        : { status: 400, body: REVOKED };
    const grant = this.codes.get(ask.code ?? "");
    if (!grant)
      return { status: 400, body: { error: "invalid_grant", error_description: "Malformed auth code." } };
    const verified = createHash("sha256")
      .update(ask.code_verifier ?? "")
      .digest("base64url");
    if (verified !== grant.challenge)
      return { status: 400, body: { error: "invalid_grant", error_description: "Invalid code verifier." } };
    return grant.redirectUri === ask.redirect_uri
      ? null
      : { status: 400, body: { error: "redirect_uri_mismatch", error_description: "Bad Request" } };
  }

  private issued(response: MutableResponse, ask: Ask): void {
    const body = response.body as Record<string, unknown>;
    const exchanged = this.codes.get(ask.code ?? "");
    const grant = exchanged ?? this.grants.find((one) => one.refreshToken === ask.refresh_token)!;
    if (exchanged) {
      this.codes.delete(ask.code!);
      this.grants.push(exchanged);
      body.refresh_token = exchanged.refreshToken;
    } else delete body.refresh_token;
    body.scope = grant.scope;
    grant.accessTokens.add(body.access_token as string);
  }

  scopesOf(accessToken: string): string[] | null {
    const grant = this.grants.find((one) => !one.revoked && one.accessTokens.has(accessToken));
    return grant ? grant.scope.split(" ") : null;
  }

  revoke(token: string): boolean {
    const grant = this.grants.find(
      (one) => !one.revoked && (one.refreshToken === token || one.accessTokens.has(token)),
    );
    if (grant) grant.revoked = true;
    return grant !== undefined;
  }

  withdraw(): void {
    for (const grant of this.grants) grant.revoked = true;
  }

  age(): void {
    for (const grant of this.grants) grant.accessTokens.clear();
  }
}

type Ask = TokenRequest & {
  client_secret?: string;
  refresh_token?: string;
  redirect_uri?: string;
  token?: string;
};

interface Parts {
  accounts: Accounts;
  people: People;
  service: OAuth2Service;
  consentPage: boolean;
}

async function serve(request: IncomingMessage, response: ServerResponse, parts: Parts): Promise<void> {
  const { accounts, people, service } = parts;
  const url = new URL(request.url ?? "/", "http://google");
  if (url.pathname.startsWith("/v1/")) {
    const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
    const path = url.pathname.slice("/v1/".length);
    const answer = people.answer({ path, query: url.searchParams, scopes: accounts.scopesOf(bearer) });
    if (answer.drop) response.destroy();
    else reply(response, answer.status, answer.body, answer.headers);
    return;
  }
  if (url.pathname === "/auth") {
    const wrong = accounts.misasked(url.searchParams);
    if (wrong) return reply(response, 400, { error: "invalid_request", error_description: wrong });
    if (parts.consentPage && !url.searchParams.has("decision")) return askPerson(response, url);
  }
  if (request.method === "POST") {
    const ask = Object.fromEntries(new URLSearchParams(await readBody(request))) as unknown as Ask;
    if (url.pathname === "/revoke")
      return accounts.revoke(ask.token ?? "")
        ? reply(response, 200, {})
        : reply(response, 400, { error: "invalid_token", error_description: "Token expired or revoked" });
    const refused = accounts.refused(ask);
    if (refused) return reply(response, refused.status, refused.body);
    // The body has been read; the OAuth server's parser leaves a body alone that is already there.
    Object.assign(request, { body: ask, _body: true });
  }
  service.requestHandler(request, response);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function reply(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json; charset=UTF-8", ...headers });
  response.end(JSON.stringify(body));
}

function askPerson(response: ServerResponse, url: URL): void {
  const link = (decision: string) => {
    const to = new URL(url);
    to.searchParams.set("decision", decision);
    return `${to.pathname}${to.search}`.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  };
  response.writeHead(200, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
  response.end(`<!doctype html><html lang="en"><meta name="viewport" content="width=device-width">
<title>Stand-in for Google</title><body style="font:18px/1.6 system-ui;max-width:30rem;margin:3rem auto;padding:0 1rem">
<h1 style="font-size:1.4rem">ParinayaOS wants to see your contacts</h1>
<p>This page stands in for Google on this machine. Nothing leaves it.</p>
<p><a href="${link("allow")}">Allow</a> &nbsp; <a href="${link("refuse")}">Refuse</a></p>`);
}
