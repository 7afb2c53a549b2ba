import { createHash } from "node:crypto";
import { PassThrough, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { to as copyTo } from "pg-copy-streams";
import type { z } from "zod";
import { copyPool } from "@/db/client";
import { mintScope } from "@/lib/access/policy";
import type { Scope } from "@/lib/access/types";
import { objectStore } from "@/lib/adapters/object-store";
import { finishExport } from "@/lib/exports/commands/finish-export";
import { guestListCopy, requireExport } from "@/lib/exports/queries";
import { giftNotesCopy, giftsCopy } from "@/lib/exports/queries/gift-copy";
import { CSV_BOM, exportFileName } from "@/lib/exports/rules";
import type { generateExport } from "@/lib/exports/topics";
import { readTenant } from "@/lib/platform/transaction";
import type { Handler } from "../job";

/** Streams a list from Postgres into the object store; memory does not grow with the list. */
export const handle: Handler<z.output<typeof generateExport.payload>> = async (
  { weddingId, exportId, side },
  { correlationId },
) => {
  const scope = mintScope(weddingId, { kind: "system", job: "exports.generate" }, side);
  const wanted = await readTenant(scope, (tx) => requireExport(tx, scope, exportId));
  if (wanted.state !== "queued") return;
  const objectKey = `exports/${weddingId}/${exportId}.csv`;
  const written = await writeList(scope, copyOf(weddingId, wanted), objectKey);
  await finishExport(
    { scope, correlationId },
    {
      exportId,
      file: {
        ...written,
        objectKey,
        fileName: exportFileName(wanted.eventName ?? NAMES[wanted.kind], written.asOf),
      },
    },
  );
};

const NAMES = { event_guest_list: "guests", gifts: "gifts", gift_notes: "gifts-before" } as const;

function copyOf(weddingId: string, { kind, eventId }: Awaited<ReturnType<typeof requireExport>>): string {
  if (kind === "gifts") return giftsCopy(weddingId);
  return kind === "gift_notes" ? giftNotesCopy(weddingId) : guestListCopy(weddingId, eventId ?? "");
}

async function writeList(scope: Scope, statement: string, objectKey: string) {
  const client = await copyPool().connect();
  let failed: unknown;
  try {
    await client.query("begin isolation level repeatable read read only");
    const { rows } = await client.query<{ now: Date }>(
      `select set_config('app.wedding_id', $1, true), set_config('app.side', $2, true), set_config('statement_timeout', '600000', true), now() as now`,
      [scope.weddingId, scope.side],
    );
    const hash = createHash("sha256");
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        done(null, chunk);
      },
    });
    const body = new PassThrough();
    const copy = client.query(copyTo(statement));
    measure.write(Buffer.from(CSV_BOM));
    const [stored] = await Promise.all([objectStore().put(objectKey, body), pipeline(copy, measure, body)]);
    await client.query("commit");
    return { rows: copy.rowCount, bytes: stored.bytes, sha256: hash.digest("hex"), asOf: rows[0]!.now };
  } catch (error) {
    failed = error;
    throw error;
  } finally {
    // A connection that broke off inside COPY is not given to anybody else.
    client.release(failed instanceof Error ? failed : undefined);
  }
}
