"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import { useCommand } from "@/components/shared/use-command";
import { contentDifferences } from "@/lib/website/rules/draft-words";
import type { SiteContent } from "@/lib/website/types";

export type Saved = { content: SiteContent; version: number };

export type Saving =
  | { state: "saved" | "waiting" | "saving" }
  | { state: "refused"; message: string }
  /** Somebody else saved meanwhile: theirs is what the page brings now. */
  | { state: "stale" };

const PAUSE_MS = 1_200;

/**
 * The draft as it is written: saved by itself a moment after the last word, one save after the other. Nobody is
 * overwritten: a save of an old version is refused, and both are shown. What is not saved yet survives a reload.
 */
export function useSiteDraft(weddingId: string, server: Saved) {
  const router = useRouter();
  const { run } = useCommand(weddingId);
  const key = `site:${weddingId}`;
  const [content, setContent] = useState(server.content);
  const [saving, setSaving] = useState<Saving>({ state: "saved" });
  /** `base` is what was saved last, as far as this tab knows. */
  const latest = useRef({ ...server, base: server.content, dirty: false });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const flight = useRef<Promise<boolean>>(undefined);

  const save = useCallback(async (): Promise<boolean> => {
    clearTimeout(timer.current);
    if (flight.current) await flight.current;
    if (!latest.current.dirty) return true;
    const work = async () => {
      const sent = latest.current.content;
      setSaving({ state: "saving" });
      const done = await run<{ version: number }>("website.save-draft", {
        version: latest.current.version,
        content: sent,
      });
      if (!done.ok) {
        if (done.code === "stale") router.refresh();
        setSaving(done.code === "stale" ? { state: "stale" } : { state: "refused", message: done.message });
        return false;
      }
      latest.current.version = done.value.version;
      latest.current.base = sent;
      latest.current.dirty = latest.current.content !== sent;
      if (!latest.current.dirty) keep(key, null);
      setSaving({ state: latest.current.dirty ? "waiting" : "saved" });
      return true;
    };
    flight.current = work();
    const saved = await flight.current;
    flight.current = undefined;
    if (saved && latest.current.dirty) return save();
    return saved;
  }, [key, run, router]);

  const change = useCallback(
    (next: (now: SiteContent) => SiteContent) => {
      const changed = next(latest.current.content);
      latest.current = { ...latest.current, content: changed, dirty: true };
      setContent(changed);
      setSaving((now) => (now.state === "stale" ? now : { state: "waiting" }));
      keep(key, { content: changed, version: latest.current.version });
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void save(), PAUSE_MS);
    },
    [key, save],
  );

  const take = useCallback(
    (saved: Saved) => {
      clearTimeout(timer.current);
      latest.current = { ...saved, base: saved.content, dirty: false };
      setContent(saved.content);
      setSaving({ state: "saved" });
      keep(key, null);
    },
    [key],
  );

  // What the page brings is newer: taken over, unless something of ours is not saved yet.
  useEffect(() => {
    const { version, dirty, base } = latest.current;
    if (server.version <= version) return;
    if (!dirty) return take(server);
    if (contentDifferences(base, server.content).length > 0) return setSaving({ state: "stale" });
    // Published or given another address meanwhile: the words are the ones we know.
    latest.current.version = server.version;
    void save();
  }, [server, take, save]);

  // Words of before a reload.
  useEffect(() => {
    const kept = read(key);
    if (!kept || latest.current.dirty) return;
    latest.current = { ...kept, base: kept.content, dirty: true };
    setContent(kept.content);
    if (kept.version === server.version) void save();
    else setSaving({ state: "stale" });
    // Once, when the page was opened.
    // biome-ignore lint/correctness/useExhaustiveDependencies: later versions are the effect above.
  }, []);

  return {
    content,
    saving,
    change,
    /** Everything typed so far is saved; false where it could not be. */
    flush: save,
    version: () => latest.current.version,
    /** Another command of this tab made a new version of the same words. */
    moved: (version: number) => {
      latest.current.version = version;
    },
    takeTheirs: () => take(server),
    keepMine: () => {
      latest.current = { ...latest.current, version: server.version, dirty: true };
      void save();
    },
  };
}

function read(key: string): Saved | null {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "null") as Saved | null;
  } catch {
    return null;
  }
}

/** Storage may be full or forbidden; saving by itself goes on. */
function keep(key: string, saved: Saved | null): void {
  try {
    if (saved) sessionStorage.setItem(key, JSON.stringify(saved));
    else sessionStorage.removeItem(key);
  } catch {}
}
