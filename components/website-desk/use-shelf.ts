"use client";

import { useState } from "react";
import type { ShownPhoto } from "@/components/website-desk/desk-context";

export type ShelfPhoto = {
  id: string;
  name: string;
  picture: ShownPhoto & { srcSet: string };
  /** Published versions that show it. */
  versions: number[];
};

export type Shelf = {
  photos: ShelfPhoto[];
  /** Deleted, and to be brought back for some days. */
  removed: { id: string; name: string; removedAt: string }[];
};

/** The wedding's photos, looked up when somebody asks for them. */
export function useShelf(weddingId: string) {
  const [shelf, setShelf] = useState<Shelf>();
  const [failed, setFailed] = useState<string>();
  const look = async () => {
    setFailed(undefined);
    try {
      const answer = await fetch(`/api/weddings/${weddingId}/photos`);
      if (!answer.ok) throw new Error(String(answer.status));
      setShelf((await answer.json()) as Shelf);
    } catch {
      setFailed("The photos could not be fetched. Nothing was changed.");
    }
  };
  return { shelf, failed, look };
}
