import { mintScope } from "@/lib/access/policy";
import { GUEST_LANGUAGES, type GuestLanguage, inLanguage } from "@/lib/kernel/languages";
import { formatPhone } from "@/lib/kernel/phone";
import { env } from "@/lib/platform/env";
import { hashToken } from "@/lib/platform/tokens";
import { readTenant } from "@/lib/platform/transaction";
import { locateGuestLink } from "@/lib/rsvp/queries/guest-page";
import { locateAudience, locateSlug } from "@/lib/website/queries/locate";
import { type RealFacts, readHomeLanguage, readRealFacts } from "@/lib/website/queries/real-facts";
import { hostsIn } from "@/lib/website/rules/page";
import { readerLanguage } from "@/lib/website/rules/reader-language";
import type { RealPage } from "@/lib/website/rules/real-text";
import type { Wish } from "./site-page";

/** A household's; null for an unknown link and for one that was taken back. */
export async function loadRealOfLink(token: string, wish: Wish): Promise<RealPage | null> {
  const found = await locateGuestLink(hashToken(token));
  if (!found) return null;
  const scope = mintScope(found.weddingId, { kind: "guest", unitId: found.unitId });
  const [facts, language] = await readTenant(scope, async (tx) => [
    await readRealFacts(tx, scope),
    await readHomeLanguage(tx, scope, found.unitId),
  ]);
  return language === null
    ? null
    : pageOf(facts, { ...wish, household: language }, `/g/${encodeURIComponent(token)}`);
}

/** The one anybody with the public address may read; a relative's own phone is not told to everybody. */
export async function loadRealOfSlug(slug: string, wish: Wish): Promise<RealPage | null> {
  const found = await locateSlug(slug);
  const weddingId =
    found?.state === "published" && found.audienceId ? await locateAudience(found.audienceId) : null;
  if (!weddingId) return null;
  const scope = mintScope(weddingId, { kind: "system", job: "website.real" });
  const facts = await readTenant(scope, (tx) => readRealFacts(tx, scope));
  const open = facts.senders.filter((one) => !one.own);
  return pageOf({ ...facts, senders: open }, { ...wish, household: null }, `/w/${slug}`);
}

function pageOf(facts: RealFacts, wish: Wish & { household: string | null }, home: string): RealPage {
  const offered = facts.content?.languages ?? (Object.keys(GUEST_LANGUAGES) as GuestLanguage[]);
  const language = readerLanguage(offered, wish);
  return {
    language,
    languages: offered,
    look: facts.content?.look ?? "motia",
    wedding: facts.wedding,
    hosts: hostsIn(facts.content ?? {}, facts.hosts, language),
    host: new URL(env().APP_URL).host,
    senders: facts.senders.map(({ name, number }) => ({ name, number: formatPhone(number) })),
    contacts: (facts.content?.contacts ?? []).map(({ name, relation, phone }) => ({
      name,
      relation: inLanguage(relation, language),
      phone,
      shown: formatPhone(phone),
    })),
    back: wish.chosen === language ? `${home}?lang=${language}` : home,
  };
}
