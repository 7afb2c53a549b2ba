"use client";

import useSWR from "swr";
import type { Dashboard } from "@/lib/reports/queries";

const LIVE_MS = 1_000;
const CALM_MS = 15_000;

async function read(url: string): Promise<Dashboard> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`the numbers answered ${answer.status}`);
  return (await answer.json()) as Dashboard;
}

/** The live numbers, beginning with what the server rendered. An unchanged answer is a 304 from the browser's cache. */
export function useDashboard(weddingId: string, first: Dashboard) {
  const { data, error } = useSWR<Dashboard, Error>(`/api/weddings/${weddingId}/dashboard`, read, {
    fallbackData: first,
    keepPreviousData: true,
    dedupingInterval: 500,
    refreshInterval: (latest) => (latest?.active ? LIVE_MS : CALM_MS),
  });
  return { numbers: data ?? first, lost: error !== undefined };
}
