import { notFound } from "next/navigation";
import { MESSAGE_STATES } from "@/db/schema/messaging";
import { loadEntry } from "@/lib/access/loaders";
import { AppError } from "@/lib/kernel/errors";
import { isUuid } from "@/lib/kernel/ids";
import { formatPhone } from "@/lib/kernel/phone";
import { requireRun } from "@/lib/messaging/queries/runs";
import { listTraced } from "@/lib/messaging/queries/timeline";
import { readTenant } from "@/lib/platform/transaction";
import { requireWedding } from "@/lib/weddings/queries";

export const TRACED_PAGE = 50;

/** Every message of a run with what happened to it. */
export async function loadTraced(
  weddingId: string,
  runId: string,
  params: { state?: string; q?: string; page?: string },
) {
  const { scope } = await loadEntry(weddingId);
  if (!isUuid(runId)) notFound();
  const state = MESSAGE_STATES.find((one) => one === params.state);
  const search = params.q?.trim().slice(0, 60) || undefined;
  const page = Math.max(0, Math.min(10_000, (Number(params.page) || 1) - 1));
  const seesNumbers = scope.permissions.has("guests.phones");
  return readTenant(scope, async (tx) => {
    const run = await requireRun(tx, scope, runId).catch((error: unknown) => {
      if (error instanceof AppError && error.code === "not_found") notFound();
      throw error;
    });
    const { messages, total } = await listTraced(tx, scope, runId, { state, search, page });
    return {
      name: run.name,
      zone: (await requireWedding(tx, scope)).zone,
      state,
      search,
      page: page + 1,
      pages: Math.max(1, Math.ceil(total / TRACED_PAGE)),
      total,
      messages: messages.map((one) => ({
        ...one,
        destination: one.destination && seesNumbers ? formatPhone(one.destination) : null,
      })),
    };
  });
}
