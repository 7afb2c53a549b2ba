import pg from "pg";
import { mintScope } from "@/lib/access/policy";
import { newId } from "@/lib/kernel/ids";
import { GUEST_LANGUAGES, type GuestLanguage } from "@/lib/kernel/languages";
import { linkTokens } from "@/lib/messaging/commands/guest-links";
import { inTenant } from "@/lib/platform/transaction";
import { createSite } from "@/lib/website/commands/create-site";
import { publishSite } from "@/lib/website/commands/publish-site";
import { saveDraft } from "@/lib/website/commands/save-draft";
import { readSite } from "@/lib/website/queries";
import { plant } from "./plant";

export const SLUG = "bench-floor";
const HOUSEHOLDS = 200;

/** A published site of a wedding with eight functions, half of them public, and the links of its households. */
export async function plantSite(
  adminUrl: string,
): Promise<{ tokens: string[]; publishAgain(): Promise<void> }> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  const { weddingId, userId } = await plant(admin, HOUSEHOLDS);
  await admin.query(
    "insert into venues (wedding_id, name, address) values ($1, 'Rambagh Palace', 'Bhawani Singh Road, Jaipur')",
    [weddingId],
  );
  await admin.query(
    `update events e set starts_at = now() + make_interval(days => 20 + position), dress = 'Indian formal', venue_id = v.id,
       visibility = case when position > 4 then 'public' else 'invite_only' end
     from venues v where v.wedding_id = e.wedding_id and e.wedding_id = $1`,
    [weddingId],
  );
  const { rows } = await admin.query<{ id: string }>("select id from guest_units where wedding_id = $1", [
    weddingId,
  ]);
  await admin.end();
  const scope = mintScope(weddingId, { kind: "user", userId, role: "owner" });
  const ctx = { scope, correlationId: newId() };
  await createSite(ctx, { slug: SLUG });
  const site = (await inTenant(scope, ({ tx }) => readSite(tx, scope)))!;
  const long = { en: "Come as you are, and stay for as long as you can. ".repeat(12) };
  const content = {
    ...site.draft,
    languages: Object.keys(GUEST_LANGUAGES) as GuestLanguage[],
    families: [{ heading: { en: "The Sharmas" }, text: long }],
    travel: long,
    stay: long,
  };
  await saveDraft(ctx, { version: site.version, content });
  const publish = async (version: number) => {
    const done = await publishSite(ctx, { version });
    if (!done.ok) throw new Error(done.message);
  };
  await publish(site.version + 1);
  const tokens = await inTenant(scope, ({ tx }) =>
    linkTokens(
      tx,
      scope,
      rows.map(({ id }) => id),
    ),
  );
  return { tokens: [...tokens.values()], publishAgain: () => publish(site.version + 2) };
}
