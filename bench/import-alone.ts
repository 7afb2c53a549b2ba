import { sql } from "drizzle-orm";
import { mintScope } from "@/lib/access/policy";
import { readTenant } from "@/lib/platform/transaction";
import { importFile } from "@/scripts/ops/import-file";
import { timed } from "./measure";

/** What a process that does nothing else tells of a list brought twice; milliseconds and bytes. */
export interface ImportedAlone {
  rows: number;
  first: number;
  again: number;
  /** Resident, before and at the most. */
  idle: number;
  peak: number;
}

const [weddingId, userId, file] = process.argv.slice(2) as [string, string, string];
const scope = mintScope(weddingId, { kind: "user", userId, role: "owner" });
const ctx = { scope, correlationId: "bench" };

await readTenant(scope, (tx) => tx.execute(sql`select 1`));
const idle = process.memoryUsage.rss();
let peak = idle;
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 50);
let rows = 0;
const first = await timed(async () => {
  const done = await importFile(ctx, file);
  if (done.state !== "done") throw new Error(done.failure ?? done.state);
  rows = done.rows.length;
});
const again = await timed(() => importFile(ctx, file));
clearInterval(watch);
const told: ImportedAlone = { rows, first, again, idle, peak };
process.send!(told, () => process.exit(0));
