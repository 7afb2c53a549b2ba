import { sql } from "drizzle-orm";
import { z } from "zod";
import { defineCommand, type Tools } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/topic";
import { forgetPreviewsInput } from "@/lib/website/inputs";
import { photoKeys } from "@/lib/website/queries/pictures";
import { wantedPictures } from "@/lib/website/queries/wanted-pictures";
import { DELETING_MINUTES, PHOTO_STAYS_DAYS, PREVIEW_STAYS_DAYS } from "@/lib/website/rules/tidying";
import { drawPreviews } from "@/lib/website/topics";

/** Where bytes lie that are to be deleted now. */
export interface Goners {
  photoKeys: string[];
  previews: { hash: string; keys: string[] }[];
}

/**
 * Says which bytes of a wedding go, before they do: photos that were taken away a while ago lose their rows here, so that
 * nothing can bring them back; pictures no page has named for a while are marked, and are not drawn again until
 * `website.forget-previews` has seen their bytes gone.
 */
export const tidyPictures = defineCommand({
  name: "website.tidy",
  permission: "jobs.run",
  input: z.object({}),
  irreversible: "What goes was taken away or replaced long before, and could be taken back all that time.",
  async run(tools) {
    const { tx, scope } = tools;
    const photos = await forgetPhotos(tools);
    const previews = await takePreviews(tools);
    await tx.execute(sql`update sites set tidied_at = now() where wedding_id = ${scope.weddingId}`);
    const goners: Goners = { photoKeys: photos.keys, previews };
    return {
      result: goners,
      audit: [
        {
          action: "tidy",
          entity: "site",
          entityId: scope.weddingId,
          count: photos.ids.length + previews.length,
          payload: { photos: photos.ids, previews: previews.map(({ hash }) => hash) },
        },
      ],
      topics: [],
    };
  },
});

/** Never one that the draft or the published version names, whatever became of it. */
async function forgetPhotos({ tx, scope }: Tools): Promise<{ ids: string[]; keys: string[] }> {
  const { weddingId } = scope;
  const { rows } = await tx.execute<{ id: string; keys: string[] }>(sql`
    delete from site_photos p where p.wedding_id = ${weddingId} and p.state = 'removed' and p.removed_at < now() - make_interval(days => ${PHOTO_STAYS_DAYS})
      and not exists (select 1 from sites s left join site_versions v on v.wedding_id = s.wedding_id and v.number = s.published_number
        where s.wedding_id = p.wedding_id and p.id::text in (s.draft->'cover'->>'photoId', v.content->'cover'->>'photoId'))
    returning p.id, (select jsonb_agg(z.value->>'key') from jsonb_array_elements(p.sizes) z) as keys`);
  // Photos of before were named by their bytes alone: two uploads of one picture may lie in the same place.
  const kept = new Set(await photoKeys(tx, scope));
  return {
    ids: rows.map(({ id }) => id),
    keys: rows.flatMap(({ keys }) => keys).filter((key) => !kept.has(key)),
  };
}

async function takePreviews({ tx, scope }: Tools): Promise<Goners["previews"]> {
  const { weddingId } = scope;
  const { pictures } = await wantedPictures(tx, scope);
  const wanted = sql`content_hash in (select jsonb_array_elements_text(${JSON.stringify([...pictures.keys()])}::jsonb))`;
  await tx.execute(sql`
    update site_previews set unneeded_at = case when ${wanted} then null else now() end
    where wedding_id = ${weddingId} and going_at is null and (${wanted}) = (unneeded_at is not null)`);
  const { rows } = await tx.execute<{ hash: string; keys: string[] }>(sql`
    with taken as (
      update site_previews set going_at = now() where wedding_id = ${weddingId} and unneeded_at < now() - make_interval(days => ${PREVIEW_STAYS_DAYS})
        and (going_at is null or going_at < now() - make_interval(mins => ${DELETING_MINUTES}))
      returning content_hash, key
    )
    select content_hash as hash, jsonb_agg(key) as keys from taken group by 1`);
  return rows;
}

/**
 * The bytes of these pictures are gone, and so are their rows. One that a page has come to name meanwhile is drawn
 * anew.
 */
export const forgetPreviews = defineCommand({
  name: "website.forget-previews",
  permission: "jobs.run",
  input: forgetPreviewsInput,
  irreversible: "A picture that is needed again is drawn again.",
  async run({ tx, scope }, { hashes }) {
    const { weddingId } = scope;
    await tx.execute(sql`
      delete from site_previews where wedding_id = ${weddingId} and going_at is not null
        and content_hash in (select jsonb_array_elements_text(${JSON.stringify(hashes)}::jsonb))`);
    const { pictures } = await wantedPictures(tx, scope);
    return {
      result: null,
      audit: [
        { action: "forget", entity: "site", entityId: weddingId, count: hashes.length, payload: { hashes } },
      ],
      topics: hashes.some((hash) => pictures.has(hash)) ? [enqueue(drawPreviews, { weddingId })] : [],
    };
  },
});
