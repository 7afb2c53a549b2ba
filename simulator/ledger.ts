import { advance } from "./delivery";
import type { LedgerRow, Phone } from "./types";
import type { World } from "./world";

/** Writes an accepted message down, in the journal too, and sends it on its way. */
export function record(world: World, phone: Phone, row: LedgerRow): void {
  keep(world, phone, row);
  const { template, ...rest } = row;
  const name = template && !row.via ? { t: [template.name, template.language] } : {};
  world.journal?.add({ k: "o", r: rest, ...name, kind: phone.kind, c: phone.country });
  advance(world, row, phone);
}

/** Puts a row into the ledger and the guest's chat. */
export function keep(world: World, phone: Phone, row: LedgerRow): void {
  world.ledger.push(row);
  world.statusCounts.accepted++;
  phone.chat.push(row);
  phone.outCount++;
  phone.lastAt = Math.max(phone.lastAt, row.at);
  if (row.via) world.twilioMessages.set(row.wamid, row);
  if (row.type !== "template") return;
  phone.templateCount++;
  if (row.params[0] && phone.templateCount === 1) phone.name = row.params[0];
}
