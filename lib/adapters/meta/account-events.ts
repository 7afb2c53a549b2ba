import { RESTRICTIONS, type Restriction } from "@/lib/messaging/ports";
import { readTime } from "./loose";

/** What Meta tells about an account rather than a message, in our words. */
export type AccountEvent =
  | {
      kind: "template";
      name: string;
      language: string;
      status?: string;
      category?: string;
      /** The category it is going to have by tomorrow. */
      announcedCategory?: string;
      quality?: string;
      reason?: string;
    }
  | { kind: "preferences"; preferences: Preference[] }
  /** A problem with the number or the account that no message is told of; the provider's codes. */
  | { kind: "errors"; codes: number[] }
  | {
      kind: "health";
      /** Digits of the number it is about, where it names one. */
      displayNumber?: string;
      /** People who may be written to first within 24 hours; null where there is no limit. */
      dailyLimit?: number | null;
      /** Why nothing may be sent from now on, or null: it may be sent again. */
      stopped?: string | null;
      restrictions?: Restriction[];
      /** How guests take its messages: GREEN, YELLOW, RED; null where that is not known any more. */
      quality?: string | null;
      /** What was against the provider's rules, though everything still leaves. */
      reproach?: string;
    };

export interface Preference {
  phone: string | null;
  ids: string[];
  value: "stop" | "resume";
  /** When it was said, ISO 8601; null where that is not told. */
  at: string | null;
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
      if (!name || !status) return null;
      const standing = standingOf(status);
      const reason = standing.status === "APPROVED" ? null : reasonIn(value);
      // A text that was handed in as a service message may be approved as marketing, and nothing else tells.
      const category = text(value.message_template_category)?.toUpperCase();
      return {
        kind: "template",
        name,
        language,
        ...standing,
        ...(category ? { category } : {}),
        ...(reason ? { reason } : {}),
      };
    }
    case "message_template_quality_update": {
      const quality = text(value.new_quality_score);
      return name && quality ? { kind: "template", name, language, quality: quality.toUpperCase() } : null;
    }
    case "template_category_update": {
      if (!name) return null;
      // With `correct_category` it is announced for tomorrow; only what has happened counts.
      const announced = text(value.correct_category)?.toUpperCase();
      if (announced) return { kind: "template", name, language, announcedCategory: announced };
      const category = text(value.new_category)?.toUpperCase();
      return category && text(value.previous_category)
        ? { kind: "template", name, language, category }
        : null;
    }
    case "user_preferences": {
      const list = Array.isArray(value.user_preferences) ? value.user_preferences.map(object) : [];
      const preferences = list.flatMap(readPreference);
      return preferences.length > 0 ? { kind: "preferences", preferences } : null;
    }
    case "phone_number_quality_update":
    case "business_capability_update": {
      const limit = limitOf(value.max_daily_conversations_per_business ?? value.current_limit);
      const displayNumber = text(value.display_phone_number)?.replace(/\D/g, "");
      const quality = NUMBER_QUALITY[text(value.event) ?? ""];
      return limit === undefined && quality === undefined
        ? null
        : {
            kind: "health",
            ...(limit === undefined ? {} : { dailyLimit: limit }),
            ...(quality === undefined ? {} : { quality }),
            ...(displayNumber ? { displayNumber } : {}),
          };
    }
    case "account_update":
      return readAccountUpdate(value);
    case "messages": {
      const errors = Array.isArray(value.errors) ? value.errors.map(object) : [];
      const codes = errors.map((one) => Number(one.code)).filter((code) => Number.isSafeInteger(code));
      return errors.length > 0 ? { kind: "errors", codes } : null;
    }
    default:
      return null;
  }
}

/** Why a template is refused, paused or switched off, in the most telling words there are. */
function reasonIn(value: Loose): string | null {
  const { reason, recommendation } = object(value.rejection_info);
  const refused = [text(reason), text(recommendation)].filter((part) => part !== null).join(" ");
  const code = text(value.reason);
  const said = refused || text(object(value.other_info).description) || (code === "NONE" ? null : code);
  return said?.slice(0, 500) ?? null;
}

/** `TIER_2K`, `TIER_UNLIMITED`, 2000; undefined where it says none we know. */
export function limitOf(raw: unknown): number | null | undefined {
  const said = text(raw)
    ?.toUpperCase()
    .replace(/^TIER_/, "");
  if (said === "UNLIMITED") return null;
  const [, digits, thousands] = /^(\d+)(K?)$/.exec(said ?? "") ?? [];
  if (!digits) return undefined;
  const limit = Number(digits) * (thousands ? 1_000 : 1);
  return limit > 0 && limit <= 10_000_000 ? limit : undefined;
}

/** What `phone_number_quality_update` says of how guests take a number's messages, where it says that. */
const NUMBER_QUALITY: Record<string, string | null> = { FLAGGED: "RED", UNFLAGGED: null };

/**
 * A template's own state of a word that Meta has for it. One that was given back is approved as before; one that is
 * flagged is so still, and about to be paused.
 */
export function standingOf(word: string): { status?: string; quality?: string } {
  switch (word) {
    case "FLAGGED":
      return { quality: "FLAGGED" };
    case "REINSTATED":
      return { status: "APPROVED", quality: "UNKNOWN" };
    case "UNARCHIVED":
      return { status: "APPROVED" };
    default:
      return { status: word };
  }
}

function readAccountUpdate(value: Loose): AccountEvent | null {
  switch (text(value.event)) {
    case "ACCOUNT_RESTRICTION": {
      const restrictions = restrictionsIn(value.restriction_info);
      return restrictions.length > 0 ? { kind: "health", restrictions } : null;
    }
    case "ACCOUNT_VIOLATION": {
      const type = text(object(value.violation_info).violation_type);
      return { kind: "health", reproach: `ACCOUNT_VIOLATION${type ? `:${type.slice(0, 80)}` : ""}` };
    }
    case "ACCOUNT_RECONNECTED":
      return { kind: "health", stopped: null };
    case "DISABLED_UPDATE": {
      const state = text(object(value.ban_info).waba_ban_state);
      return state === "REINSTATE"
        ? { kind: "health", stopped: null }
        : { kind: "health", stopped: "DISABLED" };
    }
    case "ACCOUNT_DELETED":
    case "ACCOUNT_OFFBOARDED":
      return { kind: "health", stopped: text(value.event)! };
    default:
      return null;
  }
}

/** Those we act upon; of one that is named twice, the one that holds longer. */
function restrictionsIn(raw: unknown): Restriction[] {
  const list = Array.isArray(raw) ? raw.map(object) : [];
  return RESTRICTIONS.flatMap((type) => {
    const ends = list
      .filter((one) => text(one.restriction_type) === type)
      .map((one) => (Number(one.expiration) > 0 ? readTime(one.expiration) : null));
    if (ends.length === 0) return [];
    return [{ type, until: ends.includes(null) ? null : (ends.sort().at(-1) ?? null) }];
  });
}

function readPreference(raw: Loose): Preference[] {
  const value = text(raw.value);
  if (raw.category !== "marketing_messages" || (value !== "stop" && value !== "resume")) return [];
  const digits = text(raw.wa_id);
  const phone = digits && /^\+?\d{7,15}$/.test(digits) ? `+${digits.replace(/^\+/, "")}` : null;
  const ids = [text(raw.user_id), text(raw.parent_user_id)].filter((id) => id !== null);
  const at = Number(raw.timestamp) > 0 ? readTime(raw.timestamp) : null;
  return phone || ids.length > 0 ? [{ phone, ids, value, at }] : [];
}
