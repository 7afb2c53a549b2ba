import { liftStop } from "@/lib/compliance/commands/lift-stop";
import { listStops } from "@/lib/compliance/queries/stops";
import { readTenant } from "@/lib/platform/transaction";
import type { TestWedding } from "./wedding";

/** Somebody of a family, who had stopped our messages, wants them again; null where nobody had. */
export async function liftFirstStop({ scope, ctx }: Pick<TestWedding, "scope" | "ctx">, unitId: string) {
  const [stop] = await readTenant(scope, (tx) => listStops(tx, scope, unitId));
  if (!stop) return null;
  const done = await liftStop(ctx, {
    unitId,
    personId: stop.personId,
    seen: new Date(stop.since).toISOString(),
    asked: "On the phone",
    vouched: true,
  });
  return { name: stop.name, done };
}
