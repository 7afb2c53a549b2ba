ALTER TABLE "inbound_messages" DROP CONSTRAINT "inbound_messages_outcome";--> statement-breakpoint
DROP INDEX "suppressions_active";--> statement-breakpoint
ALTER TABLE "inbound_messages" ADD COLUMN "wishes" jsonb;--> statement-breakpoint
ALTER TABLE "senders" ADD COLUMN "disconnected_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "import_batches_staged" ON "import_batches" USING btree ("wedding_id") WHERE state in ('mapping', 'staged');--> statement-breakpoint
CREATE UNIQUE INDEX "suppressions_active" ON "suppressions" USING btree ("wedding_id","fingerprint","scope","reason") WHERE lifted_at is null;--> statement-breakpoint
ALTER TABLE "inbound_messages" ADD CONSTRAINT "inbound_messages_outcome" CHECK (outcome in ('answered', 'taken_back', 'prompted', 'asked_which', 'opted_out', 'opted_in', 'to_read', 'ignored', 'unknown_sender'));--> statement-breakpoint
ALTER TABLE "senders" ADD CONSTRAINT "senders_disconnected" CHECK (disconnected_at is null or state = 'stopped');