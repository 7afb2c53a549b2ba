import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { users } from "@/db/schema/access";
import { addMember } from "@/lib/access/commands/add-member";
import { mintScope } from "@/lib/access/policy";
import type { Role, SideScope } from "@/lib/access/types";
import { createEvent } from "@/lib/events/commands/create-event";
import { setWords } from "@/lib/events/commands/set-words";
import { newId } from "@/lib/kernel/ids";
import type { GuestLanguage } from "@/lib/kernel/languages";
import type { Result } from "@/lib/kernel/result";
import { connectSender } from "@/lib/messaging/commands/connect-sender";
import type { CommandContext } from "@/lib/platform/command";
import { readTenant } from "@/lib/platform/transaction";
import { createSite } from "@/lib/website/commands/create-site";
import { publishSite } from "@/lib/website/commands/publish-site";
import { saveDraft } from "@/lib/website/commands/save-draft";
import { readSite } from "@/lib/website/queries";
import { createWedding } from "@/lib/weddings/commands/create-wedding";
import { DEMO_DETAILS, DEMO_MAPS, DEMO_SITE, DEMO_WORDS } from "./demo-site";

const DAY = 86_400_000;

/** Eight functions of a wedding in Jaipur, starting about five weeks from `now`, at the venue's time. */
export const DEMO_EVENTS = [
  {
    name: "Roka",
    day: 0,
    hour: 11,
    visibility: "invite_only",
    venueName: "Sharma Residence",
    venueAddress: "C-Scheme, Jaipur",
  },
  {
    name: "Tilak",
    day: 1,
    hour: 10,
    visibility: "invite_only",
    venueName: "Sharma Residence",
    venueAddress: "C-Scheme, Jaipur",
  },
  {
    name: "Mehndi",
    day: 2,
    hour: 15,
    visibility: "invite_only",
    venueName: "Jai Mahal Lawns",
    venueAddress: "Jacob Road, Jaipur",
  },
  {
    name: "Haldi",
    day: 3,
    hour: 9,
    visibility: "invite_only",
    venueName: "Jai Mahal Lawns",
    venueAddress: "Jacob Road, Jaipur",
  },
  {
    name: "Sangeet",
    day: 3,
    hour: 19,
    visibility: "invite_only",
    venueName: "Rambagh Ballroom",
    venueAddress: "Bhawani Singh Road, Jaipur",
  },
  {
    name: "Baraat",
    day: 4,
    hour: 17,
    visibility: "invite_only",
    venueName: "Rambagh Gate",
    venueAddress: "Bhawani Singh Road, Jaipur",
  },
  {
    name: "Wedding",
    day: 4,
    hour: 20,
    visibility: "public",
    venueName: "Rambagh Lawns",
    venueAddress: "Bhawani Singh Road, Jaipur",
  },
  {
    name: "Reception",
    day: 6,
    hour: 19,
    visibility: "public",
    venueName: "Hotel Clarks Amer",
    venueAddress: "JLN Marg, Jaipur",
  },
] as const;

const TEAM: { role: Role; name: string; side: SideScope }[] = [
  { role: "owner", name: "Meera Sharma", side: "all" },
  { role: "admin", name: "Kabir Sharma", side: "all" },
  { role: "side_admin", name: "Nandini Rao", side: "groom" },
  { role: "viewer", name: "Dadi ji", side: "all" },
];

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.code}: ${result.message}`);
  return result.value;
}

/** The numbers the simulator has, and only it. */
export const SIMULATED_META = {
  phoneNumberId: "100000000000001",
  businessAccountId: "200000000000001",
  displayNumber: "+911234567890",
};
export const SIMULATED_TWILIO = {
  phoneNumberId: "+911234567891",
  businessAccountId: "AC00000000000000000000000000000001",
  displayNumber: "+911234567891",
};

/**
 * Makes the demo wedding once, with its team, functions, website and number; a second call changes nothing, but for a
 * website where an earlier edition of this program made the wedding without one.
 */
export async function seedDemo(
  now: Date,
  provider: "meta" | "twilio" = "meta",
): Promise<{ weddingId: string; slug: string }> {
  const { rows } = await db().execute<{ wedding_id: string }>(
    sql`select wedding_id from fence.every_wedding() where is_demo limit 1`,
  );
  const team = await seedTeam(now);
  const weddingId = rows[0]?.wedding_id ?? newId();
  const owner = mintScope(weddingId, { kind: "user", userId: team[0]!.userId, role: "owner" });
  const ctx: CommandContext = { scope: owner, correlationId: `seed-${weddingId}` };
  if (!rows[0]) await seedWedding(ctx, now, team, provider);
  return { weddingId, slug: await seedSite(ctx) };
}

type Member = (typeof TEAM)[number] & { userId: string };

const seedTeam = (now: Date): Promise<Member[]> =>
  Promise.all(
    TEAM.map(async (member) => {
      const email = `${member.role.replace("_", "-")}@demo.parinaya.local`;
      const [user] = await db()
        .insert(users)
        .values({ email, name: member.name, emailVerifiedAt: now })
        .onConflictDoUpdate({ target: users.email, set: { name: member.name } })
        .returning({ id: users.id });
      return { ...member, userId: user!.id };
    }),
  );

async function seedWedding(
  ctx: CommandContext,
  now: Date,
  team: readonly Member[],
  provider: "meta" | "twilio",
): Promise<void> {
  const { weddingId } = ctx.scope;
  must(
    await createWedding(ctx, {
      id: weddingId,
      name: "Anjali & Rohan",
      hosts: "Meera & Rajesh Sharma",
      isDemo: true,
    }),
  );
  for (const { userId, role, side } of team.slice(1)) must(await addMember(ctx, { userId, role, side }));
  const firstDay = new Date(Math.floor((now.getTime() + 35 * DAY) / DAY) * DAY);
  const ids: Record<string, string> = {};
  for (const { day, hour, ...event } of DEMO_EVENTS) {
    ids[event.name] = newId();
    const startsAt = new Date(firstDay.getTime() + day * DAY + (hour - 5.5) * 3_600_000);
    must(
      await createEvent(ctx, {
        id: ids[event.name]!,
        ...event,
        ...DEMO_DETAILS[event.name],
        venueMapUrl: DEMO_MAPS[event.venueName] ?? null,
        zone: "Asia/Kolkata",
        startsAt,
        // A week before, at the end of the day in Jaipur.
        rsvpDeadline: new Date(firstDay.getTime() - 6 * DAY - 5.5 * 3_600_000 - 60_000),
      }),
    );
  }
  await seedWords(ctx, ids);
  must(
    await connectSender(ctx, {
      id: newId(),
      provider,
      ...(provider === "twilio" ? SIMULATED_TWILIO : SIMULATED_META),
    }),
  );
}

/** The functions in the wedding's other languages. */
async function seedWords(ctx: CommandContext, ids: Record<string, string>): Promise<void> {
  for (const [language, functions] of Object.entries(DEMO_WORDS))
    must(
      await setWords(ctx, {
        language: language as GuestLanguage,
        words: Object.entries(functions).map(([name, words]) => ({ id: ids[name]!, version: 0, ...words })),
      }),
    );
}

/** The published website, made where there is none; its address. */
async function seedSite(ctx: CommandContext): Promise<string> {
  const known = await readTenant(ctx.scope, (tx) => readSite(tx, ctx.scope));
  if (known) return known.slug;
  for (const slug of ["anjali-rohan", "anjali-rohan-demo"]) {
    const made = await createSite(ctx, { slug });
    if (!made.ok) continue;
    const { version } = must(await saveDraft(ctx, { version: made.value.version, content: DEMO_SITE }));
    must(await publishSite(ctx, { version }));
    return slug;
  }
  throw new Error("The addresses of the demo wedding’s website are taken.");
}
