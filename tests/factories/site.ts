import { sql } from "drizzle-orm";
import { createEvent } from "@/lib/events/commands/create-event";
import { newId } from "@/lib/kernel/ids";
import type { GuestLanguage } from "@/lib/kernel/languages";
import { linkTokens } from "@/lib/messaging/commands/guest-links";
import { inTenant } from "@/lib/platform/transaction";
import { createSite } from "@/lib/website/commands/create-site";
import { publishSite } from "@/lib/website/commands/publish-site";
import { saveDraft } from "@/lib/website/commands/save-draft";
import { readSite } from "@/lib/website/queries";
import type { SiteContent } from "@/lib/website/types";
import { must, type TestWedding } from "./wedding";

export interface SiteFunctionGiven {
  name: string;
  visibility?: "public" | "invite_only";
  startsAt?: Date;
  venueName?: string;
}

const DAY = 86_400_000;

/** Functions of the coming weeks, each with a venue of its own unless one is given. */
export async function makeFunctions(
  wedding: TestWedding,
  given: readonly SiteFunctionGiven[],
): Promise<string[]> {
  const ids: string[] = [];
  for (const [index, one] of given.entries()) {
    const id = newId();
    must(
      await createEvent(wedding.ctx, {
        id,
        zone: "Asia/Kolkata",
        visibility: "invite_only",
        startsAt: new Date(Date.now() + (30 + index) * DAY),
        venueName: `Place of ${one.name}`,
        ...one,
      }),
    );
    ids.push(id);
  }
  return ids;
}

export interface Household {
  unitId: string;
  token: string;
}

/** A household of one person with a phone, invited to these functions, with its link. */
export async function makeHousehold(
  wedding: TestWedding,
  given: { name: string; phone: string; language?: string; invitedTo: readonly string[] },
): Promise<Household> {
  const { scope, weddingId } = wedding;
  const unitId = newId();
  const personId = newId();
  return inTenant(scope, async ({ tx }) => {
    await tx.execute(sql`
      insert into guest_units (id, wedding_id, side, name, language, attested) values (${unitId}, ${weddingId}, 'bride', ${given.name}, ${given.language ?? "en"}, true)`);
    await tx.execute(sql`
      insert into people (id, wedding_id, unit_id, side, name) values (${personId}, ${weddingId}, ${unitId}, 'bride', ${given.name})`);
    await tx.execute(sql`
      insert into person_identifiers (wedding_id, person_id, side, kind, value, fingerprint, source)
      values (${weddingId}, ${personId}, 'bride', 'phone', ${given.phone}, sha256(${personId}::text::bytea), 'test')`);
    await invite(tx, weddingId, unitId, given.invitedTo);
    const tokens = await linkTokens(tx, scope, [unitId]);
    return { unitId, token: tokens.get(unitId)! };
  });
}

type Tx = Parameters<Parameters<typeof inTenant>[1]>[0]["tx"];

async function invite(tx: Tx, weddingId: string, unitId: string, eventIds: readonly string[]): Promise<void> {
  await tx.execute(sql`
    delete from invitations where wedding_id = ${weddingId} and unit_id = ${unitId}`);
  await tx.execute(sql`
    insert into invitations (wedding_id, unit_id, side, event_id, adults, children)
    select ${weddingId}, ${unitId}, 'bride', e::uuid, 2, 0 from jsonb_array_elements_text(${JSON.stringify(eventIds)}::jsonb) e`);
}

/** Exactly these functions from now on. */
export const setInvited = (
  wedding: TestWedding,
  unitId: string,
  eventIds: readonly string[],
): Promise<void> => inTenant(wedding.scope, ({ tx }) => invite(tx, wedding.weddingId, unitId, eventIds));

export const siteOf = async (wedding: TestWedding) =>
  (await inTenant(wedding.scope, ({ tx }) => readSite(tx, wedding.scope)))!;

/** A published site in these languages. */
export async function publishedSite(
  wedding: TestWedding,
  slug: string,
  given: Partial<SiteContent> & { languages?: GuestLanguage[] } = {},
): Promise<void> {
  must(await createSite(wedding.ctx, { slug }));
  const { draft, version } = await siteOf(wedding);
  const saved = must(await saveDraft(wedding.ctx, { version, content: { ...draft, ...given } }));
  must(await publishSite(wedding.ctx, { version: saved.version }));
}
