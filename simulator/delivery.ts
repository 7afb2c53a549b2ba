import { seeMessage } from "./actor";
import type { HookEvent } from "./envelope";
import { between, draw } from "./random";
import type { LedgerRow, Phone, Status } from "./types";
import type { World } from "./world";

const NEXT: Partial<Record<Status, "sent" | "delivered" | "read">> = {
  accepted: "sent",
  sent: "delivered",
  delivered: "read",
};

/** Schedules the next status of a message; each one schedules its successor. */
export function advance(world: World, row: LedgerRow, phone: Phone): void {
  const next = NEXT[row.status];
  if (!next) return;
  const chance = draw(world.config.seed, phone.digits, row.nth, next);
  const queued = row.status === "accepted" ? Math.max(0, (row.outAt ?? 0) - Date.now()) : 0;
  world.scheduler.after(queued + between(chance, world.config.timings[next]), () => {
    const status = row.failure === undefined ? next : "failed";
    setStatus(world, row, phone, status);
    advance(world, row, phone);
    if (status === "read") seeMessage(world, phone, row);
  });
}

function setStatus(world: World, row: LedgerRow, phone: Phone, status: Status): void {
  const at = Date.now();
  row.status = status;
  row.movedAt = at;
  world.statusCounts[status]++;
  if (status === "failed" && row.type === "template") phone.failedTemplates++;
  phone.lastAt = at;
  world.journal?.add({ k: "s", q: row.seq, s: status, at });
  announceStatus(world, row, phone, status, at);
}

/** Sends a status to the webhook; under the disorder fault all of a message go together, shuffled. */
export function announceStatus(world: World, row: LedgerRow, phone: Phone, status: Status, at: number): void {
  const event: HookEvent = { kind: "status", key: `${row.seq}:${status}`, row, phone, status, at };
  const mixed = draw(world.config.seed, phone.digits, row.nth, "disorder") < world.faults.webhooks.disorder;
  const held = world.held.get(row) ?? [];
  if (!mixed && held.length === 0) {
    world.deliver(event);
    return;
  }
  held.push(event);
  if (status !== "read" && status !== "failed") {
    world.held.set(row, held);
    return;
  }
  world.held.delete(row);
  for (const late of shuffled(held, (i) => draw(world.config.seed, phone.digits, row.nth, "order", i))) {
    world.deliver(late);
  }
}

function shuffled<T>(items: T[], chance: (i: number) => number): T[] {
  const mixed = items
    .map((item, i) => ({ item, key: chance(i) }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
  // A fault that happens to keep the order would test nothing.
  return mixed.every((item, i) => item === items[i]) ? mixed.reverse() : mixed;
}
