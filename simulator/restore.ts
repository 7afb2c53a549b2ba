import { resumeScript } from "./actor";
import { advance, announceStatus } from "./delivery";
import { isFields } from "./http";
import { announceInbound } from "./inbound";
import type { Journal } from "./journal";
import { keep } from "./ledger";
import { makeTemplate } from "./templates";
import { type ContentDraft, makeContent } from "./twilio-contents";
import type { Inbound, Intent, Kind, LedgerRow, Phone, Status, Template } from "./types";
import type { World } from "./world";

// The shapes below are our own journal's: written by this program, read back by it.
type Line =
  | { k: "o"; r: Omit<LedgerRow, "template">; t?: [string, string]; kind: Kind; c: string }
  | { k: "s"; q: number; s: Status; at: number }
  | { k: "i"; i: Inbound; p: Pick<Phone, "stage" | "repeats"> & { intent: Intent } }
  | { k: "p"; d: string; manual: boolean; kind: Kind; last: number; lastTwilio?: number }
  | { k: "c"; c: ContentDraft }
  | { k: "t"; t: Template }
  | { k: "a"; ids: string[] };

function isLine(value: unknown): value is Line {
  return isFields(value) && typeof value.k === "string";
}

/** Reads the journal back: chats, intents and what was still on its way. */
export async function restore(world: World, journal: Journal): Promise<void> {
  const unsent = new Map<string, () => void>();
  await journal.read((line) => {
    if (isLine(line)) apply(world, line, unsent);
  });
  world.journal = journal;
  for (const again of unsent.values()) again();
  for (const row of world.ledger) advance(world, row, world.phone(row.to.slice(1)));
  for (const phone of world.phones.values()) resumeScript(world, phone);
}

function apply(world: World, line: Line, unsent: Map<string, () => void>): void {
  switch (line.k) {
    case "o":
      applyRow(world, line);
      return;
    case "s":
      applyStatus(world, line, unsent);
      return;
    case "i": {
      const phone = world.phone(line.i.phone);
      Object.assign(phone, line.p);
      phone.chat.push(line.i);
      phone.inCount++;
      phone.lastInbound[line.i.via ?? "meta"] = line.i.at;
      if (line.i.via) world.twilioMessages.set(line.i.wamid, line.i);
      phone.lastAt = line.i.at;
      world.taps.push(line.i);
      unsent.set(`i${line.i.seq}`, () => announceInbound(world, phone, line.i));
      return;
    }
    case "p": {
      const phone = world.phone(line.d);
      phone.manual = line.manual;
      phone.kind = line.kind;
      phone.lastInbound = { meta: line.last, twilio: line.lastTwilio ?? 0 };
      return;
    }
    case "t": {
      const { id, name, language, category, components, status, parameterFormat } = line.t;
      const named = parameterFormat === "NAMED";
      world.addTemplate(makeTemplate({ id, name, language, category, components, status, named }));
      return;
    }
    case "c":
      world.contents.set(line.c.sid, makeContent(line.c));
      return;
    case "a":
      for (const id of line.ids) unsent.delete(id);
  }
}

function applyRow(world: World, line: Extract<Line, { k: "o" }>): void {
  const phone = world.phone(line.r.to.slice(1), line.c);
  phone.kind = line.kind;
  const template = line.t
    ? world.template(line.t[0], line.t[1])
    : world.contents.get(line.r.content ?? "")?.template;
  keep(world, phone, {
    ...line.r,
    to: phone.e164,
    params: line.r.params.map((value) => world.shared(value)),
    ...(template ? { template } : {}),
  });
}

function applyStatus(world: World, line: Extract<Line, { k: "s" }>, unsent: Map<string, () => void>): void {
  const row = world.ledger[line.q - 1];
  if (!row) return;
  const phone = world.phone(row.to.slice(1));
  row.status = line.s;
  row.movedAt = line.at;
  world.statusCounts[line.s]++;
  if (line.s === "failed" && row.type === "template") phone.failedTemplates++;
  phone.lastAt = Math.max(phone.lastAt, line.at);
  unsent.set(`${row.seq}:${line.s}`, () => announceStatus(world, row, phone, line.s, line.at));
}
