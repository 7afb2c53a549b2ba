import { stripControl } from "@/lib/kernel/text";

/** What arrives is looked at leniently: nothing is known of its shape until it is asked for. */
export type Loose = Record<string, unknown>;

export const object = (value: unknown): Loose =>
  value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Loose) : {};
export const list = (value: unknown): Loose[] => (Array.isArray(value) ? value.map(object) : []);
/** U+0000, which Postgres cannot store, is removed. */
export const text = (value: unknown): string | null =>
  typeof value === "string" ? stripControl(value) : typeof value === "number" ? String(value) : null;

/** A number in E.164; a business-scoped id has letters, and dropping them would make a stranger's number. */
export const phoneOf = (value: unknown): string | null => {
  const digits = text(value);
  return digits && /^\d{6,15}$/.test(digits) ? `+${digits}` : null;
};

/** Unix seconds as text or number; the epoch where neither, so that it never wins over a dated message. */
export function readTime(raw: unknown): string {
  const seconds = Number(raw);
  return new Date(
    Number.isFinite(seconds) && seconds > 0 && seconds < 1e11 ? seconds * 1000 : 0,
  ).toISOString();
}
