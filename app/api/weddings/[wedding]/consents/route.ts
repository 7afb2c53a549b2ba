import { Readable } from "node:stream";
import { stringify } from "csv-stringify/sync";
import { enterWedding } from "@/lib/access/loaders";
import { requirePermission } from "@/lib/access/policy";
import { listConsents } from "@/lib/compliance/queries/ledger";
import { CSV_BOM } from "@/lib/exports/rules";
import { route } from "@/lib/platform/http";
import { readTenant } from "@/lib/platform/transaction";

const PAGE = 5_000;
const BASIS = { host_attestation: "the hosts\u2019 word", guest_reply: "the guest\u2019s own word" };

/** The ledger of consent as a file: every ground on which a family may be written to, with its evidence, and every withdrawal. */
export const GET = route<{ wedding: string }>("consents", async (_request, { wedding }) => {
  const { scope } = await enterWedding(wedding);
  requirePermission(scope, "history.read");
  async function* lines(): AsyncGenerator<Uint8Array> {
    const encode = (rows: unknown[][]) =>
      new TextEncoder().encode(stringify(rows, { escape_formulas: true }));
    yield new TextEncoder().encode(CSV_BOM);
    yield encode([["When", "Family", "Ground", "Given or taken back", "Evidence", "Recorded by"]]);
    for (let after: string | undefined; ; ) {
      const page = await readTenant(scope, (tx) => listConsents(tx, scope, { after, limit: PAGE }));
      if (page.length > 0)
        yield encode(
          page.map((one) => [
            one.at,
            one.household,
            BASIS[one.basis],
            one.granted === "yes" ? "given" : "taken back",
            one.evidence ?? "(erased)",
            one.actor,
          ]),
        );
      if (page.length < PAGE) return;
      after = page.at(-1)!.id;
    }
  }
  return new Response(Readable.toWeb(Readable.from(lines())) as ReadableStream<Uint8Array>, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="consents.csv"',
      "cache-control": "private, no-store",
    },
  });
});
