import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { OAuth2Issuer, OAuth2Service } from "oauth2-mock-server";

import { Accounts, type Ask } from "./google-accounts";
import { googleEnv, STAND_IN_CLIENT } from "./google-env";
import { People } from "./google-people";

export interface GoogleOptions {
  /** 0 takes a free one. */
  port?: number;
  clientId?: string;
  clientSecret?: string;
  /** The account that consents. */
  email?: string;
  /** Shows a page with Allow and Refuse instead of consenting at once: for people, not for tests. */
  consentPage?: boolean;
  /** Refresh tokens outlive this server, as Google's do; else each start knows of no consent. */
  steady?: boolean;
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
  const clientId = options.clientId ?? STAND_IN_CLIENT.id;
  const clientSecret = options.clientSecret ?? STAND_IN_CLIENT.secret;
  const accounts = new Accounts(
    options.email ?? "family@example.com",
    clientId,
    clientSecret,
    options.steady ?? false,
  );
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
    env: googleEnv(url, { id: clientId, secret: clientSecret }),
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
