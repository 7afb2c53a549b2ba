ALTER TABLE "audit_log" ADD COLUMN "undo_with" text;--> statement-breakpoint
ALTER TABLE "audit_log" ADD COLUMN "undoes" bigint;--> statement-breakpoint
ALTER TABLE "audit_payloads" ADD COLUMN "undo" jsonb;--> statement-breakpoint
ALTER TABLE "person_diets" ADD COLUMN "brought_from" uuid;--> statement-breakpoint
ALTER TABLE "unit_members" ADD COLUMN "brought_from" uuid;--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_undoes_fk" FOREIGN KEY ("wedding_id","undoes") REFERENCES "public"."audit_log"("wedding_id","seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "audit_log_undoes" ON "audit_log" USING btree ("wedding_id","undoes") WHERE undoes is not null;