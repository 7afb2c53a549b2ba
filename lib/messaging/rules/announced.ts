/** Another category that WhatsApp gives a text a day beforehand (`template_category_update` with `correct_category`). */
export interface Announced {
  category: string;
  /** When it was told, ISO 8601. */
  at: string;
}

/** A day's notice, and some patience: what has not happened by then was called off. */
const HOLDS_MS = 3 * 24 * 60 * 60 * 1000;

/** The category that a text is about to have; null where it keeps its own. */
export const announcedCategory = (
  { category, announced }: { category: string; announced: Announced | null },
  now: Date,
): string | null =>
  announced && announced.category !== category && now.getTime() - new Date(announced.at).getTime() < HOLDS_MS
    ? announced.category
    : null;
