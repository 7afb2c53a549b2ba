"use client";

import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useMemo, useReducer, useState } from "react";
import { useCommand } from "@/components/shared/use-command";
import { DraftKeeper, type Saved } from "@/components/website-desk/draft-keeper";

/** The draft as it is written, kept by a `DraftKeeper`; `server` is what the page brought last. */
export function useSiteDraft(weddingId: string, server: Saved) {
  const router = useRouter();
  const { run } = useCommand(weddingId);
  const [, told] = useReducer((n: number) => n + 1, 0);
  const [keeper] = useState(() => {
    const post = async (draft: Saved) => {
      const done = await run<{ version: number }>("website.save-draft", draft);
      if (!done.ok && done.code === "stale") router.refresh();
      return done;
    };
    return new DraftKeeper(`site:${weddingId}`, server, post, told);
  });
  const arrived = useEffectEvent(() => keeper.serverHas(server));
  const opened = useEffectEvent(() => keeper.restore(server));
  useEffect(() => opened(), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time the page brings another version
  useEffect(() => arrived(), [server]);
  return useMemo(
    () => ({
      change: keeper.change.bind(keeper),
      flush: keeper.flush.bind(keeper),
      version: () => keeper.version,
      /** Another command of this tab made a new version of the same words. */
      moved: (version: number) => {
        keeper.version = version;
      },
      keeper,
    }),
    [keeper],
  );
}
