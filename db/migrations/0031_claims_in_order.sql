ALTER TABLE "guest_units" DROP CONSTRAINT "guest_units_tenant";--> statement-breakpoint
ALTER TABLE "messages" DROP CONSTRAINT "messages_tenant";--> statement-breakpoint
DROP INDEX "messages_queue";--> statement-breakpoint
CREATE INDEX "messages_queue" ON "messages" USING btree ("wedding_id","run_id","next_at","id") WHERE state = 'queued';