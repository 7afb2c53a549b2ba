import { statusErrors } from "./graph-error";
import type { Fields, Identity, Inbound, LedgerRow, Phone, Status, Via } from "./types";

/** Something the webhook must be told; `key` names it in the journal. */
export type HookEvent =
  | { kind: "status"; key: string; row: LedgerRow; phone: Phone; status: Status; at: number; again?: boolean }
  | { kind: "message"; key: string; inbound: Inbound; phone: Phone; phoneless: boolean }
  | { kind: "field"; key: string; field: string; value: Fields; at: number };

/** Whose webhook an event belongs to; account fields are Meta's alone. */
export function viaOf(event: HookEvent): Via {
  if (event.kind === "field") return "meta";
  return (event.kind === "status" ? event.row.via : event.inbound.via) ?? "meta";
}

function seconds(at: number): string {
  return String(Math.floor(at / 1000));
}

function pricing(row: LedgerRow): Fields {
  return row.type === "template"
    ? {
        billable: true,
        pricing_model: "PMP",
        type: "regular",
        category: (row.template?.category ?? "MARKETING").toLowerCase(),
      }
    : { billable: false, pricing_model: "PMP", type: "free_customer_service", category: "service" };
}

function statusOf(event: Extract<HookEvent, { kind: "status" }>): Fields {
  const { row, phone, status } = event;
  const failed = status === "failed";
  return {
    id: row.wamid,
    status,
    timestamp: seconds(event.at),
    recipient_id: phone.digits,
    ...(failed ? {} : { recipient_user_id: phone.userId }),
    ...(row.opaque === undefined ? {} : { biz_opaque_callback_data: row.opaque }),
    ...(status === "sent" || status === "delivered" ? { pricing: pricing(row) } : {}),
    ...(failed ? { errors: statusErrors(row.failure ?? 131000) } : {}),
  };
}

function content(inbound: Inbound): Fields {
  const { text, payload } = inbound;
  if (inbound.kind === "text") return { type: "text", text: { body: text } };
  if (inbound.kind === "button") return { type: "button", button: { payload, text } };
  const reply = {
    id: payload,
    title: text,
    ...(inbound.description ? { description: inbound.description } : {}),
  };
  return { type: "interactive", interactive: { type: inbound.kind, [inbound.kind]: reply } };
}

function messageOf(event: Extract<HookEvent, { kind: "message" }>, business: string): Fields {
  const { inbound, phone, phoneless } = event;
  return {
    ...(inbound.context ? { context: { from: business, id: inbound.context } } : {}),
    ...(phoneless ? {} : { from: phone.digits }),
    from_user_id: phone.userId,
    id: inbound.wamid,
    timestamp: seconds(inbound.at),
    ...content(inbound),
  };
}

function contactOf(phone: Phone, phoneless: boolean): Fields {
  return {
    profile: { name: phone.name },
    ...(phoneless ? {} : { wa_id: phone.digits }),
    user_id: phone.userId,
  };
}

function change(identity: Identity, key: "statuses" | "messages", events: HookEvent[]): Fields {
  const business = identity.displayNumber.replace(/\D/g, "");
  const contacts = new Map<string, Fields>();
  const items: Fields[] = [];
  for (const event of events) {
    if (event.kind === "status") {
      if (event.status !== "failed") contacts.set(event.phone.userId, contactOf(event.phone, false));
      items.push(statusOf(event));
    } else if (event.kind === "message") {
      // One event without the number must not be undone by another's contact card.
      const hidden = event.phoneless && !events.some((e) => shows(e, event.phone));
      contacts.set(event.phone.userId, contactOf(event.phone, hidden));
      items.push(messageOf(event, business));
    }
  }
  return {
    field: "messages",
    value: {
      messaging_product: "whatsapp",
      metadata: { display_phone_number: business, phone_number_id: identity.phoneNumberId },
      ...(contacts.size > 0 ? { contacts: [...contacts.values()] } : {}),
      [key]: items,
    },
  };
}

function shows(event: HookEvent, phone: Phone): boolean {
  return event.kind === "message" && event.phone === phone && !event.phoneless;
}

/** The exact bytes of one POST: Meta escapes what is not ASCII as lowercase \uXXXX. */
export function buildBody(identity: Identity, events: HookEvent[]): string {
  const changes: Fields[] = [];
  const statuses = events.filter((e) => e.kind === "status");
  const messages = events.filter((e) => e.kind === "message");
  if (statuses.length > 0) changes.push(change(identity, "statuses", statuses));
  if (messages.length > 0) changes.push(change(identity, "messages", messages));
  const entry: Fields[] = changes.length > 0 ? [{ id: identity.wabaId, changes }] : [];
  for (const event of events) {
    if (event.kind !== "field") continue;
    const changed = [{ field: event.field, value: event.value }];
    entry.push({ id: identity.wabaId, time: Math.floor(event.at / 1000), changes: changed });
  }
  return escapeNonAscii(JSON.stringify({ object: "whatsapp_business_account", entry }));
}

/** Non-ASCII characters as lowercase \uXXXX. */
export function escapeNonAscii(text: string): string {
  return text.replace(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
