"use client";

import { hashOf, newToken } from "@/components/shared/token";
import { useCommand } from "@/components/shared/use-command";

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
