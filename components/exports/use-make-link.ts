"use client";

import { useCommand } from "@/components/shared/use-command";

const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** 256 random bits, base64url, made in this browser: the server only ever sees their hash. */
function newToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

async function hashOf(token: string): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(token))));
}

/** Makes a link to one file. The address exists in full only in this answer. */
export function useMakeLink(weddingId: string) {
  const { run, busy } = useCommand(weddingId);
  async function make(exportId: string, label: string, expiresInHours: number) {
    // Outside https and localhost a browser has no crypto.subtle.
    if (!crypto.subtle)
      return {
        ok: false as const,
        message: "This page is not opened by https, so no safe link can be made.",
      };
    const token = newToken();
    const tokenHash = await hashOf(token);
    const done = await run("exports.create-link", { exportId, tokenHash, label, expiresInHours });
    return done.ok ? { ok: true as const, url: `${location.origin}/api/exports/${token}` } : done;
  }
  return { make, busy };
}
