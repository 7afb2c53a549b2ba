import { Readable } from "node:stream";
import { stringify } from "csv-stringify/sync";
import { enterWedding } from "@/lib/access/loaders";
import { requirePermission } from "@/lib/access/policy";
import { REASONS, type ReasonCode } from "@/lib/compliance/rules";
import { CSV_BOM } from "@/lib/exports/rules";
import { AppError } from "@/lib/kernel/errors";
import { isUuid } from "@/lib/kernel/ids";
import { listRehearsed, rehearse } from "@/lib/messaging/queries/rehearsal";
import { requireRun } from "@/lib/messaging/queries/runs";
import { renderTemplate, wholeMessage } from "@/lib/messaging/rules/render";
import { route } from "@/lib/platform/http";
import { readTenant } from "@/lib/platform/transaction";

const PAGE = 2_000;

/** The rehearsal one can hold in hand: every message as it will be read, who is left out and why, and the hash. */
export const GET = route<{ wedding: string; run: string }>(
  "runs.rehearsal",
  async (_request, { wedding, run: runId }) => {
    const { scope } = await enterWedding(wedding);
    requirePermission(scope, "runs.prepare");
    if (!isUuid(runId)) throw new AppError("not_found", "There is no such run.");
    const run = await readTenant(scope, (tx) => requireRun(tx, scope, runId));
    const { hash } = await readTenant(scope, (tx) => rehearse(tx, scope, run));
    async function* lines(): AsyncGenerator<Uint8Array> {
      const encode = (rows: unknown[][]) =>
        new TextEncoder().encode(stringify(rows, { escape_formulas: true }));
      yield new TextEncoder().encode(CSV_BOM);
      yield encode([["Family", "Number", "Goes out", "Why not", "Message"]]);
      for (let after: string | undefined; ; ) {
        const page = await readTenant(scope, (tx) => listRehearsed(tx, scope, run, { limit: PAGE, after }));
        if (page.length > 0) {
          yield encode(
            page.map((m) => [
              m.household,
              m.destination ? `\u200e${m.destination}` : "",
              m.reason ? "no" : "yes",
              m.reason ? REASONS[m.reason as ReasonCode] : "",
              wholeMessage(
                { header: run.templateHeader, footer: run.templateFooter },
                renderTemplate(run.templateBody, m.params),
              ),
            ]),
          );
        }
        if (page.length < PAGE) break;
        after = page.at(-1)!.unitId;
      }
      yield encode([["Hash", hash, "", "", ""]]);
    }
    return new Response(Readable.toWeb(Readable.from(lines())) as ReadableStream<Uint8Array>, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": 'attachment; filename="rehearsal.csv"',
        "cache-control": "private, no-store",
        "x-rehearsal-hash": hash,
      },
    });
  },
);
