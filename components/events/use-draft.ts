"use client";

import { useEffect, useState } from "react";

/**
 * A form's values that survive a reload of this tab. `restored` says that unsaved words were found. The first render
 * shows the server's values, as the server's own did; the kept ones come right after.
 */
export function useDraft<T extends object>(key: string, initial: T) {
  const [draft, setDraft] = useState(initial);
  const [restored, setRestored] = useState(false);

  useEffect(() => {
    const kept = read<T>(key);
    if (!kept) return;
    setDraft((now) => ({ ...now, ...kept }));
    setRestored(true);
  }, [key]);

  const change = (fields: Partial<T>) => {
    const next = { ...draft, ...fields };
    setDraft(next);
    write(key, next);
  };
  const reset = (to: T) => {
    setDraft(to);
    setRestored(false);
    write(key, null);
  };
  return { draft, change, reset, restored };
}

function read<T>(key: string): T | null {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "null") as T | null;
  } catch {
    return null;
  }
}

/** Storage may be full or forbidden; the form works without it. */
function write(key: string, value: object | null): void {
  try {
    if (value) sessionStorage.setItem(key, JSON.stringify(value));
    else sessionStorage.removeItem(key);
  } catch {}
}
