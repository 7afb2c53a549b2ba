CREATE TABLE "call_tasks" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"wedding_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"side" text NOT NULL,
	"run_id" uuid,
	"reason" text NOT NULL,
	"assigned_to" text,
	"outcome" text,
	"note" text,
	"outcome_by" text,
	"outcome_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "call_tasks_tenant" UNIQUE("wedding_id","id"),
	CONSTRAINT "call_tasks_outcome" CHECK (outcome in ('reached', 'no_answer', 'wrong_number', 'call_again', 'not_needed'))
);
--> statement-breakpoint
CREATE TABLE "guest_links" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"wedding_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"side" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"token_hash" text NOT NULL,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "guest_links_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "guest_links_version" UNIQUE("wedding_id","unit_id","version")
);
--> statement-breakpoint
CREATE TABLE "relay_links" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"wedding_id" uuid NOT NULL,
	"sender_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "relay_links_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "relay_links_tenant" UNIQUE("wedding_id","id")
);
--> statement-breakpoint
CREATE TABLE "reminder_plans" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"wedding_id" uuid NOT NULL,
	"name" text NOT NULL,
	"sender_id" uuid NOT NULL,
	"template_id" uuid NOT NULL,
	"audience" jsonb NOT NULL,
	"gaps" jsonb NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"most" integer NOT NULL,
	"state" text DEFAULT 'active' NOT NULL,
	"state_reason" text,
	"steps_done" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp with time zone,
	"approved_by" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reminder_plans_tenant" UNIQUE("wedding_id","id"),
	CONSTRAINT "reminder_plans_state" CHECK (state in ('draft', 'active', 'stopped', 'done')),
	CONSTRAINT "reminder_plans_order" CHECK (starts_at < ends_at and most > 0)
);
--> statement-breakpoint
ALTER TABLE "senders" DROP CONSTRAINT "senders_provider";--> statement-breakpoint
ALTER TABLE "sending_rules" ADD COLUMN "second_approver" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "send_runs" ADD COLUMN "header" jsonb;--> statement-breakpoint
ALTER TABLE "send_runs" ADD COLUMN "prepared_by" text;--> statement-breakpoint
ALTER TABLE "send_runs" ADD COLUMN "ends_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "send_runs" ADD COLUMN "plan_id" uuid;--> statement-breakpoint
ALTER TABLE "senders" ADD COLUMN "label" text;--> statement-breakpoint
ALTER TABLE "senders" ADD COLUMN "new_per_hour" integer;--> statement-breakpoint
ALTER TABLE "senders" ADD COLUMN "quality" text;--> statement-breakpoint
ALTER TABLE "senders" ADD COLUMN "checked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "parameters" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "fills" jsonb;--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "header" jsonb;--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "footer" text;--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "url_button" jsonb;--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "slots" jsonb;--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "quality" text;--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "rejected_reason" text;--> statement-breakpoint
ALTER TABLE "call_tasks" ADD CONSTRAINT "call_tasks_unit_fk" FOREIGN KEY ("wedding_id","unit_id","side") REFERENCES "public"."guest_units"("wedding_id","id","side") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "call_tasks" ADD CONSTRAINT "call_tasks_run_fk" FOREIGN KEY ("wedding_id","run_id") REFERENCES "public"."send_runs"("wedding_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guest_links" ADD CONSTRAINT "guest_links_unit_fk" FOREIGN KEY ("wedding_id","unit_id","side") REFERENCES "public"."guest_units"("wedding_id","id","side") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "relay_links" ADD CONSTRAINT "relay_links_sender_fk" FOREIGN KEY ("wedding_id","sender_id") REFERENCES "public"."senders"("wedding_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminder_plans" ADD CONSTRAINT "reminder_plans_wedding_id_weddings_id_fk" FOREIGN KEY ("wedding_id") REFERENCES "public"."weddings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminder_plans" ADD CONSTRAINT "reminder_plans_sender_fk" FOREIGN KEY ("wedding_id","sender_id") REFERENCES "public"."senders"("wedding_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminder_plans" ADD CONSTRAINT "reminder_plans_template_fk" FOREIGN KEY ("wedding_id","template_id") REFERENCES "public"."templates"("wedding_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "call_tasks_open" ON "call_tasks" USING btree ("wedding_id","unit_id") WHERE outcome is null or outcome in ('no_answer', 'call_again');--> statement-breakpoint
CREATE UNIQUE INDEX "guest_links_live" ON "guest_links" USING btree ("wedding_id","unit_id") WHERE revoked_at is null;--> statement-breakpoint
CREATE INDEX "relay_links_sender" ON "relay_links" USING btree ("wedding_id","sender_id");--> statement-breakpoint
CREATE INDEX "reminder_plans_due" ON "reminder_plans" USING btree ("wedding_id","next_at") WHERE state = 'active';--> statement-breakpoint
ALTER TABLE "send_runs" ADD CONSTRAINT "send_runs_plan_fk" FOREIGN KEY ("wedding_id","plan_id") REFERENCES "public"."reminder_plans"("wedding_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "send_runs" ADD CONSTRAINT "send_runs_purpose" CHECK (purpose in ('invitation', 'reminder', 'test'));--> statement-breakpoint
ALTER TABLE "senders" ADD CONSTRAINT "senders_provider" CHECK (provider in ('meta', 'twilio', 'wa_link'));--> statement-breakpoint
-- The owner is behind the fences as well, and would change no row.
ALTER TABLE templates NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE send_runs NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE templates SET parameters = (SELECT coalesce(jsonb_agg(n::text ORDER BY n), '[]') FROM generate_series(1, parameter_count) n);--> statement-breakpoint
UPDATE send_runs r SET category = t.category FROM templates t WHERE t.wedding_id = r.wedding_id AND t.id = r.template_id AND r.state <> 'draft' AND r.category IS NULL;--> statement-breakpoint
ALTER TABLE send_runs FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE templates FORCE ROW LEVEL SECURITY;--> statement-breakpoint
SELECT fence.protect('call_tasks'), fence.protect('guest_links'), fence.protect('relay_links'), fence.protect('reminder_plans');--> statement-breakpoint
GRANT SELECT (id, wedding_id, unit_id, token_hash, revoked_at) ON guest_links TO parinaya_locator;--> statement-breakpoint
GRANT SELECT (id, wedding_id, sender_id, token_hash, expires_at, revoked_at) ON relay_links TO parinaya_locator;--> statement-breakpoint
GRANT SELECT (id, wedding_id, state, next_at) ON reminder_plans TO parinaya_locator;--> statement-breakpoint
CREATE POLICY locate ON guest_links FOR SELECT TO parinaya_locator USING (true);--> statement-breakpoint
CREATE POLICY locate ON relay_links FOR SELECT TO parinaya_locator USING (true);--> statement-breakpoint
CREATE POLICY locate ON reminder_plans FOR SELECT TO parinaya_locator USING (true);--> statement-breakpoint
SET LOCAL ROLE parinaya_locator;--> statement-breakpoint
-- Whose token it is: a vendor's file, a household's page, a relative's list.
CREATE OR REPLACE FUNCTION fence.locate_token(hash text) RETURNS TABLE (kind text, wedding_id uuid, subject_id uuid, token_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT 'export', l.wedding_id, l.export_id, l.id FROM export_links l
  WHERE l.token_hash = hash AND l.revoked_at IS NULL AND l.expires_at > now()
  UNION ALL
  SELECT 'guest', g.wedding_id, g.unit_id, g.id FROM guest_links g WHERE g.token_hash = hash AND g.revoked_at IS NULL
  UNION ALL
  SELECT 'relay', r.wedding_id, r.sender_id, r.id FROM relay_links r
  WHERE r.token_hash = hash AND r.revoked_at IS NULL AND r.expires_at > now()
$$;--> statement-breakpoint
-- A relative's phone is nobody's queue: its messages wait for a hand.
CREATE OR REPLACE FUNCTION fence.due_messages() RETURNS TABLE (wedding_id uuid, sender_id uuid, stale boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT s.wedding_id, s.id, bool_or(due.stale)
  FROM senders s
  CROSS JOIN LATERAL (
    (SELECT false AS stale FROM messages m
     WHERE s.state = 'active' AND m.wedding_id = s.wedding_id AND m.run_id IS NULL AND m.state = 'queued' AND m.sender_id = s.id AND m.next_at <= now() LIMIT 1)
    UNION ALL
    (SELECT false FROM send_runs r CROSS JOIN LATERAL (
       SELECT 1 FROM messages m WHERE m.wedding_id = r.wedding_id AND m.run_id = r.id AND m.state = 'queued' AND m.next_at <= now() LIMIT 1) one
     WHERE s.state = 'active' AND r.wedding_id = s.wedding_id AND r.sender_id = s.id AND r.state = 'sending' LIMIT 1)
    UNION ALL
    (SELECT true FROM messages m
     WHERE m.wedding_id = s.wedding_id AND m.state = 'calling' AND m.sender_id = s.id AND m.next_at <= now() LIMIT 1)
  ) due
  WHERE s.provider <> 'wa_link'
  GROUP BY s.wedding_id, s.id
$$;--> statement-breakpoint
RESET ROLE;--> statement-breakpoint
CREATE FUNCTION fence.due_plans() RETURNS TABLE (wedding_id uuid, plan_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT p.wedding_id, p.id FROM reminder_plans p WHERE p.state = 'active' AND p.next_at <= now()
$$;--> statement-breakpoint
ALTER FUNCTION fence.due_plans() OWNER TO parinaya_locator;--> statement-breakpoint
REVOKE ALL ON FUNCTION fence.due_plans() FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION fence.due_plans() TO parinaya_app;
