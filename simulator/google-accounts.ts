import { createHash, randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type {
  MutableRedirectUri,
  MutableResponse,
  MutableToken,
  OAuth2Service,
  TokenRequest,
} from "oauth2-mock-server";

const CONTACTS_SCOPE = "https://www.googleapis.com/auth/contacts.readonly";
const REVOKED = { error: "invalid_grant", error_description: "Token has been expired or revoked." };

export type Ask = TokenRequest & {
  client_secret?: string;
  refresh_token?: string;
  redirect_uri?: string;
  token?: string;
};

interface Grant {
  challenge: string;
  scope: string;
  redirectUri: string;
  refreshToken: string;
  accessTokens: Set<string>;
  revoked: boolean;
}

/** What Google keeps about consents; hooks into the OAuth server's events. */
export class Accounts {
  next: "without_contacts" | "refused" | undefined;
  private readonly codes = new Map<string, Grant>();
  private readonly grants: Grant[] = [];

  constructor(
    private readonly email: string,
    private readonly clientId: string,
    private readonly clientSecret: string,
    /** Whether the grant of an earlier life of this server still stands. */
    private readonly steady: boolean,
  ) {
    if (steady) this.grants.push(this.newGrant(`openid email ${CONTACTS_SCOPE}`, "", ""));
  }

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
    this.codes.set(code, this.newGrant(scope, query.get("code_challenge")!, query.get("redirect_uri")!));
    url.searchParams.set("scope", scope);
  }

  private newGrant(scope: string, challenge: string, redirectUri: string): Grant {
    const id = this.steady
      ? createHash("sha256").update(`${this.clientSecret} ${this.email}`).digest("base64url")
      : `${randomUUID()}${randomUUID()}`;
    return {
      scope,
      challenge,
      redirectUri,
      refreshToken: `1//0g${id}`,
      accessTokens: new Set(),
      revoked: false,
    };
  }

  /** Google's refusal of a token request, or null. */
  refused(ask: Ask): { status: number; body: Record<string, string> } | null {
    if (ask.client_id !== this.clientId || ask.client_secret !== this.clientSecret)
      return { status: 401, body: { error: "invalid_client", error_description: "Unauthorized" } };
    if (ask.grant_type === "refresh_token")
      return this.standing(ask.refresh_token) ? null : { status: 400, body: REVOKED };
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
    const grant = exchanged ?? this.standing(ask.refresh_token)!;
    if (exchanged) {
      this.codes.delete(ask.code!);
      this.grants.push(exchanged);
      body.refresh_token = exchanged.refreshToken;
    } else delete body.refresh_token;
    body.scope = grant.scope;
    grant.accessTokens.add(body.access_token as string);
  }

  private standing(refreshToken: string | undefined): Grant | undefined {
    return this.grants.find((one) => !one.revoked && one.refreshToken === refreshToken);
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
