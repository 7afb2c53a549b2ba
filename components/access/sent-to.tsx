"use client";

import { useSyncExternalStore } from "react";

const KEY = "sign-in-to";

/** Kept in this tab alone: an address in the page's own address would end up in logs. */
export function rememberSentTo(email: string): void {
  try {
    sessionStorage.setItem(KEY, email);
  } catch {}
}

function read(): string {
  try {
    return sessionStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

export function SentTo() {
  const email = useSyncExternalStore(
    () => () => undefined,
    read,
    () => "",
  );
  return email ? <> to {email}</> : null;
}
