import type { CommandResult } from "@/components/shared/use-command";
import { contentDifferences } from "@/lib/website/rules/draft-words";
import type { SiteContent } from "@/lib/website/types";

export type Saved = { content: SiteContent; version: number };

export type Saving =
  | { state: "saved" | "waiting" | "saving" }
  | { state: "refused"; message: string }
  /** Somebody else saved meanwhile: theirs is what the page brings now. */
  | { state: "stale" };

type Post = (draft: Saved) => Promise<CommandResult<{ version: number }>>;

/** So that a sentence is one save and not twenty. */
const PAUSE_MS = 1_200;

/**
 * A draft that saves itself a moment after the last word, one save after the other. Nobody is overwritten: a save of an
 * old version is refused, and both are shown. What is not saved yet survives a reload of the tab.
 */
export class DraftKeeper {
  content: SiteContent;
  version: number;
  saving: Saving = { state: "saved" };
  /** What was saved last, as far as this tab knows. */
  #base: SiteContent;
  #dirty = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #flight: Promise<boolean> | undefined;
  readonly #key: string;
  readonly #post: Post;
  readonly #told: () => void;

  constructor(key: string, server: Saved, post: Post, told: () => void) {
    this.content = server.content;
    this.version = server.version;
    this.#base = server.content;
    this.#key = key;
    this.#post = post;
    this.#told = told;
  }

  change(next: (now: SiteContent) => SiteContent): void {
    this.content = next(this.content);
    this.#dirty = true;
    keep(this.#key, { content: this.content, version: this.version });
    if (this.saving.state !== "stale") {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.flush(), PAUSE_MS);
      this.#is({ state: "waiting" });
    } else this.#told();
  }

  /** Everything written so far is saved; false where it could not be. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    while (this.#flight) await this.#flight;
    if (!this.#dirty) return true;
    this.#flight = this.#save();
    const saved = await this.#flight;
    this.#flight = undefined;
    return saved && this.#dirty ? this.flush() : saved;
  }

  async #save(): Promise<boolean> {
    const sent = { content: this.content, version: this.version };
    this.#is({ state: "saving" });
    const done = await this.#post(sent);
    if (!done.ok) {
      this.#is(done.code === "stale" ? { state: "stale" } : { state: "refused", message: done.message });
      return false;
    }
    this.version = done.value.version;
    this.#base = sent.content;
    this.#dirty = this.content !== sent.content;
    if (!this.#dirty) keep(this.#key, null);
    this.#is({ state: this.#dirty ? "waiting" : "saved" });
    return true;
  }

  /** The page brought what is saved now. */
  serverHas(server: Saved): void {
    if (server.version <= this.version) return;
    if (!this.#dirty) this.take(server);
    else if (contentDifferences(this.#base, server.content).length > 0) this.#is({ state: "stale" });
    else {
      // Published or given another address meanwhile: the words are the ones we know.
      this.version = server.version;
      void this.flush();
    }
  }

  take(saved: Saved): void {
    clearTimeout(this.#timer);
    this.content = saved.content;
    this.version = saved.version;
    this.#base = saved.content;
    this.#dirty = false;
    keep(this.#key, null);
    this.#is({ state: "saved" });
  }

  /** Ours over theirs, which was shown. */
  insist(over: Saved): void {
    this.version = over.version;
    this.#base = over.content;
    this.#dirty = true;
    void this.flush();
  }

  /** Words of before a reload; what is saved now may be newer than they are. */
  restore(server: Saved): void {
    const kept = read(this.#key);
    if (!kept || this.#dirty) return;
    this.content = kept.content;
    this.version = kept.version;
    this.#dirty = true;
    if (kept.version === server.version) void this.flush();
    else this.#is({ state: "stale" });
  }

  #is(saving: Saving): void {
    this.saving = saving;
    this.#told();
  }
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
