ALTER TABLE "import_batches" DROP CONSTRAINT "import_batches_state";--> statement-breakpoint
ALTER TABLE "import_batches" ADD COLUMN "discarded_by" uuid;--> statement-breakpoint
ALTER TABLE "import_batches" ADD COLUMN "discarded_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "import_batches" ADD CONSTRAINT "import_batches_discarded" CHECK (state <> 'discarded' or rows_done = 0);--> statement-breakpoint
ALTER TABLE "import_batches" ADD CONSTRAINT "import_batches_state" CHECK (state in ('reading', 'mapping', 'staged', 'committing', 'done', 'failed', 'undoing', 'undone', 'discarded'));