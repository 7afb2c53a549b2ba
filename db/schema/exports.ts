import { sql } from "drizzle-orm";
import { bigint, check, foreignKey, index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { at, createdAt, id, oneOf, weddingId } from "./columns";
import { events, weddings } from "./weddings";

export const EXPORT_KINDS = ["event_guest_list", "gifts", "gift_notes"] as const;
export const EXPORT_STATES = ["queued", "ready", "failed"] as const;

/** A file for a vendor or the family, made by a job and kept in the object store. */
export const exports_ = pgTable(
  "exports",
  {
    id: id(),
    weddingId: weddingId().references(() => weddings.id, { onDelete: "cascade" }),
    side: text("side").$type<"bride" | "groom" | "all">().notNull(),
    kind: text("kind").$type<(typeof EXPORT_KINDS)[number]>().notNull(),
    /** Of a guest list alone. */
    eventId: uuid("event_id"),
    state: text("state").$type<(typeof EXPORT_STATES)[number]>().notNull().default("queued"),
    failure: text("failure"),
    objectKey: text("object_key"),
    fileName: text("file_name"),
    rows: integer("rows"),
    bytes: bigint("bytes", { mode: "number" }),
    sha256: text("sha256"),
    asOf: at("as_of"),
    requestedBy: text("requested_by").notNull(),
    createdAt: createdAt(),
    finishedAt: at("finished_at"),
  },
  (t) => [
    unique("exports_tenant").on(t.weddingId, t.id),
    index("exports_recent").on(t.weddingId, t.createdAt),
    check("exports_kind", oneOf("kind", EXPORT_KINDS)),
    check("exports_event", sql`(kind = 'event_guest_list') = (event_id is not null)`),
    check("exports_state", oneOf("state", EXPORT_STATES)),
    check("exports_side", oneOf("side", ["bride", "groom", "all"])),
    foreignKey({
      name: "exports_event_fk",
      columns: [t.weddingId, t.eventId],
      foreignColumns: [events.weddingId, events.id],
    }).onDelete("cascade"),
  ],
);

/** A signed, expiring, revocable way to one export. Only the token's hash is kept. */
export const exportLinks = pgTable(
  "export_links",
  {
    id: id(),
    weddingId: weddingId(),
    exportId: uuid("export_id").notNull(),
    tokenHash: text("token_hash").notNull().unique(),
    label: text("label").notNull(),
    expiresAt: at("expires_at").notNull(),
    revokedAt: at("revoked_at"),
    createdBy: text("created_by").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique("export_links_tenant").on(t.weddingId, t.id),
    index("export_links_export").on(t.weddingId, t.exportId),
    foreignKey({
      name: "export_links_export_fk",
      columns: [t.weddingId, t.exportId],
      foreignColumns: [exports_.weddingId, exports_.id],
    }).onDelete("cascade"),
  ],
);

export const exportDownloads = pgTable(
  "export_downloads",
  {
    id: id(),
    weddingId: weddingId(),
    linkId: uuid("link_id").notNull(),
    downloadedAt: createdAt(),
  },
  (t) => [
    foreignKey({
      name: "export_downloads_link_fk",
      columns: [t.weddingId, t.linkId],
      foreignColumns: [exportLinks.weddingId, exportLinks.id],
    }).onDelete("cascade"),
  ],
);
