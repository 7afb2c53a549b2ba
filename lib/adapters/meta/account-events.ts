/** What Meta tells about an account rather than a message, in our words. */
export type AccountEvent =
  | { kind: "template"; name: string; language: string; status?: string; category?: string }
  | { kind: "preferences"; preferences: Preference[] };

export interface Preference {
  phone: string | null;
  ids: string[];
  value: "stop" | "resume";
}

type Loose = Record<string, unknown>;
const object = (value: unknown): Loose =>
  value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Loose) : {};
const text = (value: unknown): string | null =>
  typeof value === "string" && value !== "" ? value : typeof value === "number" ? String(value) : null;

/** Reads one change leniently; null where it says nothing we act upon. */
export function readAccountEvent(field: string, change: unknown): AccountEvent | null {
  const value = object(object(change).value);
  const name = text(value.message_template_name);
  const language = text(value.message_template_language) ?? "";
  switch (field) {
    case "message_template_status_update": {
      const status = text(value.event);
      return name && status ? { kind: "template", name, language, status } : null;
    }
    case "template_category_update": {
      // With `correct_category` it is announced for tomorrow; only what has happened counts.
      const category = text(value.new_category);
      return name && category && text(value.previous_category)
        ? { kind: "template", name, language, category: category.toUpperCase() }
        : null;
    }
    case "user_preferences": {
      const list = Array.isArray(value.user_preferences) ? value.user_preferences.map(object) : [];
      const preferences = list.flatMap(readPreference);
      return preferences.length > 0 ? { kind: "preferences", preferences } : null;
    }
    default:
      return null;
  }
}

function readPreference(raw: Loose): Preference[] {
  const value = text(raw.value);
  if (raw.category !== "marketing_messages" || (value !== "stop" && value !== "resume")) return [];
  const digits = text(raw.wa_id);
  const phone = digits && /^\+?\d{7,15}$/.test(digits) ? `+${digits.replace(/^\+/, "")}` : null;
  const ids = [text(raw.user_id), text(raw.parent_user_id)].filter((id) => id !== null);
  return phone || ids.length > 0 ? [{ phone, ids, value }] : [];
}
