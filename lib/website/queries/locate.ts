import { sql } from "drizzle-orm";
import { type Database, db } from "@/db/client";

export interface LocatedSlug {
  state: "published" | "unpublished" | "moved";
  /** Where it is now. */
  slug: string;
  audienceId: string | null;
  stamp: string | null;
  languages: string[];
  /** What the shown functions' words in other languages are, in one word for each language that has any. */
  words: Record<string, string> | null;
}

export interface LocatedGuest {
  state: "published" | "unpublished" | "ended";
  audienceId: string | null;
  stamp: string | null;
  languages: string[] | null;
  language: string;
  words: Record<string, string> | null;
}

const prepareOn = (on: Database) => ({
  slug: on
    .select({
      state: sql<LocatedSlug["state"]>`state`,
      slug: sql<string>`slug`,
      audienceId: sql<string | null>`audience_id`,
      stamp: sql<string | null>`stamp`,
      languages: sql<string[]>`languages`,
      words: sql<Record<string, string> | null>`words`,
    })
    .from(sql`fence.locate_slug(${sql.placeholder("slug")})`)
    .prepare("locate_slug"),
  guest: on
    .select({
      state: sql<LocatedGuest["state"]>`state`,
      audienceId: sql<string | null>`audience_id`,
      stamp: sql<string | null>`stamp`,
      languages: sql<string[] | null>`languages`,
      language: sql<string>`language`,
      words: sql<Record<string, string> | null>`words`,
    })
    .from(sql`fence.locate_guest(${sql.placeholder("hash")})`)
    .prepare("locate_guest"),
});

let prepared: { on: Database; queries: ReturnType<typeof prepareOn> } | undefined;

/** Asked at every opening of a page: parsed and planned once for each connection. */
function queries() {
  const on = db();
  if (prepared?.on !== on) prepared = { on, queries: prepareOn(on) };
  return prepared.queries;
}

/** What is at a public address at this moment; null where nothing ever was. */
export async function locateSlug(slug: string): Promise<LocatedSlug | null> {
  return (await queries().slug.execute({ slug }))[0] ?? null;
}

/** What a household's link opens at this moment; null for an unknown one and one that was taken back. */
export async function locateGuest(tokenHash: string): Promise<LocatedGuest | null> {
  return (await queries().guest.execute({ hash: tokenHash }))[0] ?? null;
}

/** Whose audience it is. */
export async function locateAudience(audienceId: string): Promise<string | null> {
  const { rows } = await db().execute<{ wedding_id: string }>(
    sql`select wedding_id from fence.locate_audience(${audienceId}::uuid)`,
  );
  return rows[0]?.wedding_id ?? null;
}
