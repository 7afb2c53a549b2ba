import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { db } from "@/db/client";
import { users } from "@/db/schema/access";
import { drain } from "@/jobs/drain";
import { addMember } from "@/lib/access/commands/add-member";
import { mintScope } from "@/lib/access/policy";
import type { Role, Scope, SideScope } from "@/lib/access/types";
import { objectStore } from "@/lib/adapters/object-store";
import { createEvent } from "@/lib/events/commands/create-event";
import { commitImport } from "@/lib/imports/commands/commit-import";
import { startImport } from "@/lib/imports/commands/start-import";
import { newId } from "@/lib/kernel/ids";
import type { Result } from "@/lib/kernel/result";
import type { CommandContext } from "@/lib/platform/command";
import { createWedding } from "@/lib/weddings/commands/create-wedding";

export interface TestWedding {
  weddingId: string;
  ctx: CommandContext;
  scope: Scope;
  /** A context of another member, made on first use. */
  as(role: Role, side?: SideScope): Promise<CommandContext>;
}

/** The value of a result that must be one. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${result.code} ${result.message}`);
  return result.value;
}

export async function makeUser(name = "Asha"): Promise<string> {
  const [user] = await db()
    .insert(users)
    .values({ email: `${newId()}@example.test`, name })
    .returning({ id: users.id });
  return user!.id;
}

export const contextFor = (scope: Scope): CommandContext => ({ scope, correlationId: `test-${newId()}` });

export async function makeWedding(name = "Anjali & Rohan"): Promise<TestWedding> {
  const weddingId = newId();
  const owner = await makeUser();
  const scope = mintScope(weddingId, { kind: "user", userId: owner, role: "owner" });
  const ctx = contextFor(scope);
  must(await createWedding(ctx, { id: weddingId, name, hosts: "Meera & Rajesh" }));
  return {
    weddingId,
    ctx,
    scope,
    async as(role, side = "all") {
      const userId = await makeUser(role);
      must(await addMember(ctx, { userId, role, side }));
      return contextFor(mintScope(weddingId, { kind: "user", userId, role }, side));
    },
  };
}

export async function makeEvents(wedding: TestWedding, names: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const name of names) {
    const id = newId();
    must(await createEvent(wedding.ctx, { id, name, visibility: "invite_only", zone: "Asia/Kolkata" }));
    ids.push(id);
  }
  return ids;
}

/** Uploads a list and waits until it was read; `commit` also adds it. */
export async function importCsv(
  ctx: CommandContext,
  csv: string | Buffer,
  options: { grouping?: "column" | "each"; commit?: boolean } = {},
): Promise<string> {
  const batchId = newId();
  const bytes = Buffer.from(csv);
  const objectKey = `imports/${ctx.scope.weddingId}/${batchId}-${createHash("sha256").update(bytes).digest("hex").slice(0, 8)}.csv`;
  await objectStore().put(objectKey, Readable.from([bytes]));
  must(
    await startImport(ctx, { batchId, fileName: "guests.csv", objectKey, bytes: Math.max(1, bytes.length) }),
  );
  await drain({ budgetMs: 20_000 });
  if (options.commit === false) return batchId;
  must(await commitImport(ctx, { batchId, grouping: options.grouping ?? "column", attested: true }));
  await drain({ budgetMs: 60_000 });
  return batchId;
}
