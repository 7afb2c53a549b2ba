CREATE TABLE "site_audiences" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"wedding_id" uuid NOT NULL,
	"event_ids" jsonb NOT NULL,
	"events_hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "site_audiences_tenant" UNIQUE("wedding_id","id"),
	CONSTRAINT "site_audiences_events" UNIQUE("wedding_id","events_hash")
);
--> statement-breakpoint
CREATE TABLE "site_photos" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"wedding_id" uuid NOT NULL,
	"name" text NOT NULL,
	"source_hash" text NOT NULL,
	"sizes" jsonb NOT NULL,
	"state" text DEFAULT 'ready' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "site_photos_tenant" UNIQUE("wedding_id","id"),
	CONSTRAINT "site_photos_source" UNIQUE("wedding_id","source_hash"),
	CONSTRAINT "site_photos_state" CHECK (state in ('ready', 'removed'))
);
--> statement-breakpoint
CREATE TABLE "site_previews" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"wedding_id" uuid NOT NULL,
	"content_hash" text NOT NULL,
	"shape" text NOT NULL,
	"key" text NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"bytes" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "site_previews_content" UNIQUE("wedding_id","content_hash","shape"),
	CONSTRAINT "site_previews_shape" CHECK (shape in ('wide', 'square'))
);
--> statement-breakpoint
CREATE TABLE "site_versions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"wedding_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"content" jsonb NOT NULL,
	"published_by" text NOT NULL,
	"returned_from" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "site_versions_number" UNIQUE("wedding_id","number")
);
--> statement-breakpoint
CREATE TABLE "sites" (
	"wedding_id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"draft" jsonb NOT NULL,
	"published_number" integer,
	"published_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sites_slug_unique" UNIQUE("slug"),
	CONSTRAINT "sites_slug" CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) between 3 and 60)
);
--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "dress" text;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "venues" ADD COLUMN "map_url" text;--> statement-breakpoint
ALTER TABLE "site_audiences" ADD CONSTRAINT "site_audiences_wedding_id_weddings_id_fk" FOREIGN KEY ("wedding_id") REFERENCES "public"."weddings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site_photos" ADD CONSTRAINT "site_photos_wedding_id_weddings_id_fk" FOREIGN KEY ("wedding_id") REFERENCES "public"."weddings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site_previews" ADD CONSTRAINT "site_previews_wedding_id_weddings_id_fk" FOREIGN KEY ("wedding_id") REFERENCES "public"."weddings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site_versions" ADD CONSTRAINT "site_versions_site" FOREIGN KEY ("wedding_id") REFERENCES "public"."sites"("wedding_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sites" ADD CONSTRAINT "sites_wedding_id_weddings_id_fk" FOREIGN KEY ("wedding_id") REFERENCES "public"."weddings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "site_photos_state" ON "site_photos" USING btree ("wedding_id","state");--> statement-breakpoint
SELECT fence.protect('sites');--> statement-breakpoint
SELECT fence.protect('site_versions');--> statement-breakpoint
SELECT fence.protect('site_photos');--> statement-breakpoint
SELECT fence.protect('site_previews');--> statement-breakpoint
SELECT fence.protect('site_audiences');
