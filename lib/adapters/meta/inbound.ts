import type { ProviderEvent } from "@/lib/messaging/ports";
import { type Loose, list, object, phoneOf, readTime, text } from "./loose";

type Message = Extract<ProviderEvent, { kind: "message" }>;

/** One message of a guest, of whatever type: who wrote it, and every word in it. */
export function readMessage(raw: Loose, phoneNumberId: string): Message {
  const providerId = text(raw.id) ?? "";
  const from = text(raw.from);
  const type = text(raw.type) ?? "unknown";
  const group = text(raw.group_id) !== null;
  return {
    kind: "message",
    key: `message:${providerId}`,
    phoneNumberId,
    providerId,
    from: {
      phone: phoneOf(from) ?? ownNumber(raw),
      bsuid: text(raw.from_user_id) ?? (from && /[A-Z]/i.test(from) ? from : null),
      parentBsuid: text(raw.from_parent_user_id),
    },
    at: readTime(raw.timestamp),
    content: contentOf(raw, type),
    ...(group ? { group: true as const } : {}),
    ...(type === "system" && !group ? { change: readChange(object(raw.system)) } : {}),
  };
}

function contentOf(raw: Loose, type: string): Message["content"] {
  if (type !== "edit") return plainContent(raw, type);
  const edited = object(object(raw.edit).message);
  const { text: words, contextId } = plainContent(edited, text(edited.type) ?? "unknown");
  return { type, text: words, payload: null, contextId: text(object(raw.context).id) ?? contextId };
}

function plainContent(raw: Loose, type: string): Message["content"] {
  const contextId = text(object(raw.context).id);
  const interactive = object(raw.interactive);
  if (interactive.nfm_reply !== undefined) {
    const form = object(interactive.nfm_reply);
    const answers = text(form.response_json);
    return { type: "form", text: formText(answers) ?? text(form.body), payload: answers, contextId };
  }
  const choice = { ...object(interactive.button_reply), ...object(interactive.list_reply) };
  const button = object(raw.button);
  return {
    type,
    text:
      text(object(raw.text).body) ??
      text(object(raw.system).body) ??
      text(button.text) ??
      text(choice.title) ??
      text(object(raw[type]).caption) ??
      contactsText(raw.contacts),
    payload: text(button.payload) ?? text(choice.id),
    contextId,
  };
}

/**
 * The answers of a form, a line each, as somebody can read them. `response_json` is text in which there may be anything;
 * what is no list of answers is told as it is.
 */
function formText(answers: string | null): string | null {
  if (answers === null) return null;
  const told = parsed(answers);
  if (told === null || typeof told !== "object" || Array.isArray(told)) return answers;
  const lines = Object.entries(told)
    .filter(([name]) => name !== "flow_token")
    .map(([name, value]) => `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`);
  return text(lines.join("\n"));
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

const numberOf = (phone: Loose): string | null =>
  phoneOf(phone.wa_id) ?? phoneOf(text(phone.phone)?.replace(/[^\d]/g, ""));

/** "Contact" is a word that no answer has, so that a name and a number are never read as one. */
function contactsText(contacts: unknown): string | null {
  const lines = list(contacts).map((one) => {
    const name = text(object(one.name).formatted_name) ?? text(object(one.name).first_name);
    const numbers = list(one.phones).map((phone) => numberOf(phone) ?? text(phone.phone));
    return ["Contact:", name, ...numbers].filter((part) => part).join(" ");
  });
  return lines.length > 0 ? lines.join("\n") : null;
}

/** The writer's own number, given because it was asked for; any other contact is somebody else's. */
function ownNumber(raw: Loose): string | null {
  const [given, ...more] = list(raw.contacts).filter((one) => one.origin === "contact_request");
  const numbers = [...new Set(list(given?.phones).flatMap((phone) => numberOf(phone) ?? []))];
  return more.length === 0 && numbers.length === 1 ? numbers[0]! : null;
}

/** `user_changed_number` and `user_changed_user_id`: whoever wrote under the old ones is the same person. */
const readChange = (system: Loose) => ({
  phone: phoneOf(system.wa_id),
  bsuid: text(system.user_id),
  parentBsuid: text(system.parent_user_id),
  previousBsuid: text(system.previous_user_id),
});
