import type { z } from "zod";
import { mintScope } from "@/lib/access/policy";
import { googleContacts } from "@/lib/adapters/google/contacts";
import { finishReading } from "@/lib/imports/commands/finish-reading";
import { noteSync } from "@/lib/imports/commands/note-sync";
import { stageRows } from "@/lib/imports/commands/stage-rows";
import type { ContactsFailure, ContactsSource } from "@/lib/imports/ports";
import { requireBatch } from "@/lib/imports/queries";
import { findGrant, listStaged } from "@/lib/imports/queries/accounts";
import { householdLabel } from "@/lib/imports/rules/google-contact";
import { pullContactsBatch } from "@/lib/imports/topics";
import { canonicalJson, sha256Hex } from "@/lib/kernel/bytes";
import { AppError } from "@/lib/kernel/errors";
import type { CommandContext } from "@/lib/platform/command";
import { unseal } from "@/lib/platform/sealed";
import { readTenant } from "@/lib/platform/transaction";
import type { Handler } from "../job";
import { type PullPart, pullContacts } from "./readers/google";

const AGAIN = "Connect it again under Bring a list to read on.";
const REVOKED = `This Google account does not let us read its contacts any more. ${AGAIN}`;
const HALF = "What was read before is below.";
const FORBIDDEN = "Google did not give us the permission to read contacts. Connect again and tick it.";
const STOPPED =
  "Google stopped answering before all contacts were read. Read this account again later; nobody comes twice.";
const OURS =
  "Something went wrong on our side before all contacts were read. Read this account again later; nobody comes twice.";
const SETUP = "Google Contacts is not set up rightly on this installation.";
const BROKEN = { revoked: REVOKED, forbidden: FORBIDDEN, paused: STOPPED };

type End = Exclude<PullPart, { kind: "rows" }>;

/** Google asked for patience; the job's own retry is the patience. */
class Paused extends Error {}

/** Reads a connected address book into a list. A retry reads again and stages only what is not there yet. */
export const handle: Handler<z.output<typeof pullContactsBatch.payload>> = async (
  { weddingId, batchId, side, accountId },
  { correlationId, attempt },
) => {
  const scope = mintScope(weddingId, { kind: "system", job: pullContactsBatch.name }, side);
  const ctx = { scope, correlationId };
  const found = await readTenant(scope, async (tx) => ({
    batch: await requireBatch(tx, scope, batchId),
    grant: await findGrant(tx, scope, accountId),
    staged: await listStaged(tx, scope, batchId),
  }));
  if (found.batch.state !== "reading") return;
  const list = new ContactList(ctx, batchId, found.staged);
  const { grant } = found;
  const refreshToken = grant && unseal(grant.sealed, `contact_accounts:${accountId}`);
  if (!grant || !refreshToken) {
    await list.finish(REVOKED, true);
    // Sealed by a key that is gone: it can only be given again.
    if (grant)
      await noteSync(ctx, { accountId, batchId, sealed: grant.sealed, outcome: { kind: "revoked" } });
    return;
  }

  let end: End | null;
  try {
    end = await read(list, {
      refreshToken,
      syncToken: grant.syncToken,
      homeCountry: found.batch.homeCountry,
    });
    if (end?.kind === "paused" && attempt < pullContactsBatch.retryLimit)
      throw new Paused(`wait ${end.retryAfterSeconds} s`);
  } catch (error) {
    const settled = error instanceof AppError && error.code === "unavailable";
    if (!settled && attempt < pullContactsBatch.retryLimit) throw error;
    // The last try: the list must not say "reading" for ever.
    await list.finish(settled ? SETUP : error instanceof Paused ? STOPPED : OURS, true);
    if (settled) return;
    throw error;
  }
  if (!end) return;
  await list.end(end);
  const note = { accountId, batchId, sealed: grant.sealed };
  if (end.kind === "end")
    await noteSync(ctx, {
      ...note,
      outcome: { kind: "synced", began: grant.syncToken, syncToken: end.syncToken },
    });
  if (end.kind === "revoked" || end.kind === "forbidden")
    await noteSync(ctx, { ...note, outcome: { kind: "revoked" } });
};

/** Stages all rows; how it ended, or null where the list is not wanted any more. */
async function read(
  list: ContactList,
  options: { refreshToken: string; syncToken: string | null; homeCountry: string },
): Promise<End | null> {
  const source: ContactsSource = googleContacts();
  const access = await source.refresh(options.refreshToken);
  if (!access.ok) return unread(access);
  for await (const part of pullContacts(source, { accessToken: access.value.accessToken, ...options })) {
    if (part.kind !== "rows") return part;
    if (!(await list.add(part.rows))) return null;
  }
  return null;
}

function unread(failure: ContactsFailure): End {
  if (failure.kind === "consent_revoked") return { kind: "revoked", deleted: [] };
  if (failure.kind === "forbidden_scope") return { kind: "forbidden", deleted: [] };
  if (failure.kind === "quota" || failure.kind === "temporary") throw new Paused(failure.kind);
  throw new AppError("unavailable", SETUP);
}

type Row = { raw: string[]; draft: object };

const printOf = ({ raw, draft }: Row): string => sha256Hex(canonicalJson([raw, draft]));

class ContactList {
  private readonly prints: Set<string>;
  private nextRow: number;
  private householdColumn: string | null = null;

  constructor(
    private readonly ctx: CommandContext,
    private readonly batchId: string,
    staged: readonly (Row & { rowNumber: number })[],
  ) {
    this.prints = new Set(staged.map(printOf));
    this.nextRow = (staged.at(-1)?.rowNumber ?? 0) + 1;
    for (const { raw } of staged) this.householdColumn ??= householdLabel(raw) ?? null;
  }

  /** Stages what is not there yet; false where the list is not being read any more. */
  async add(given: readonly Row[]): Promise<boolean> {
    const rows: Row[] = [];
    for (const row of given) {
      const print = printOf(row);
      if (this.prints.has(print)) continue;
      this.prints.add(print);
      this.householdColumn ??= householdLabel(row.raw) ?? null;
      rows.push(row);
    }
    if (rows.length === 0) return true;
    const { batchId } = this;
    const input = { batchId, firstRow: this.nextRow, rows: rows as never, bytesRead: 0 };
    const stored = await stageRows(this.ctx, input);
    this.nextRow += rows.length;
    return stored.ok;
  }

  async end(end: End): Promise<void> {
    if (end.kind !== "end") return this.finish(BROKEN[end.kind], true);
    const notes = [
      end.deleted.length > 0 ? deletedWords(end.deleted.length) : "",
      end.unreadable > 0 ? `${counted(end.unreadable)} could not be read and are not in it.` : "",
    ].filter(Boolean);
    if (this.nextRow > 1) {
      if (!end.full) notes.unshift("Only who is new or changed since the last time is in this list.");
      return this.finish(notes.join(" "), false);
    }
    notes.unshift(
      end.full
        ? "There are no contacts in this Google account."
        : "Nobody is new or changed in Google Contacts since the last time.",
    );
    await this.outcome({ kind: "nothing", note: notes.join(" ") });
  }

  /** With rows the list goes on, whatever happened; without, what is `broken` is a refusal. */
  async finish(words: string, broken: boolean): Promise<void> {
    if (broken && this.nextRow === 1) return this.outcome({ kind: "failed", reason: words });
    const note = broken ? `${words} ${HALF}` : words;
    await this.outcome({
      kind: "staged",
      householdColumn: this.householdColumn,
      format: "google-account",
      ...(note ? { note } : {}),
    });
  }

  private async outcome(outcome: Parameters<typeof finishReading>[1]["outcome"]): Promise<void> {
    await finishReading(this.ctx, { batchId: this.batchId, outcome });
  }
}

const counted = (n: number) => (n === 1 ? "1 contact" : `${n.toLocaleString("en-IN")} contacts`);

const deletedWords = (n: number) =>
  `${counted(n)} ${n === 1 ? "was" : "were"} deleted in Google; whoever is a guest stays one.`;
