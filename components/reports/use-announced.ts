"use client";

import { useEffect, useRef, useState } from "react";

const QUIET_MS = 12_000;

/** The words for a screen reader: what changed, said at most every twelve seconds, and nothing at the beginning. */
export function useAnnounced(words: string): string {
  const [said, setSaid] = useState("");
  const known = useRef(words);
  const last = useRef(0);
  useEffect(() => {
    if (words === known.current) return;
    const wait = Math.max(1_000, last.current + QUIET_MS - Date.now());
    const timer = setTimeout(() => {
      known.current = words;
      last.current = Date.now();
      setSaid(words);
    }, wait);
    return () => clearTimeout(timer);
  }, [words]);
  return said;
}
