import { notFound } from "next/navigation";
import { loadEntry } from "@/lib/access/loaders";
import { isUuid } from "@/lib/kernel/ids";
import { readTenant } from "@/lib/platform/transaction";
import { readVersion } from "@/lib/website/queries";
import { readInvitedTo, readSiteFacts } from "@/lib/website/queries/page-facts";
import { photoFor } from "@/lib/website/queries/pictures";
import { visibleTo } from "@/lib/website/rules/audience";
import { buildPage } from "@/lib/website/rules/page";
import { readerLanguage } from "@/lib/website/rules/reader-language";
import type { SitePage } from "@/lib/website/types";
import { publicAddress } from "./site-page";

export interface PreviewAsk {
  /** A published version instead of the draft. */
  version: string | null;
  /** As this family sees it; `all`: as one invited to everything; else as everybody with the address. */
  family: string | null;
  lang: string | null;
}

/** The page as it would be, for everybody in the wedding; for everybody else it is not there. */
export async function loadPreview(weddingId: string, ask: PreviewAsk): Promise<SitePage> {
  const { scope } = await loadEntry(weddingId);
  if (!scope.permissions.has("website.read")) notFound();
  const { family } = ask;
  if (family !== null && family !== "all" && !isUuid(family)) notFound();
  const number =
    ask.version === null ? null : /^\d{1,6}$/.test(ask.version) ? Number(ask.version) : notFound();
  const [facts, earlier, invitedTo] = await readTenant(scope, async (tx) => [
    await readSiteFacts(tx, scope),
    number === null ? null : await readVersion(tx, scope, number),
    family === null || family === "all" ? null : await readInvitedTo(tx, scope, family),
  ]);
  if (!facts || (number !== null && !earlier)) notFound();
  const content = earlier ?? facts.draft;
  const { photoId } = content.cover;
  const photo = await readTenant(scope, (tx) => photoFor(tx, scope, { photoId, alt: facts.wedding.name }));
  const everything = family === "all" ? facts.functions.map(({ id }) => id) : [];
  const reader =
    family === null
      ? ({ kind: "public" } as const)
      : ({ kind: "household", invitedTo: invitedTo ?? everything } as const);
  return buildPage(content, {
    kind: reader.kind,
    language: readerLanguage(content.languages, { chosen: ask.lang }),
    wedding: facts.wedding,
    functions: visibleTo(reader, facts.functions).map(({ visibility, ...one }) => one),
    publishedAt: facts.published?.at ?? new Date().toISOString(),
    address: publicAddress(facts.slug),
    photo,
    preview: null,
  });
}
