import type { Transaction } from "@/db/client";
import { loadEntry } from "@/lib/access/loaders";
import type { Scope } from "@/lib/access/types";
import { listEvents } from "@/lib/events/queries";
import { readTenant } from "@/lib/platform/transaction";
import { listVersions, readSite, readVersion, type SiteDesk } from "@/lib/website/queries";
import { locateSlug } from "@/lib/website/queries/locate";
import { hasPhotos, photoFor } from "@/lib/website/queries/pictures";
import { suggestSlug } from "@/lib/website/rules/slug";
import { requireWedding } from "@/lib/weddings/queries";
import { publicAddress } from "./site-page";

/** Everything the console's page of the website is made of. */
export async function loadDesk(weddingId: string) {
  const { scope } = await loadEntry(weddingId);
  const { wedding, functions, site } = await readTenant(scope, async (tx) => {
    const found = await readSite(tx, scope);
    return {
      wedding: await requireWedding(tx, scope),
      functions: await listEvents(tx, scope),
      site: found && (await readRest(tx, scope, found)),
    };
  });
  const mayEdit = scope.permissions.has("website.edit");
  const firstAt = functions.find((one) => one.startsAt)?.startsAt ?? null;
  return {
    mayEdit,
    wedding: {
      name: wedding.name,
      hosts: wedding.hosts,
      zone: wedding.zone,
      homeCountry: wedding.homeCountry,
    },
    site,
    base: publicAddress(""),
    functions: functions.map(({ id, name, dress, note, words }) => ({ id, name, dress, note, words })),
    publicFunctions: functions.filter((one) => one.visibility === "public" && !one.cancelledAt).length,
    suggestedSlug: site || !mayEdit ? null : await freeSlug(wedding.name, firstAt),
  };
}

async function readRest(tx: Transaction, scope: Scope, site: SiteDesk) {
  const { draft, publishedNumber, publishedAt } = site;
  const versions = await listVersions(tx, scope);
  const standing = versions.find((one) => one.standing);
  const content = publishedNumber === null ? null : await readVersion(tx, scope, publishedNumber);
  const photo = await photoFor(tx, scope, { photoId: draft.cover.photoId, alt: "" });
  return {
    ...site,
    versions,
    standing:
      standing && content && publishedAt
        ? { number: standing.number, at: publishedAt, who: standing.who, content }
        : null,
    hasPhotos: await hasPhotos(tx, scope),
    photo: photo && draft.cover.photoId ? { ...photo, id: draft.cover.photoId } : null,
  };
}

/** An address made of the wedding's name that nobody has; the year tells two couples of the same names apart. */
async function freeSlug(name: string, firstAt: Date | null): Promise<string | null> {
  const year = (firstAt ?? new Date()).getUTCFullYear();
  for (const words of [name, `${name} ${year}`, `${name} ki shaadi`]) {
    const slug = suggestSlug(words);
    if (slug && !(await locateSlug(slug))) return slug;
  }
  return null;
}

/** Whether an address is nobody's yet, for a form that is being typed in. */
export const isSlugFree = async (slug: string): Promise<boolean> => (await locateSlug(slug)) === null;
