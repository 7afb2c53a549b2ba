"use client";

import useSWR from "swr";
import { readLive } from "@/components/shared/read-live";
import type { Dashboard } from "@/lib/reports/queries";

const LIVE_MS = 1_000;
const CALM_MS = 15_000;

/** The live numbers, beginning with what the server rendered. An unchanged answer is a 304 from the browser's cache. */
export function useDashboard(weddingId: string, first: Dashboard) {
  const { data, error } = useSWR<Dashboard, Error>(`/api/weddings/${weddingId}/dashboard`, readLive, {
    fallbackData: first,
    keepPreviousData: true,
    dedupingInterval: 500,
    refreshInterval: (latest) => (latest?.active ? LIVE_MS : CALM_MS),
  });
  return { numbers: data ?? first, lost: error };
}
