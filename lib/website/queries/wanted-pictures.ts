import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { buildPage } from "@/lib/website/rules/page";
import { contentOf, type PictureContent } from "@/lib/website/rules/pictures";
import { readSiteFacts } from "./page-facts";
import { listAudiences, photoFor, previewHash } from "./pictures";

/**
 * Every picture that a page of the standing version names, for each set of functions and each language, by its hash;
 * none while nothing is published. `photoId` is the photo drawn in them.
 */
export async function wantedPictures(
  tx: Transaction,
  scope: Scope,
): Promise<{ pictures: Map<string, PictureContent>; photo: { id: string; width: number } | null }> {
  const pictures = new Map<string, PictureContent>();
  const facts = await readSiteFacts(tx, scope);
  if (!facts?.published) return { pictures, photo: null };
  const { content, at } = facts.published;
  const { photoId } = content.cover;
  const photo = await photoFor(tx, scope, { photoId, alt: "" });
  for (const audience of await listAudiences(tx, scope)) {
    const seen = new Set(audience);
    const functions = facts.functions.filter(({ id }) => seen.has(id));
    for (const language of content.languages) {
      const page = buildPage(content, {
        kind: "public",
        language,
        wedding: facts.wedding,
        functions,
        publishedAt: at,
        address: null,
        photo,
        preview: null,
      });
      const drawing = contentOf(page);
      pictures.set(previewHash(scope.weddingId, drawing), drawing);
    }
  }
  return { pictures, photo: photo && photoId ? { id: photoId, width: photo.width } : null };
}
