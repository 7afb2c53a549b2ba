"use client";

import { useEffect, useState } from "react";

/** A form's state that survives a reload of the tab; `forget` when it was sent. */
export function useKept<T extends object>(key: string, first: T) {
  const [value, setValue] = useState<T>(first);
  useEffect(() => {
    try {
      const kept = sessionStorage.getItem(key);
      if (kept) setValue((now) => ({ ...now, ...(JSON.parse(kept) as Partial<T>) }));
    } catch {
      // A browser that keeps nothing: the form works, it only forgets.
    }
  }, [key]);
  const change = (part: Partial<T>) => {
    const next = { ...value, ...part };
    setValue(next);
    try {
      sessionStorage.setItem(key, JSON.stringify(next));
    } catch {
      // As above.
    }
  };
  const forget = () => {
    try {
      sessionStorage.removeItem(key);
    } catch {
      // As above.
    }
  };
  return { value, change, forget };
}
