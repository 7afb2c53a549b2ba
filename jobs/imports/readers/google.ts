import { setTimeout as sleep } from "node:timers/promises";
import type { Answer, ContactsFailure, ContactsPage, ContactsSource } from "@/lib/imports/ports";
import { draftFromContact, type GoogleDraft, householdLabel } from "@/lib/imports/rules/google-contact";
import { AppError } from "@/lib/kernel/errors";

const CHUNK_ROWS = 500;
const DEFAULT_WAIT_SECONDS = 20;
/** Google's own advice for a 429 that does not say how long. */
const QUOTA_PAUSE_SECONDS = 30;
const TEMPORARY_PAUSE_SECONDS = 60;
const TEMPORARY_WAITS_SECONDS = [1, 4];

/** How far a pull has come; JSON, to be stored with a pause and handed back. */
export interface PullPosition {
  syncToken: string | null;
  pageToken: string | null;
  /** Whether everybody is being listed, and not only changes. */
  full: boolean;
  read: number;
  unreadable: number;
  deleted: string[];
  householdColumn: string | null;
}

export type PullPart =
  /** At most 500. `read` counts contacts so far, deleted ones too; `total` is null where only changes are listed. */
  | { kind: "rows"; rows: { raw: string[]; draft: GoogleDraft }[]; read: number; total: number | null }
  /**
   * All there is. `syncToken` is for the next pull (null: the next is a full one again), `deleted` are the resource
   * names that are gone. A full pull reports no deletions: whoever of an earlier pull was in no row of it is gone, if
   * nothing was `unreadable`.
   */
  | {
      kind: "end";
      syncToken: string | null;
      deleted: string[];
      full: boolean;
      unreadable: number;
      householdColumn: string | null;
    }
  /** Google asked for more patience than a job has. Everything before stands; go on from `position` after the wait. */
  | { kind: "paused"; retryAfterSeconds: number; position: PullPosition }
  /** The person took the permission back (`revoked`) or never gave it (`forbidden`). Everything before stands. */
  | { kind: "revoked" | "forbidden"; deleted: string[] };

export interface PullOptions {
  accessToken: string;
  /** With it, an access token that has merely aged is renewed on the way instead of being taken for a revocation. */
  refreshToken?: string;
  /** Of the last pull's end; without it everybody is listed. */
  syncToken?: string | null;
  /** Of an earlier pause; goes before `syncToken`. */
  position?: PullPosition;
  homeCountry: string;
  /** Seconds this pull may spend waiting in all before it pauses. */
  maxWaitSeconds?: number;
  /** Milliseconds; for tests. */
  wait?: (ms: number) => Promise<unknown>;
}

/**
 * Lists an account's contacts as drafts, page after page. A sync token that has expired means starting over with a
 * full list; rows that were given before come again then, and are known by their resource. Throws AppError
 * `unavailable` where the installation is at fault.
 */
export async function* pullContacts(source: ContactsSource, options: PullOptions): AsyncGenerator<PullPart> {
  const pull = new Pull(source, options);
  for (;;) {
    const answer = await pull.next();
    if (!answer.ok) {
      yield stopped(answer, pull.position);
      return;
    }
    yield* pull.rowsOf(answer.value);
    const { nextPageToken, nextSyncToken } = answer.value;
    if (!nextPageToken) {
      const { deleted, full, unreadable, householdColumn } = pull.position;
      yield { kind: "end", syncToken: nextSyncToken ?? null, deleted, full, unreadable, householdColumn };
      return;
    }
    pull.position.pageToken = nextPageToken;
  }
}

function stopped(failure: ContactsFailure, position: PullPosition): PullPart {
  switch (failure.kind) {
    case "consent_revoked":
      return { kind: "revoked", deleted: position.deleted };
    case "forbidden_scope":
      return { kind: "forbidden", deleted: position.deleted };
    case "quota":
      return {
        kind: "paused",
        retryAfterSeconds: failure.retryAfterSeconds ?? QUOTA_PAUSE_SECONDS,
        position,
      };
    case "misconfigured":
      throw new AppError("unavailable", "Google Contacts is not set up rightly on this installation.", {
        detail: failure.detail,
      });
    default: {
      const wait = failure.kind === "temporary" ? failure.retryAfterSeconds : null;
      return { kind: "paused", retryAfterSeconds: wait ?? TEMPORARY_PAUSE_SECONDS, position };
    }
  }
}

class Pull {
  readonly position: PullPosition;
  private accessToken: string;
  private patienceMs: number;
  private restarted = false;
  /** Whether a page came since the last renewal: an access token that is refused right away is not aged. */
  private renewable: boolean;

  constructor(
    private readonly source: ContactsSource,
    private readonly options: PullOptions,
  ) {
    const syncToken = options.syncToken ?? null;
    this.position = options.position
      ? { ...options.position, deleted: [...options.position.deleted] }
      : { ...start(syncToken), deleted: [], householdColumn: null };
    this.accessToken = options.accessToken;
    this.patienceMs = (options.maxWaitSeconds ?? DEFAULT_WAIT_SECONDS) * 1000;
    this.renewable = options.refreshToken !== undefined;
  }

  /** The next page, after every remedy that is at hand; else the failure that is left. */
  async next(): Promise<Answer<ContactsPage>> {
    for (let tries = 0; ; ) {
      const { syncToken, pageToken } = this.position;
      const answer = await this.source.listContacts({
        accessToken: this.accessToken,
        syncToken: syncToken ?? undefined,
        pageToken: pageToken ?? undefined,
      });
      if (answer.ok) {
        this.renewable = this.options.refreshToken !== undefined;
        return answer;
      }
      if (answer.kind === "sync_token_expired" && !this.restarted) {
        this.restarted = true;
        Object.assign(this.position, start(null));
      } else if (answer.kind === "consent_revoked" && this.renewable) {
        const renewed = await this.renew();
        if (!renewed.ok) return renewed;
      } else if (!(await this.waited(answer, tries++))) return answer;
    }
  }

  private async renew(): Promise<Answer<unknown>> {
    this.renewable = false;
    const fresh = await this.source.refresh(this.options.refreshToken!);
    if (fresh.ok) this.accessToken = fresh.value.accessToken;
    return fresh;
  }

  /** Waits as long as the failure asks for, if that is a kind that passes and patience lasts. */
  private async waited(failure: ContactsFailure, tries: number): Promise<boolean> {
    let seconds: number | undefined;
    if (failure.kind === "quota") seconds = failure.retryAfterSeconds ?? QUOTA_PAUSE_SECONDS;
    if (failure.kind === "temporary") {
      const own = TEMPORARY_WAITS_SECONDS[tries];
      seconds = own === undefined ? undefined : Math.max(own, failure.retryAfterSeconds ?? 0);
    }
    // Never at once: a Retry-After of 0 must not become a loop.
    const ms = seconds === undefined ? undefined : Math.max(seconds * 1000, 250);
    if (ms === undefined || ms > this.patienceMs) return false;
    this.patienceMs -= ms;
    await (this.options.wait ?? sleep)(ms);
    return true;
  }

  *rowsOf(page: ContactsPage): Generator<PullPart> {
    const { position } = this;
    const total = position.full ? page.total : null;
    position.unreadable += page.unreadable;
    let rows: { raw: string[]; draft: GoogleDraft }[] = [];
    for (const contact of page.contacts) {
      position.read++;
      const row = draftFromContact(contact, this.options);
      if (!row) {
        position.deleted.push(contact.resourceName);
        continue;
      }
      position.householdColumn ??= householdLabel(row.raw) ?? null;
      rows.push(row);
      if (rows.length === CHUNK_ROWS) {
        yield { kind: "rows", rows, read: position.read, total };
        rows = [];
      }
    }
    if (rows.length > 0) yield { kind: "rows", rows, read: position.read, total };
  }
}

const start = (syncToken: string | null) => ({
  syncToken,
  pageToken: null,
  full: syncToken === null,
  read: 0,
  unreadable: 0,
});
