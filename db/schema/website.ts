import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import type { GuestLanguage } from "@/lib/kernel/languages";
import type { SiteContent } from "@/lib/website/types";
import { at, createdAt, id, oneOf, weddingId } from "./columns";
import { weddings } from "./weddings";

/** A wedding's website: its address, the draft, and which published version stands (none: it is not published). */
export const sites = pgTable(
  "sites",
  {
    weddingId: weddingId()
      .primaryKey()
      .references(() => weddings.id, { onDelete: "cascade" }),
    /** The last part of /w/<slug>; unique over all weddings. */
    slug: text("slug").notNull().unique(),
    draft: jsonb("draft").$type<SiteContent>().notNull(),
    publishedNumber: integer("published_number"),
    publishedAt: at("published_at"),
    /** The languages of the published version, so that an address is looked up without reading what was written. */
    languages: jsonb("languages").$type<GuestLanguage[]>().notNull().default([]),
    /** The photo of the published version, for the same. */
    coverPhotoId: uuid("cover_photo_id"),
    /** When pictures that nothing shows any more were looked for last. */
    tidiedAt: at("tidied_at").notNull().default(sql`now()`),
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
  },
  () => [check("sites_slug", sql`slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) between 3 and 60`)],
);

/** Every address a site ever had: an old one goes on leading to it, and to no other wedding. */
export const siteSlugs = pgTable(
  "site_slugs",
  {
    slug: text("slug").primaryKey(),
    weddingId: weddingId(),
    createdAt: createdAt(),
  },
  (t) => [
    index("site_slugs_site").on(t.weddingId),
    check("site_slugs_slug", sql`slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) between 3 and 60`),
    foreignKey({
      name: "site_slugs_site_fk",
      columns: [t.weddingId],
      foreignColumns: [sites.weddingId],
    }).onDelete("cascade"),
  ],
);

/** Every published version, as it was; going back to one publishes it again under a new number. */
export const siteVersions = pgTable(
  "site_versions",
  {
    id: id(),
    weddingId: weddingId(),
    number: integer("number").notNull(),
    content: jsonb("content").$type<SiteContent>().notNull(),
    publishedBy: text("published_by").notNull(),
    /** The number it was brought back from. */
    returnedFrom: integer("returned_from"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("site_versions_number").on(t.weddingId, t.number),
    foreignKey({
      name: "site_versions_site",
      columns: [t.weddingId],
      foreignColumns: [sites.weddingId],
    }).onDelete("cascade"),
  ],
);

export const PHOTO_STATES = ["ready", "removed"] as const;

/** A photo of the family, already made safe: re-encoded, without its place, in sizes. The bytes lie in the object store. */
export const sitePhotos = pgTable(
  "site_photos",
  {
    id: id(),
    weddingId: weddingId().references(() => weddings.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    /** Of what was uploaded, so that the same photo is kept once. */
    sourceHash: text("source_hash").notNull(),
    /** Each size by its width: where it lies and how large it is. */
    sizes: jsonb("sizes").$type<{ key: string; width: number; height: number; bytes: number }[]>().notNull(),
    state: text("state").$type<(typeof PHOTO_STATES)[number]>().notNull().default("ready"),
    /** Since when nobody is shown it; some time later row and bytes go. */
    removedAt: at("removed_at"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("site_photos_tenant").on(t.weddingId, t.id),
    unique("site_photos_source").on(t.weddingId, t.sourceHash),
    index("site_photos_state").on(t.weddingId, t.state),
    check("site_photos_state", oneOf("state", PHOTO_STATES)),
    check("site_photos_removed", sql`(state = 'removed') = (removed_at is not null)`),
  ],
);

export const PREVIEW_SHAPES = ["wide", "square"] as const;

/** The picture a chat shows of a site, drawn when it is published, per audience and language. */
export const sitePreviews = pgTable(
  "site_previews",
  {
    id: id(),
    weddingId: weddingId().references(() => weddings.id, { onDelete: "cascade" }),
    /** Of everything drawn in it: the same picture is drawn once. */
    contentHash: text("content_hash").notNull(),
    shape: text("shape").$type<(typeof PREVIEW_SHAPES)[number]>().notNull(),
    key: text("key").notNull(),
    width: integer("width").notNull(),
    height: integer("height").notNull(),
    bytes: integer("bytes").notNull(),
    /** Since when no page of the site names it. */
    unneededAt: at("unneeded_at"),
    /** Its bytes are being deleted: it is not drawn again before this row is gone. */
    goingAt: at("going_at"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("site_previews_content").on(t.weddingId, t.contentHash, t.shape),
    check("site_previews_shape", oneOf("shape", PREVIEW_SHAPES)),
  ],
);

/** A set of functions that some reader may see, by an id that says nothing of them. */
export const siteAudiences = pgTable(
  "site_audiences",
  {
    id: id(),
    weddingId: weddingId().references(() => weddings.id, { onDelete: "cascade" }),
    /** Sorted ids of the functions. */
    eventIds: jsonb("event_ids").$type<string[]>().notNull(),
    eventsHash: text("events_hash").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique("site_audiences_tenant").on(t.weddingId, t.id),
    unique("site_audiences_events").on(t.weddingId, t.eventsHash),
  ],
);
