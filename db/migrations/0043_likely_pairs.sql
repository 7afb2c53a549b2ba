CREATE TABLE "likely_pairs" (
	"wedding_id" uuid PRIMARY KEY NOT NULL,
	"pairs" jsonb NOT NULL,
	"more" boolean NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "likely_pairs" ADD CONSTRAINT "likely_pairs_wedding_id_weddings_id_fk" FOREIGN KEY ("wedding_id") REFERENCES "public"."weddings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
SELECT fence.protect('likely_pairs');