"use client";

import { useLive } from "@/components/shared/use-live";
import type { Dashboard } from "@/lib/reports/queries";

const LIVE_MS = 1_000;
/** Long after the last invite an answer is still on the board within five seconds. */
const CALM_MS = 4_000;

/** The live numbers, beginning with what the server rendered. An unchanged answer is a 304 from the browser's cache. */
export function useDashboard(weddingId: string, first: Dashboard) {
  const { data, error } = useLive<Dashboard>(`/api/weddings/${weddingId}/dashboard`, {
    fallbackData: first,
    keepPreviousData: true,
    refreshInterval: (latest) => (latest?.active ? LIVE_MS : CALM_MS),
  });
  return { numbers: data ?? first, lost: error };
}
