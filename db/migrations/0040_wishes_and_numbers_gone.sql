ALTER TABLE "inbound_messages" ADD COLUMN "wishes" jsonb;--> statement-breakpoint
ALTER TABLE "senders" ADD COLUMN "disconnected_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "senders" ADD CONSTRAINT "senders_disconnected" CHECK (disconnected_at is null or state = 'stopped');