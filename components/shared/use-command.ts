"use client";

import { useRouter } from "next/navigation";
import { useCallback, useState } from "react";
import { signInHere } from "@/components/shared/read-live";
import { notify } from "@/components/ui/toaster";

export type CommandResult<T = unknown> =
  | { ok: true; value: T }
  | { ok: false; code: string; message: string; details?: unknown };

/**
 * Asks the server to carry out one command of the console and brings the page up to date afterwards. A refusal is a
 * value with words for a person; `busy` is true while one is under way.
 */
export function useCommand(weddingId: string) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const post = useCallback(
    async <T = unknown>(
      path: string,
      input: unknown,
      options: { refresh?: boolean } = {},
    ): Promise<CommandResult<T>> => {
      setBusy(true);
      try {
        const answer = await fetch(`/api/weddings/${weddingId}/${path}`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(input),
        });
        const body = (await answer.json().catch(() => null)) as {
          title?: string;
          code?: string;
          details?: unknown;
        } | null;
        if (answer.status === 401) return signedOut();
        if (!answer.ok) {
          return {
            ok: false,
            code: body?.code ?? "internal",
            message: body?.title ?? "Something went wrong on our side. Please try again.",
            details: body?.details,
          };
        }
        notify.dismiss(SIGNED_OUT);
        if (options.refresh !== false) router.refresh();
        return { ok: true, value: body as T };
      } catch {
        return {
          ok: false,
          code: "offline",
          message:
            "There is no connection at the moment. Nothing was changed as far as we know; please look again in a moment.",
        };
      } finally {
        setBusy(false);
      }
    },
    [router, weddingId],
  );
  const run = useCallback(
    <T = unknown>(name: string, input: unknown, options?: { refresh?: boolean }) =>
      post<T>(`commands/${name}`, input, options),
    [post],
  );
  /** Takes back what an entry of the record did. */
  const undo = useCallback((entry: number) => post(`undo/${entry}`, {}), [post]);
  return { run, undo, busy };
}

const SIGNED_OUT = "signed-out";

/** Nothing typed is lost: the form stays as it is, and signing in happens beside it. */
function signedOut(): CommandResult<never> {
  const message = "You were signed out, so nothing was saved. What you typed is still here.";
  notify.failed("You were signed out", {
    id: SIGNED_OUT,
    more: "Sign in in the new tab, come back here and press the button again.",
    act: { label: "Sign in", onClick: () => window.open(signInHere(), "_blank", "noopener") },
  });
  return { ok: false, code: "unauthenticated", message };
}
