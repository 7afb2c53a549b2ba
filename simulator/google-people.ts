import { randomUUID } from "node:crypto";

/** A Person as the People API writes it; `etag` and `metadata` are the server's. */
export type PersonJson = { resourceName: string } & Record<string, unknown>;

export interface PeopleAsk {
  path: string;
  query: URLSearchParams;
  /** Scopes of the bearer token, or null where the authorization server does not stand by it. */
  scopes: string[] | null;
}

export interface PeopleAnswer {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
  /** Breaks the connection instead of answering. */
  drop?: true;
}

export interface Fault {
  path?: "people/me/connections" | "contactGroups";
  /** How many calls of that path go well first. */
  after?: number;
  times?: number;
  answer: PeopleAnswer;
}

interface Stored {
  person: PersonJson;
  version: number;
  deleted: boolean;
}

const READ_SCOPES = [
  "https://www.googleapis.com/auth/contacts.readonly",
  "https://www.googleapis.com/auth/contacts",
];
const FIELDS = new Set(
  "addresses ageRanges biographies birthdays calendarUrls clientData coverPhotos emailAddresses events externalIds genders imClients interests locales locations memberships metadata miscKeywords names nicknames occupations organizations phoneNumbers photos relations sipAddresses skills urls userDefined".split(
    " ",
  ),
);
const PARAMETERS = new Set(
  "personFields sources sortOrder pageSize pageToken requestSyncToken syncToken".split(" "),
);
const SYSTEM_GROUPS = [
  "myContacts",
  "starred",
  "friends",
  "family",
  "coworkers",
  "chatBuddies",
  "all",
  "blocked",
];
const GROUP_PARAMETERS = new Set(["pageSize", "pageToken", "syncToken", "groupFields"]);

const errorInfo = (reason: string, domain = "googleapis.com") => ({
  "@type": "type.googleapis.com/google.rpc.ErrorInfo",
  reason,
  domain,
  metadata: { service: "people.googleapis.com" },
});

const refusal = (
  code: number,
  status: string,
  message: string,
  details: unknown[] = [],
  headers: Record<string, string> = {},
): PeopleAnswer => ({
  status: code,
  headers,
  body: { error: { code, message, status, ...(details.length > 0 ? { details } : {}) } },
});

/** Refusals in Google's own words, for faults and for the rules below. */
export const REFUSALS = {
  expiredSyncToken: refusal(
    400,
    "FAILED_PRECONDITION",
    "Sync token is expired. Clear local cache and retry call without the sync token.",
    [errorInfo("EXPIRED_SYNC_TOKEN", "people.googleapis.com")],
  ),
  invalidArgument: refusal(400, "INVALID_ARGUMENT", "Request contains an invalid argument."),
  unauthenticated: refusal(
    401,
    "UNAUTHENTICATED",
    "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.",
  ),
  scope: refusal(
    403,
    "PERMISSION_DENIED",
    "Request had insufficient authentication scopes.",
    [errorInfo("ACCESS_TOKEN_SCOPE_INSUFFICIENT")],
    { "www-authenticate": 'Bearer realm="https://accounts.google.com/", error="insufficient_scope"' },
  ),
  notEnabled: refusal(
    403,
    "PERMISSION_DENIED",
    "People API has not been used in project 1 before or it is disabled.",
    [errorInfo("SERVICE_DISABLED")],
  ),
  unavailable: refusal(503, "UNAVAILABLE", "The service is currently unavailable."),
  quota: (retryAfterSeconds?: number) =>
    refusal(
      429,
      "RESOURCE_EXHAUSTED",
      "Quota exceeded for quota metric 'Critical read requests (Contact and Profile Reads)' and limit 'Critical read requests (Contact and Profile Reads) per minute per user' of service 'people.googleapis.com' for consumer 'project_number:1'.",
      [errorInfo("RATE_LIMIT_EXCEEDED")],
      retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) },
    ),
};

const unknownName = (name: string) =>
  refusal(
    400,
    "INVALID_ARGUMENT",
    `Invalid JSON payload received. Unknown name "${name}": Cannot bind query parameter.`,
  );

/** The part of the People API that the product uses, as strict as Google: what Google refuses is refused here. */
export class People {
  /** The most one page holds, whatever was asked; Google may give less than `pageSize` too. */
  pageLimit = 1000;
  /** Every request that came, oldest first. */
  readonly asked: PeopleAsk[] = [];
  private readonly people = new Map<string, Stored>();
  private readonly groups = new Map<string, string>();
  private readonly pages = new Map<
    string,
    { key: string; entries: Stored[]; offset: number; version: number }
  >();
  private readonly syncTokens = new Map<string, { key: string; version: number; expired: boolean }>();
  private readonly faults: (Fault & { seen: number; left: number })[] = [];
  private version = 1;

  /** Adds or changes a contact. */
  put(...people: PersonJson[]): void {
    for (const person of people)
      this.people.set(person.resourceName, { person, version: ++this.version, deleted: false });
  }

  remove(resourceName: string): void {
    const stored = this.people.get(resourceName);
    if (stored) Object.assign(stored, { version: ++this.version, deleted: true });
  }

  /** Adds a label; returns its resource name for memberships. */
  label(name: string): string {
    const resourceName = `contactGroups/${(this.groups.size + 1).toString(16).padStart(8, "0")}`;
    this.groups.set(resourceName, name);
    return resourceName;
  }

  /** Seven days pass. */
  expireSyncTokens(): void {
    for (const token of this.syncTokens.values()) token.expired = true;
  }

  fail(fault: Fault): void {
    this.faults.push({ ...fault, seen: 0, left: fault.times ?? 1 });
  }

  answer(ask: PeopleAsk): PeopleAnswer {
    this.asked.push(ask);
    for (const fault of this.faults) {
      if ((fault.path && fault.path !== ask.path) || fault.left === 0) continue;
      if (fault.seen++ < (fault.after ?? 0)) continue;
      fault.left--;
      return fault.answer;
    }
    if (!ask.scopes) return REFUSALS.unauthenticated;
    if (!READ_SCOPES.some((scope) => ask.scopes!.includes(scope))) return REFUSALS.scope;
    if (ask.path === "people/me/connections") return this.connections(ask.query);
    if (ask.path === "contactGroups") return this.contactGroups(ask.query);
    return refusal(404, "NOT_FOUND", "Requested entity was not found.");
  }

  private connections(query: URLSearchParams): PeopleAnswer {
    const stranger = [...query.keys()].find((name) => !PARAMETERS.has(name));
    if (stranger) return unknownName(stranger);
    const fields = (query.get("personFields") ?? "").split(",");
    const pageSize = Number(query.get("pageSize") ?? 100);
    if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > 1000) return REFUSALS.invalidArgument;
    if (fields.some((field) => !FIELDS.has(field)))
      return refusal(
        400,
        "INVALID_ARGUMENT",
        "personFields mask is required. Please specify one or more valid paths.",
      );

    // Beside the page token, everything has to be as in the first call; beside the sync token too.
    const [pageToken, syncToken] = [query.get("pageToken"), query.get("syncToken")];
    const key = [...query]
      .filter(([name]) => !/Token$/.test(name))
      .map(String)
      .sort()
      .join("&");
    const since = syncToken === null ? undefined : this.syncTokens.get(syncToken);
    if (syncToken !== null && since?.key !== key) return REFUSALS.invalidArgument;
    if (since?.expired) return REFUSALS.expiredSyncToken;
    const pageKey = `${key}&${syncToken}&${query.get("requestSyncToken")}`;
    const page = pageToken === null ? this.firstPage(pageKey, since?.version) : this.pages.get(pageToken);
    if (page?.key !== pageKey) return REFUSALS.invalidArgument;

    const end = page.offset + Math.min(pageSize, this.pageLimit);
    const shown = page.entries.slice(page.offset, end);
    const body: Record<string, unknown> = { totalItems: page.entries.length };
    // Google leaves an empty list out.
    if (shown.length > 0) body.connections = shown.map((stored) => this.masked(stored, fields));
    if (end < page.entries.length) {
      body.nextPageToken = randomUUID();
      this.pages.set(body.nextPageToken as string, { ...page, offset: end });
    } else if (query.get("requestSyncToken") === "true") {
      body.nextSyncToken = randomUUID();
      this.syncTokens.set(body.nextSyncToken as string, { key, version: page.version, expired: false });
    }
    return { status: 200, body };
  }

  private firstPage(key: string, since: number | undefined) {
    const entries = [...this.people.values()].filter((stored) =>
      since === undefined ? !stored.deleted : stored.version > since,
    );
    return { key, entries, offset: 0, version: this.version };
  }

  private masked({ person, version, deleted }: Stored, fields: string[]): unknown {
    const { resourceName } = person;
    const metadata = {
      sources: [
        { type: "CONTACT", id: resourceName.split("/")[1], updateTime: "2026-11-20T10:00:00.123456Z" },
      ],
      objectType: "PERSON",
      ...(deleted ? { deleted } : {}),
    };
    const all: Record<string, unknown> = deleted ? { metadata } : { ...person, metadata };
    const shown = Object.entries(all).filter(([name]) => fields.includes(name));
    return { resourceName, etag: `%Eg${version}`, ...Object.fromEntries(shown) };
  }

  private contactGroups(query: URLSearchParams): PeopleAnswer {
    const stranger = [...query.keys()].find((name) => !GROUP_PARAMETERS.has(name));
    if (stranger) return unknownName(stranger);
    const system = SYSTEM_GROUPS.map((name) => ({
      resourceName: `contactGroups/${name}`,
      groupType: "SYSTEM_CONTACT_GROUP",
      name,
      formattedName: `${name[0]!.toUpperCase()}${name.slice(1).replace(/[A-Z]/g, " $&")}`,
    }));
    const own = [...this.groups].map(([resourceName, name]) => ({
      resourceName,
      groupType: "USER_CONTACT_GROUP",
      name,
      formattedName: name,
    }));
    const all = [...system, ...own];
    const offset = Number(query.get("pageToken") ?? 0);
    const end = offset + Number(query.get("pageSize") ?? 30);
    return {
      status: 200,
      body: {
        contactGroups: all.slice(offset, end),
        totalItems: all.length,
        ...(end < all.length ? { nextPageToken: String(end) } : {}),
      },
    };
  }
}
