import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { drain } from "@/jobs/drain";
import { sweep } from "@/jobs/sweep";
import { mintScope } from "@/lib/access/policy";
import type { Scope } from "@/lib/access/types";
import { verifyAudit } from "@/lib/audit/queries";
import { stateHash } from "@/lib/guests/queries/state";
import { newId } from "@/lib/kernel/ids";
import { resumeSender } from "@/lib/messaging/commands/resume-sender";
import { listSenders } from "@/lib/messaging/queries/runs";
import { redriveDeadLetters } from "@/lib/platform/boss";
import type { CommandContext } from "@/lib/platform/command";
import { operatorHealth } from "@/lib/platform/metrics";
import { readTenant } from "@/lib/platform/transaction";
import { reconcileProjections } from "@/lib/reports/commands/reconcile-projections";
import { refreshProjections, whenFree } from "@/lib/reports/commands/refresh-projections";
import { rebuildAnswers } from "@/lib/rsvp/commands/rebuild-answers";

type Options = ReadonlyMap<string, string>;
interface Verb {
  says: string;
  /** Needs no running ParinayaOS: it brings its own database. */
  alone?: true;
  run(options: Options, words: readonly string[]): Promise<{ ok: boolean } & Record<string, unknown>>;
}

async function weddings(options: Options): Promise<Scope[]> {
  const { rows } = await db().execute<{ wedding_id: string }>(
    sql`select wedding_id from fence.every_wedding()`,
  );
  const one = options.get("wedding");
  return rows
    .filter((row) => !one || row.wedding_id === one)
    .map((row) => mintScope(row.wedding_id, { kind: "operator", name: "ops" }));
}

const contextOf = (scope: Scope): CommandContext => ({ scope, correlationId: `ops-${newId()}` });

async function oneWedding(options: Options): Promise<Scope> {
  const [scope] = options.has("wedding") ? await weddings(options) : [];
  if (!scope) throw new Error("Say which wedding: --wedding ID (an id that is there).");
  return scope;
}

/** Every verb of the operator. Each prints one report; exit status follows `ok`. */
export const VERBS: Record<string, Verb> = {
  health: {
    says: "counts and ages of what waits",
    run: async () => ({ ok: true, ...(await operatorHealth()) }),
  },
  drain: {
    says: "sweep for lost doorbells and work off the queues once",
    run: async () => {
      const { rang } = await sweep();
      return { ok: true, rang, ...(await drain({ budgetMs: 60_000 })) };
    },
  },
  "verify-audit": {
    says: "check the chain of every wedding's log (--wedding ID for one)",
    run: async (options) => {
      const reports = await Promise.all(
        (await weddings(options)).map(async (scope) => ({
          wedding: scope.weddingId,
          ...(await readTenant(scope, (tx) => verifyAudit(tx, scope))),
        })),
      );
      return { ok: reports.every((report) => report.ok), weddings: reports };
    },
  },
  doubts: {
    says: "messages nobody knows the fate of",
    run: async (options) => {
      const found = await Promise.all(
        (await weddings(options)).map(async (scope) => {
          const { rows } = await readTenant(scope, (tx) =>
            tx.execute<{ message: string; unit: string; since: string }>(sql`
              select id as message, unit_id as unit, created_at as since from messages where wedding_id = ${scope.weddingId} and state = 'in_doubt' order by created_at limit 1000`),
          );
          return rows.map((row) => ({ wedding: scope.weddingId, ...row }));
        }),
      );
      return { ok: true, doubts: found.flat() };
    },
  },
  redrive: {
    says: "bring dead letters back to their queues (--queue NAME, --limit N)",
    run: async (options) => {
      const queue = options.get("queue");
      const limit = Number(options.get("limit") ?? 1000);
      const moved = await redriveDeadLetters({ limit, ...(queue ? { queue } : {}) });
      return { ok: true, moved };
    },
  },
  replay: {
    says: "process the raw webhooks again, read every chat again and derive the answers; what was applied changes nothing (--errors: only those that failed)",
    run: async (options) => {
      const { rowCount } = await db().execute(
        options.has("errors")
          ? sql`update webhook_inbox set processed_at = null where id in (select inbox_id from webhook_events where disposition = 'quarantined' and reason like 'error:%')`
          : sql`update webhook_inbox set processed_at = null`,
      );
      await sweep();
      const processed = await drain({ budgetMs: 600_000 });
      const answers = { chats: 0, changed: 0 };
      const refused: { wedding: string; why: string }[] = [];
      for (const scope of await weddings(options)) {
        const done = await rebuildAnswers(contextOf(scope), {});
        if (!done.ok) {
          refused.push({ wedding: scope.weddingId, why: done.message });
          continue;
        }
        answers.chats += done.value.chats;
        answers.changed += done.value.changed;
      }
      await drain({ budgetMs: 600_000 });
      return { ok: refused.length === 0, webhooks: rowCount ?? 0, ...processed, answers, refused };
    },
  },
  "resume-sender": {
    says: "let a stopped WhatsApp number send again, once its account is mended (--wedding ID)",
    run: async (options) => {
      const resumed = [];
      for (const scope of await weddings(options)) {
        const senders = await readTenant(scope, (tx) => listSenders(tx, scope));
        for (const { id } of senders.filter((sender) => sender.state !== "active")) {
          const done = await resumeSender(contextOf(scope), { senderId: id });
          if (done.ok) resumed.push({ wedding: scope.weddingId, sender: id });
        }
      }
      return { ok: true, resumed };
    },
  },
  "state-hash": {
    says: "one hash over a wedding's guests, ids and times apart (--wedding ID)",
    run: async (options) => {
      const scope = await oneWedding(options);
      return {
        ok: true,
        wedding: scope.weddingId,
        ...(await readTenant(scope, (tx) => stateHash(tx, scope))),
      };
    },
  },
  import: {
    says: "add lists to a wedding as an upload would (--wedding ID FILE…)",
    run: async (options, words) => {
      const { importFile } = await import("./import-file");
      const ctx = contextOf(await oneWedding(options));
      if (words.length === 0) throw new Error("Say which files: --wedding ID FILE…");
      const files = [];
      for (const file of words) files.push(await importFile(ctx, file));
      return { ok: files.every((file) => file.state === "done"), files };
    },
  },
  laws: {
    says: "import files in every order, with undo and merges, and compare (--files A B)",
    alone: true,
    run: async (_options, words) => {
      const { checkLaws } = await import("./laws");
      if (words.length === 0) throw new Error("Say which files: --files A B");
      return { ...(await checkLaws(words)) };
    },
  },
  rebuild: {
    says: "throw projections away and compute them anew (--wedding ID for one)",
    run: async (options) => {
      const rebuilt = [];
      for (const scope of await weddings(options)) {
        const done = await whenFree(() => refreshProjections(contextOf(scope), { everything: true }));
        rebuilt.push({ wedding: scope.weddingId, done: done.ok, keys: done.ok ? done.value.refreshed : 0 });
      }
      return { ok: rebuilt.every((one) => one.done), rebuilt };
    },
  },
  reconcile: {
    says: "compare answers and projections with the rows they are derived from, and heal them (--wedding ID for one)",
    run: async (options) => {
      const reconciled = [];
      for (const scope of await weddings(options)) {
        const done = await whenFree(() => reconcileProjections(contextOf(scope), {}));
        reconciled.push({
          wedding: scope.weddingId,
          ...(done.ok ? done.value : { healed: false, refused: done.message }),
        });
      }
      return { ok: reconciled.every((one) => one.healed), reconciled };
    },
  },
};
