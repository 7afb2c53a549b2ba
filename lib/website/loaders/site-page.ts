import { createSecretKey, type KeyObject } from "node:crypto";
import { mintScope } from "@/lib/access/policy";
import { AppError } from "@/lib/kernel/errors";
import { env } from "@/lib/platform/env";
import { hashToken } from "@/lib/platform/tokens";
import { readTenant } from "@/lib/platform/transaction";
import { type LocatedGuest, locateAudience, locateGuest, locateSlug } from "@/lib/website/queries/locate";
import { readAudience, readSiteFacts } from "@/lib/website/queries/page-facts";
import { photoFor } from "@/lib/website/queries/pictures";
import { visibleTo } from "@/lib/website/rules/audience";
import { buildPage } from "@/lib/website/rules/page";
import { type PageName, readPageKey, stampIn, writePageKey } from "@/lib/website/rules/page-key";
import { readerLanguage } from "@/lib/website/rules/reader-language";
import type { SitePage } from "@/lib/website/types";
import { withPreview } from "./pictures";

let held: { text: string; key: KeyObject } | undefined;

function secret(): KeyObject {
  const { AUTH_SECRET } = env();
  if (held?.text !== AUTH_SECRET)
    held = { text: AUTH_SECRET, key: createSecretKey(Buffer.from(AUTH_SECRET)) };
  return held.key;
}

/** How a reader asks for a language: by the page's switch, or by the browser. */
export interface Wish {
  chosen: string | null;
  header: string | null;
}

export type Opened =
  | { state: "page"; key: string; languages: number }
  | { state: "moved"; slug: string }
  /** No website is published; a household still answers. */
  | { state: "unpublished" }
  | { state: "ended" }
  | { state: "unknown" };

/** What a public address opens, looked up in one query. */
export async function openSlug(slug: string, wish: Wish): Promise<Opened> {
  const found = await locateSlug(slug);
  if (!found) return { state: "unknown" };
  if (found.state === "moved") return { state: "moved", slug: found.slug };
  if (found.state === "unpublished") return { state: "unpublished" };
  return pageOf("public", { ...found, language: null }, wish);
}

/** What a household's link opens, looked up in one query. */
export async function openGuest(token: string, wish: Wish): Promise<Opened> {
  const found = await locateGuest(hashToken(token));
  if (!found) return { state: "unknown" };
  return found.state === "published" ? pageOf("household", found, wish) : { state: found.state };
}

function pageOf(
  kind: PageName["kind"],
  found: Pick<LocatedGuest, "audienceId" | "stamp" | "languages" | "words"> & { language: string | null },
  wish: Wish,
): Opened {
  const { audienceId, languages } = found;
  const language = readerLanguage(languages ?? [], { ...wish, household: found.language });
  return {
    state: "page",
    key: writePageKey(
      { kind, audienceId: audienceId!, stamp: stampIn(found.stamp!, found.words?.[language]), language },
      secret(),
    ),
    languages: languages?.length ?? 0,
  };
}

/**
 * The page of a key. Null where the site was taken down since the key was written. Throws for a key that we did not
 * write, so that it leaves no entry in the cache.
 */
export async function loadSitePage(key: string): Promise<SitePage | null> {
  const name = readPageKey(key, secret());
  const weddingId = name && (await locateAudience(name.audienceId));
  if (!name || !weddingId) throw new AppError("not_found", "There is nothing here.");
  const scope = mintScope(weddingId, { kind: "system", job: "website.page" });
  const [facts, eventIds, photo] = await readTenant(scope, async (tx) => {
    const read = await readSiteFacts(tx, scope);
    const photoId = read?.published?.content.cover.photoId ?? null;
    return [
      read,
      await readAudience(tx, scope, name.audienceId),
      await photoFor(tx, scope, { photoId, alt: read?.wedding.name ?? "" }),
    ] as const;
  });
  if (!facts?.published || !eventIds) return null;
  const page = buildPage(facts.published.content, {
    kind: name.kind,
    language: name.language,
    wedding: facts.wedding,
    functions: visibleTo({ kind: "household", invitedTo: eventIds }, facts.functions).map(
      ({ visibility, ...one }) => one,
    ),
    publishedAt: facts.published.at,
    address: publicAddress(facts.slug),
    photo,
    preview: null,
  });
  return withPreview(scope, page);
}

/** A site's own address, as it stands in messages and previews. */
export const publicAddress = (slug: string): string => `${env().APP_URL.replace(/\/$/, "")}/w/${slug}`;
