import type { GuestLanguage } from "@/lib/kernel/languages";

export type PreviewOf = {
  language: GuestLanguage;
  /** As this family sees it; left out: as a public visitor. */
  unitId?: string;
  /** A published version; left out: the draft. */
  number?: number;
};

export function previewHref(weddingId: string, { language, unitId, number }: PreviewOf): string {
  const query = new URLSearchParams({ lang: language });
  if (unitId) query.set("family", unitId);
  if (number !== undefined) query.set("version", String(number));
  return `/weddings/${weddingId}/website/preview?${query}`;
}
