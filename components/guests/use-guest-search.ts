"use client";

import { useEffect, useState } from "react";
import type { GuestHit } from "@/lib/guests/queries/search";

type Found = { query: string; hits: readonly GuestHit[]; failed?: boolean };

/** Looks for guests while somebody types; what was found is a list to choose from. */
export function useGuestSearch(weddingId: string, of: string, query: string, waitMs = 250) {
  const [found, setFound] = useState<Found>({ query: "", hits: [] });
  useEffect(() => {
    if (query.length < 2) return;
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const address = `/api/weddings/${weddingId}/people?${new URLSearchParams({ q: query, of })}`;
        const answer = await fetch(address, { signal: stop.signal });
        if (!answer.ok) return setFound({ query, hits: [], failed: true });
        const { hits } = (await answer.json()) as { hits: GuestHit[] };
        if (!stop.signal.aborted) setFound({ query, hits });
      } catch {
        if (!stop.signal.aborted) setFound({ query, hits: [], failed: true });
      }
    }, waitMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [weddingId, of, query, waitMs]);
  return { ...found, pending: query.length >= 2 && found.query !== query };
}
