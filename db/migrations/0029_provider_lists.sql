CREATE TABLE "sender_lists" (
	"wedding_id" uuid NOT NULL,
	"sender_id" uuid NOT NULL,
	"next_at" timestamp with time zone DEFAULT now() NOT NULL,
	"holder" uuid,
	"pass" jsonb,
	"seen_until" timestamp with time zone,
	"deep_at" timestamp with time zone,
	"checked_at" timestamp with time zone,
	"failures" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"found" integer DEFAULT 0 NOT NULL,
	"settled" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "sender_lists_wedding_id_sender_id_pk" PRIMARY KEY("wedding_id","sender_id")
);
--> statement-breakpoint
ALTER TABLE "webhook_inbox" ADD COLUMN "source" text DEFAULT 'webhook' NOT NULL;--> statement-breakpoint
ALTER TABLE "sender_lists" ADD CONSTRAINT "sender_lists_sender_fk" FOREIGN KEY ("wedding_id","sender_id") REFERENCES "public"."senders"("wedding_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_inbox" ADD CONSTRAINT "webhook_inbox_source" CHECK (source in ('webhook', 'list'));--> statement-breakpoint
SELECT fence.protect('sender_lists');--> statement-breakpoint
GRANT SELECT (wedding_id, sender_id, next_at, checked_at, failures, found, settled) ON sender_lists TO parinaya_locator;--> statement-breakpoint
CREATE POLICY locate ON sender_lists FOR SELECT TO parinaya_locator USING (true);--> statement-breakpoint
-- Senders of these providers whose list is to be looked at now; one never looked at is due at once.
CREATE FUNCTION fence.senders_to_list(providers text[]) RETURNS TABLE (wedding_id uuid, sender_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT s.wedding_id, s.id FROM senders s
  LEFT JOIN sender_lists l ON l.wedding_id = s.wedding_id AND l.sender_id = s.id
  WHERE s.provider = ANY (providers) AND (l.next_at IS NULL OR l.next_at <= now())
$$;--> statement-breakpoint
ALTER FUNCTION fence.senders_to_list(text[]) OWNER TO parinaya_locator;--> statement-breakpoint
REVOKE ALL ON FUNCTION fence.senders_to_list(text[]) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION fence.senders_to_list(text[]) TO parinaya_app;--> statement-breakpoint
-- Beside what others count: how the providers' lists do.
CREATE FUNCTION fence.list_health() RETURNS TABLE (name text, value numeric)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT v.name, v.value FROM (
    SELECT extract(epoch FROM now() - min(l.checked_at)) AS age, count(*) FILTER (WHERE l.failures > 0) AS failing, sum(l.found) AS found, sum(l.settled) AS settled, count(*) AS lists
    FROM sender_lists l
  ) s CROSS JOIN LATERAL (VALUES ('provider_list_seconds_ago', s.age), ('provider_list_failing', s.failing), ('provider_list_found', s.found), ('provider_list_settled', s.settled)) v(name, value)
  WHERE s.lists > 0 AND v.value IS NOT NULL
$$;--> statement-breakpoint
ALTER FUNCTION fence.list_health() OWNER TO parinaya_locator;--> statement-breakpoint
REVOKE ALL ON FUNCTION fence.list_health() FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION fence.list_health() TO parinaya_app;
