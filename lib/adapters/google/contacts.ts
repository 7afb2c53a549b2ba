import { z } from "zod";
import { callGoogle, peopleFailure, tokenFailure } from "@/lib/adapters/google/answers";
import { PERSON_FIELDS, readPerson } from "@/lib/adapters/google/person";
import type { Answer, ContactsGrant, ContactsPage, ContactsSource } from "@/lib/imports/ports";
import { sha256 } from "@/lib/kernel/bytes";
import { AppError } from "@/lib/kernel/errors";
import { env } from "@/lib/platform/env";

const CONTACTS_SCOPE = "https://www.googleapis.com/auth/contacts.readonly";
const PAGE_SIZE = "1000";

const tokens = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive().catch(3600),
});
const grant = tokens.extend({
  refresh_token: z.string().min(1),
  scope: z.string().catch(""),
  id_token: z.string(),
});
const connections = z.object({
  connections: z.array(z.unknown()).nullish(),
  nextPageToken: z.string().nullish(),
  nextSyncToken: z.string().nullish(),
  totalItems: z.number().nullish(),
});
const label = z.string().nullish().catch(null);
const contactGroups = z.object({
  contactGroups: z
    .array(z.object({ resourceName: label, formattedName: label, name: label }).catch({}))
    .nullish(),
  nextPageToken: z.string().nullish(),
});

/** Lists that Google keeps itself and that say nothing about a person. Its Family, Friends and Coworkers do. */
const OWN_GROUPS = new Set(
  ["myContacts", "starred", "all", "blocked", "chatBuddies"].map((id) => `contactGroups/${id}`),
);

type Groups = ReadonlyMap<string, string>;

interface Client {
  id: string;
  secret: string;
}

function client(): Client | null {
  const e = env();
  const id = e.GOOGLE_CONTACTS_CLIENT_ID ?? e.GOOGLE_CLIENT_ID;
  const secret = e.GOOGLE_CONTACTS_CLIENT_ID ? e.GOOGLE_CONTACTS_CLIENT_SECRET : e.GOOGLE_CLIENT_SECRET;
  return id && secret ? { id, secret } : null;
}

/** Whether this installation may ask for Google contacts at all. */
export const googleContactsConfigured = (): boolean => client() !== null;

/**
 * Google Contacts: OAuth 2 with PKCE, and the People API, read only. Take one source for each pull: it remembers
 * the labels between pages. Throws AppError `unavailable` where no client is configured.
 */
export function googleContacts(): ContactsSource {
  const found = client();
  if (!found) throw new AppError("unavailable", "Google Contacts is not set up on this installation.");
  let known: { accessToken: string; groups: Groups } | undefined;

  return {
    authorizeUrl: (ask) => authorizeUrl(found, ask),
    exchangeCode: (answer) => exchangeCode(found, answer),
    refresh: async (refreshToken) => {
      const answer = await askToken(
        found,
        { grant_type: "refresh_token", refresh_token: refreshToken },
        tokens,
      );
      return answer.ok ? { ok: true, value: accessOf(answer.value) } : answer;
    },
    revoke,
    async listContacts({ accessToken, syncToken, pageToken }) {
      if (!pageToken || known?.accessToken !== accessToken) {
        const groups = await listGroups(accessToken);
        if (!groups.ok) return groups;
        known = { accessToken, groups: groups.value };
      }
      return listPage({ accessToken, syncToken, pageToken }, known.groups);
    },
  };
}

function authorizeUrl(client: Client, ask: Parameters<ContactsSource["authorizeUrl"]>[0]): string {
  const url = new URL(`${env().GOOGLE_OAUTH_URL}/auth`);
  url.search = new URLSearchParams({
    client_id: client.id,
    redirect_uri: ask.redirectUri,
    response_type: "code",
    // openid and email tell whose contacts these are.
    scope: `openid email ${CONTACTS_SCOPE}`,
    state: ask.state,
    code_challenge: sha256(ask.codeVerifier).toString("base64url"),
    code_challenge_method: "S256",
    access_type: "offline",
    // Without it a second consent brings no refresh token.
    prompt: "consent",
    include_granted_scopes: "true",
    ...(ask.loginHint ? { login_hint: ask.loginHint } : {}),
  }).toString();
  return url.href;
}

async function exchangeCode(
  client: Client,
  answer: Parameters<ContactsSource["exchangeCode"]>[0],
): Promise<Answer<ContactsGrant>> {
  const form = {
    grant_type: "authorization_code",
    code: answer.code,
    redirect_uri: answer.redirectUri,
    code_verifier: answer.codeVerifier,
  };
  const given = await askToken(client, form, grant);
  if (!given.ok) return given;
  const { refresh_token, scope, id_token } = given.value;
  // People may untick a permission on Google's page and still go on.
  if (!scope.split(" ").includes(CONTACTS_SCOPE)) return { ok: false, kind: "forbidden_scope" };
  const account = accountOf(id_token);
  if (!account) return { ok: false, kind: "misconfigured", detail: "id_token without an account" };
  return { ok: true, value: { ...accessOf(given.value), refreshToken: refresh_token, scope, ...account } };
}

const claims = z.object({ sub: z.string().min(1), email: z.string().min(3) });

/** The account of an ID token. It came from Google itself over TLS, so its signature need not be checked (OIDC 3.1.3.7). */
function accountOf(idToken: string): { accountId: string; email: string } | null {
  try {
    const payload = Buffer.from(idToken.split(".")[1] ?? "", "base64url").toString("utf8");
    const { sub, email } = claims.parse(JSON.parse(payload));
    return { accountId: sub, email: email.toLowerCase() };
  } catch {
    return null;
  }
}

const accessOf = ({ access_token, expires_in }: z.output<typeof tokens>) => ({
  accessToken: access_token,
  expiresAt: new Date(Date.now() + expires_in * 1000),
});

function askToken<T>(client: Client, form: Record<string, string>, schema: z.ZodType<T>): Promise<Answer<T>> {
  const url = new URL(`${env().GOOGLE_TOKEN_URL}/token`);
  const signed = { ...form, client_id: client.id, client_secret: client.secret };
  return callGoogle({ url, method: "POST", form: signed }, schema, tokenFailure);
}

async function revoke(token: string): Promise<Answer<null>> {
  const url = new URL(`${env().GOOGLE_TOKEN_URL}/revoke`);
  let gone = false;
  const answer = await callGoogle({ url, method: "POST", form: { token } }, z.unknown(), (refused) => {
    const { error } = z.object({ error: z.string() }).catch({ error: "" }).parse(refused.body);
    gone = refused.status === 400 && error === "invalid_token";
    return tokenFailure(refused);
  });
  return answer.ok || gone ? { ok: true, value: null } : answer;
}

const peopleUrl = (path: string, query: Record<string, string | undefined>): URL => {
  const url = new URL(`${env().GOOGLE_PEOPLE_URL}/v1/${path}`);
  for (const [name, value] of Object.entries(query)) if (value) url.searchParams.set(name, value);
  return url;
};

/** The person's labels by resource name; a handful for most, so all pages at once. */
async function listGroups(accessToken: string): Promise<Answer<Groups>> {
  const names = new Map<string, string>();
  let pageToken: string | undefined;
  do {
    const answer = await callGoogle(
      {
        url: peopleUrl("contactGroups", { pageSize: PAGE_SIZE, groupFields: "name", pageToken }),
        headers: { authorization: `Bearer ${accessToken}` },
      },
      contactGroups,
      (refused) => peopleFailure(refused, false),
    );
    if (!answer.ok) return answer;
    for (const { resourceName, formattedName, name } of answer.value.contactGroups ?? []) {
      const shown = formattedName || name;
      if (resourceName && shown && !OWN_GROUPS.has(resourceName)) names.set(resourceName, shown);
    }
    pageToken = answer.value.nextPageToken ?? undefined;
  } while (pageToken);
  return { ok: true, value: names };
}

async function listPage(
  { accessToken, syncToken, pageToken }: Parameters<ContactsSource["listContacts"]>[0],
  groups: Groups,
): Promise<Answer<ContactsPage>> {
  const url = peopleUrl("people/me/connections", {
    personFields: PERSON_FIELDS,
    // Not what contacts publish of themselves: only what this person wrote down.
    sources: "READ_SOURCE_TYPE_CONTACT",
    pageSize: PAGE_SIZE,
    requestSyncToken: "true",
    syncToken,
    pageToken,
  });
  const resuming = Boolean(syncToken || pageToken);
  const answer = await callGoogle(
    { url, headers: { authorization: `Bearer ${accessToken}` } },
    connections,
    (refused) => peopleFailure(refused, resuming),
  );
  if (!answer.ok) return answer;
  const { nextPageToken, nextSyncToken, totalItems } = answer.value;
  const entries = (answer.value.connections ?? []).map((entry) => readPerson(entry, groups));
  const contacts = entries.filter((entry) => entry !== null);
  return {
    ok: true,
    value: {
      contacts,
      unreadable: entries.length - contacts.length,
      total: totalItems ?? null,
      ...(nextPageToken ? { nextPageToken } : {}),
      ...(nextSyncToken ? { nextSyncToken } : {}),
    },
  };
}
