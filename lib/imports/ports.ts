/** What an adapter of an address book must be. It only reads; a provider's own shapes stop there. */
export interface ContactsSource {
  /** Where to send the person's browser. `codeVerifier`: 43-128 unreserved characters, kept for `exchangeCode`. */
  authorizeUrl(ask: {
    state: string;
    redirectUri: string;
    codeVerifier: string;
    /** The account to offer first; an e-mail address. */
    loginHint?: string;
  }): string;
  /** Once per code. `consent_revoked` means that the code is used up or stale: the person has to go again. */
  exchangeCode(answer: {
    code: string;
    redirectUri: string;
    codeVerifier: string;
  }): Promise<Answer<ContactsGrant>>;
  refresh(refreshToken: string): Promise<Answer<FreshAccess>>;
  /** Ends the grant a token (of either kind) belongs to. One that has already ended is a success. */
  revoke(token: string): Promise<Answer<null>>;
  /**
   * One page. Without a sync token everybody; with one, who changed or was deleted since. Every further page must
   * be asked for with the same sync token as the first.
   */
  listContacts(ask: {
    accessToken: string;
    syncToken?: string | undefined;
    pageToken?: string | undefined;
  }): Promise<Answer<ContactsPage>>;
}

export type Answer<T> = { ok: true; value: T } | ContactsFailure;

/**
 * What may go wrong with somebody else's address book, by its remedy.
 * - `sync_token_expired`: the sync or the page token stands no longer; ask again without either.
 * - `quota`: too many requests; null where the provider did not say how long to wait.
 * - `consent_revoked`: the grant or the access token is refused. Only `refresh` tells a revoked grant from an aged token.
 * - `forbidden_scope`: signed in, but without the permission to read contacts.
 * - `temporary`: time-out, reset, 5xx, an answer that cannot be read; worth another try.
 * - `misconfigured`: the installation's fault (client, redirect address, API not enabled); no retry helps.
 * `detail` names codes of the provider, never a person or a token.
 */
export type ContactsFailure =
  | { ok: false; kind: "sync_token_expired" }
  | { ok: false; kind: "quota"; retryAfterSeconds: number | null }
  | { ok: false; kind: "consent_revoked" }
  | { ok: false; kind: "forbidden_scope" }
  | { ok: false; kind: "temporary"; detail: string; retryAfterSeconds: number | null }
  | { ok: false; kind: "misconfigured"; detail: string };

export interface FreshAccess {
  accessToken: string;
  expiresAt: Date;
}

export interface ContactsGrant extends FreshAccess {
  refreshToken: string;
  /** Granted scopes, separated by spaces. */
  scope: string;
  /** The provider's own, never changing id of the account; its e-mail address may change. */
  accountId: string;
  email: string;
}

export interface ContactsPage {
  contacts: RemoteContact[];
  /** Entries of this page that could not be read as a contact. */
  unreadable: number;
  /** Contacts in the whole list, where the provider says. */
  total: number | null;
  nextPageToken?: string;
  /** On the last page alone. */
  nextSyncToken?: string;
}

export interface RemoteContact {
  /** The provider's id of this contact, e.g. `people/c123`. */
  resourceName: string;
  etag: string;
  /** ISO 8601. */
  updateTime?: string;
  /** Deleted since the sync token; everything else is empty then. */
  deleted?: true;
  names: RemoteName[];
  phones: RemotePhone[];
  emails: RemoteValue[];
  addresses: RemoteAddress[];
  /** Notes, as plain text. */
  biographies: string[];
  organizations: string[];
  /** Names of the labels the person made; the provider's own (all, starred) are left out. */
  groups: string[];
  nicknames: string[];
  relations: { person: string; type?: string }[];
  /** Fields the person named, such as Side: Bride. */
  custom: { label: string; value: string }[];
}

export interface RemoteName {
  display?: string;
  given?: string;
  middle?: string;
  family?: string;
  prefix?: string;
  suffix?: string;
}

export interface RemoteValue {
  value: string;
  type?: string;
  primary?: true;
}

export interface RemotePhone extends RemoteValue {
  /** E.164 as the provider understands the number. */
  canonicalForm?: string;
}

export interface RemoteAddress {
  formatted?: string;
  type?: string;
}
