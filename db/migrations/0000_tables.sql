CREATE TABLE "auth_accounts" (
	"provider" text NOT NULL,
	"provider_account_id" text NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "auth_accounts_provider_provider_account_id_pk" PRIMARY KEY("provider","provider_account_id")
);
--> statement-breakpoint
CREATE TABLE "auth_sessions" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "auth_verifications" (
	"identifier" text NOT NULL,
	"token_hash" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "auth_verifications_identifier_token_hash_pk" PRIMARY KEY("identifier","token_hash")
);
--> statement-breakpoint
CREATE TABLE "dev_mail" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"to" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"wedding_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"side" text DEFAULT 'all' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memberships_wedding_id_user_id_pk" PRIMARY KEY("wedding_id","user_id"),
	CONSTRAINT "memberships_role" CHECK (role in ('owner', 'admin', 'side_admin', 'viewer')),
	CONSTRAINT "memberships_side" CHECK ((role = 'side_admin') = (side in ('bride', 'groom')) and side in ('bride', 'groom', 'all'))
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"email" text NOT NULL,
	"name" text,
	"email_verified_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"wedding_id" uuid NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"entity" text NOT NULL,
	"entity_id" text,
	"count" bigint DEFAULT 1 NOT NULL,
	"payload_digest" "bytea" NOT NULL,
	"correlation_id" text NOT NULL,
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "audit_log_tenant" UNIQUE("wedding_id","seq")
);
--> statement-breakpoint
CREATE TABLE "audit_payloads" (
	"wedding_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"salt" "bytea",
	"payload" jsonb,
	CONSTRAINT "audit_payloads_wedding_id_seq_pk" PRIMARY KEY("wedding_id","seq")
);
--> statement-breakpoint
CREATE TABLE "audit_seals" (
	"wedding_id" uuid NOT NULL,
	"position" bigint NOT NULL,
	"entries" bigint NOT NULL,
	"last_seq" bigint NOT NULL,
	"covered_seqs" jsonb NOT NULL,
	"previous_hash" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	"sealed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "audit_seals_wedding_id_position_pk" PRIMARY KEY("wedding_id","position")
);
--> statement-breakpoint
CREATE TABLE "consents" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"wedding_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"side" text NOT NULL,
	"basis" text NOT NULL,
	"granted" text NOT NULL,
	"evidence" jsonb,
	"actor" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "consents_basis" CHECK (basis in ('host_attestation', 'guest_reply')),
	CONSTRAINT "consents_granted" CHECK (granted in ('yes', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "contact_holds" (
	"wedding_id" uuid NOT NULL,
	"fingerprint" "bytea" NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "contact_holds_wedding_id_fingerprint_pk" PRIMARY KEY("wedding_id","fingerprint")
);
--> statement-breakpoint
CREATE TABLE "contact_windows" (
	"wedding_id" uuid NOT NULL,
	"sender_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"side" text NOT NULL,
	"destination" text NOT NULL,
	"last_inbound_at" timestamp with time zone NOT NULL,
	CONSTRAINT "contact_windows_wedding_id_sender_id_destination_pk" PRIMARY KEY("wedding_id","sender_id","destination")
);
--> statement-breakpoint
CREATE TABLE "suppressions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"wedding_id" uuid NOT NULL,
	"fingerprint" "bytea" NOT NULL,
	"key_id" text NOT NULL,
	"reason" text NOT NULL,
	"source" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"lifted_at" timestamp with time zone,
	CONSTRAINT "suppressions_reason" CHECK (reason in ('stop_word', 'provider', 'family'))
);
--> statement-breakpoint
CREATE TABLE "export_downloads" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"wedding_id" uuid NOT NULL,
	"link_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "export_links" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"wedding_id" uuid NOT NULL,
	"export_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"label" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "export_links_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "export_links_tenant" UNIQUE("wedding_id","id")
);
--> statement-breakpoint
CREATE TABLE "exports" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"wedding_id" uuid NOT NULL,
	"side" text NOT NULL,
	"kind" text NOT NULL,
	"event_id" uuid NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"failure" text,
	"object_key" text,
	"file_name" text,
	"rows" integer,
	"bytes" bigint,
	"sha256" text,
	"as_of" timestamp with time zone,
	"requested_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "exports_tenant" UNIQUE("wedding_id","id"),
	CONSTRAINT "exports_state" CHECK (state in ('queued', 'ready', 'failed')),
	CONSTRAINT "exports_side" CHECK (side in ('bride', 'groom', 'all'))
);
--> statement-breakpoint
CREATE TABLE "guest_units" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"wedding_id" uuid NOT NULL,
	"side" text NOT NULL,
	"name" text NOT NULL,
	"unnamed_adults" integer DEFAULT 0 NOT NULL,
	"unnamed_children" integer DEFAULT 0 NOT NULL,
	"language" text DEFAULT 'en' NOT NULL,
	"address" text,
	"group_key" text,
	"joined_into" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "guest_units_tenant" UNIQUE("wedding_id","id"),
	CONSTRAINT "guest_units_side_key" UNIQUE("wedding_id","id","side"),
	CONSTRAINT "guest_units_side" CHECK (side in ('bride', 'groom', 'both')),
	CONSTRAINT "guest_units_counts" CHECK (unnamed_adults >= 0 and unnamed_children >= 0)
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"wedding_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"side" text NOT NULL,
	"name" text NOT NULL,
	"age_band" text DEFAULT 'adult' NOT NULL,
	"contact_rank" integer DEFAULT 100 NOT NULL,
	"notes" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "people_tenant" UNIQUE("wedding_id","id"),
	CONSTRAINT "people_side_key" UNIQUE("wedding_id","id","side"),
	CONSTRAINT "people_age_band" CHECK (age_band in ('adult', 'child', 'infant'))
);
--> statement-breakpoint
CREATE TABLE "person_identifiers" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"wedding_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"side" text NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"fingerprint" "bytea" NOT NULL,
	"shared" boolean DEFAULT false NOT NULL,
	"assumed_country" boolean DEFAULT false NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"source" text NOT NULL,
	"valid_from" timestamp with time zone DEFAULT now() NOT NULL,
	"valid_to" timestamp with time zone,
	CONSTRAINT "person_identifiers_kind" CHECK (kind in ('phone', 'wa_id', 'bsuid', 'parent_bsuid', 'email', 'vcard_uid', 'google_resource', 'source_row'))
);
--> statement-breakpoint
CREATE TABLE "unit_members" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"wedding_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"side" text NOT NULL,
	"person_id" uuid NOT NULL,
	"valid_from" timestamp with time zone DEFAULT now() NOT NULL,
	"valid_to" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "unit_suggestion_decisions" (
	"wedding_id" uuid NOT NULL,
	"key" text NOT NULL,
	"decision" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "unit_suggestion_decisions_wedding_id_key_pk" PRIMARY KEY("wedding_id","key"),
	CONSTRAINT "unit_suggestion_decision" CHECK (decision in ('accepted', 'refused'))
);
--> statement-breakpoint
CREATE TABLE "unit_tags" (
	"wedding_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"side" text NOT NULL,
	"tag" text NOT NULL,
	CONSTRAINT "unit_tags_wedding_id_unit_id_tag_pk" PRIMARY KEY("wedding_id","unit_id","tag")
);
--> statement-breakpoint
CREATE TABLE "import_batches" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"wedding_id" uuid NOT NULL,
	"side" text NOT NULL,
	"file_name" text NOT NULL,
	"object_key" text NOT NULL,
	"bytes" integer NOT NULL,
	"state" text DEFAULT 'reading' NOT NULL,
	"grouping" text,
	"household_column" text,
	"rows_read" integer DEFAULT 0 NOT NULL,
	"bytes_read" integer DEFAULT 0 NOT NULL,
	"rows_done" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"attested_by" uuid,
	"attested_at" timestamp with time zone,
	"created_by" uuid,
	"finished_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "import_batches_tenant" UNIQUE("wedding_id","id"),
	CONSTRAINT "import_batches_side_key" UNIQUE("wedding_id","id","side"),
	CONSTRAINT "import_batches_state" CHECK (state in ('reading', 'staged', 'committing', 'done', 'failed')),
	CONSTRAINT "import_batches_side" CHECK (side in ('bride', 'groom', 'both', 'all'))
);
--> statement-breakpoint
CREATE TABLE "import_decisions" (
	"wedding_id" uuid NOT NULL,
	"key" text NOT NULL,
	"decision" text NOT NULL,
	"decided_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "import_decisions_wedding_id_key_pk" PRIMARY KEY("wedding_id","key")
);
--> statement-breakpoint
CREATE TABLE "import_rows" (
	"wedding_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"side" text NOT NULL,
	"row_number" integer NOT NULL,
	"raw" jsonb NOT NULL,
	"draft" jsonb NOT NULL,
	"outcome" text NOT NULL,
	"conflict" jsonb,
	"person_id" uuid,
	"unit_id" uuid,
	CONSTRAINT "import_rows_wedding_id_batch_id_row_number_pk" PRIMARY KEY("wedding_id","batch_id","row_number"),
	CONSTRAINT "import_rows_outcome_check" CHECK (outcome in ('ready', 'refused', 'created', 'matched', 'conflict'))
);
--> statement-breakpoint
CREATE TABLE "conversations" (
	"wedding_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"side" text NOT NULL,
	"state" text NOT NULL,
	"pending_total" integer,
	"last_inbound_at" timestamp with time zone NOT NULL,
	CONSTRAINT "conversations_wedding_id_unit_id_pk" PRIMARY KEY("wedding_id","unit_id"),
	CONSTRAINT "conversations_state" CHECK (state in ('invited', 'counting', 'children', 'answered', 'human'))
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"wedding_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"side" text NOT NULL,
	"event_id" uuid NOT NULL,
	"adults" integer NOT NULL,
	"children" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "invitations_wedding_id_unit_id_event_id_pk" PRIMARY KEY("wedding_id","unit_id","event_id"),
	CONSTRAINT "invitations_seats" CHECK (adults >= 0 and children >= 0 and adults + children > 0)
);
--> statement-breakpoint
CREATE TABLE "rsvp_answers" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"wedding_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"side" text NOT NULL,
	"event_id" uuid NOT NULL,
	"answer" text NOT NULL,
	"adults" integer NOT NULL,
	"children" integer NOT NULL,
	"channel" text NOT NULL,
	"person_id" uuid,
	"actor" text NOT NULL,
	"inbound_id" uuid,
	"answered_at" timestamp with time zone NOT NULL,
	"replaces" uuid,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rsvp_answers_answer" CHECK (answer in ('yes', 'no', 'maybe')),
	CONSTRAINT "rsvp_answers_channel" CHECK (channel in ('whatsapp', 'web', 'phone', 'console')),
	CONSTRAINT "rsvp_answers_counts" CHECK (adults >= 0 and children >= 0 and (answer = 'yes') = (adults + children > 0))
);
--> statement-breakpoint
CREATE TABLE "rsvp_current" (
	"wedding_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"side" text NOT NULL,
	"event_id" uuid NOT NULL,
	"answer_id" uuid NOT NULL,
	"answer" text NOT NULL,
	"adults" integer NOT NULL,
	"children" integer NOT NULL,
	"answered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "rsvp_current_wedding_id_unit_id_event_id_pk" PRIMARY KEY("wedding_id","unit_id","event_id")
);
--> statement-breakpoint
CREATE TABLE "inbound_messages" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"wedding_id" uuid NOT NULL,
	"side" text NOT NULL,
	"sender_id" uuid NOT NULL,
	"unit_id" uuid,
	"person_id" uuid,
	"provider_message_id" text NOT NULL,
	"from_identifier" text,
	"kind" text NOT NULL,
	"text" text,
	"payload" text,
	"provider_at" timestamp with time zone NOT NULL,
	"outcome" text NOT NULL,
	"read_by_human" boolean DEFAULT false NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inbound_messages_provider" UNIQUE("wedding_id","provider_message_id"),
	CONSTRAINT "inbound_messages_side" CHECK (side in ('bride', 'groom', 'both', 'all')),
	CONSTRAINT "inbound_messages_outcome" CHECK (outcome in ('answered', 'prompted', 'opted_out', 'to_read', 'ignored', 'unknown_sender'))
);
--> statement-breakpoint
CREATE TABLE "message_attempts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"wedding_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"side" text NOT NULL,
	"number" integer NOT NULL,
	"state" text DEFAULT 'calling' NOT NULL,
	"rank" integer DEFAULT 0 NOT NULL,
	"provider_id" text,
	"error_code" integer,
	"error_class" text,
	"error_detail" text,
	"error_at" timestamp with time zone,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "message_attempts_tenant" UNIQUE("wedding_id","id"),
	CONSTRAINT "message_attempts_number" UNIQUE("wedding_id","message_id","number"),
	CONSTRAINT "message_attempts_state" CHECK (state in ('calling', 'accepted', 'sent', 'delivered', 'read', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "message_receipts" (
	"wedding_id" uuid NOT NULL,
	"attempt_id" uuid NOT NULL,
	"status" text NOT NULL,
	"provider_at" timestamp with time zone NOT NULL,
	"error_code" integer,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "message_receipts_wedding_id_attempt_id_status_pk" PRIMARY KEY("wedding_id","attempt_id","status")
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"wedding_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"side" text NOT NULL,
	"sender_id" uuid NOT NULL,
	"run_id" uuid,
	"wave" text,
	"kind" text NOT NULL,
	"destination" text,
	"content" jsonb NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp with time zone,
	"last_attempt_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "messages_tenant" UNIQUE("wedding_id","id"),
	CONSTRAINT "messages_side_key" UNIQUE("wedding_id","id","side"),
	CONSTRAINT "messages_state" CHECK (state in ('blocked', 'queued', 'calling', 'in_doubt', 'accepted', 'sent', 'delivered', 'read', 'failed', 'cancelled')),
	CONSTRAINT "messages_kind" CHECK (kind in ('template', 'reply') and (kind = 'template') = (run_id is not null)),
	CONSTRAINT "messages_blocked" CHECK ((state <> 'blocked' or reason is not null) and (destination is not null or state in ('blocked', 'cancelled')))
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"theoretical_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "send_runs" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"wedding_id" uuid NOT NULL,
	"name" text NOT NULL,
	"purpose" text NOT NULL,
	"wave" text DEFAULT 'first' NOT NULL,
	"sender_id" uuid NOT NULL,
	"template_id" uuid NOT NULL,
	"audience" jsonb NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"state_reason" text,
	"rehearsal_hash" text,
	"frozen_hash" text,
	"recipients" integer,
	"blocked" integer,
	"rehearsed_at" timestamp with time zone,
	"frozen_at" timestamp with time zone,
	"approved_by" text,
	"approved_at" timestamp with time zone,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "send_runs_tenant" UNIQUE("wedding_id","id"),
	CONSTRAINT "send_runs_state" CHECK (state in ('draft', 'rehearsed', 'frozen', 'approved', 'sending', 'paused', 'done', 'stopped')),
	CONSTRAINT "send_runs_hash" CHECK (frozen_hash is null or frozen_hash = rehearsal_hash)
);
--> statement-breakpoint
CREATE TABLE "senders" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"wedding_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"phone_number_id" text NOT NULL,
	"business_account_id" text NOT NULL,
	"display_number" text NOT NULL,
	"rate_per_second" integer DEFAULT 60 NOT NULL,
	"state" text DEFAULT 'active' NOT NULL,
	"state_reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "senders_tenant" UNIQUE("wedding_id","id"),
	CONSTRAINT "senders_number" UNIQUE("provider","phone_number_id"),
	CONSTRAINT "senders_state" CHECK (state in ('active', 'paused', 'stopped')),
	CONSTRAINT "senders_provider" CHECK (provider in ('meta')),
	CONSTRAINT "senders_rate" CHECK (rate_per_second between 1 and 1000)
);
--> statement-breakpoint
CREATE TABLE "templates" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"wedding_id" uuid NOT NULL,
	"sender_id" uuid NOT NULL,
	"provider_id" text NOT NULL,
	"name" text NOT NULL,
	"language" text NOT NULL,
	"category" text NOT NULL,
	"status" text NOT NULL,
	"body" text NOT NULL,
	"parameter_count" integer NOT NULL,
	"buttons" jsonb NOT NULL,
	"synced_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "templates_tenant" UNIQUE("wedding_id","id"),
	CONSTRAINT "templates_name" UNIQUE("wedding_id","sender_id","name","language")
);
--> statement-breakpoint
CREATE TABLE "webhook_events" (
	"event_key" text PRIMARY KEY NOT NULL,
	"inbox_id" uuid NOT NULL,
	"wedding_id" uuid,
	"kind" text NOT NULL,
	"disposition" text NOT NULL,
	"reason" text,
	"event" jsonb,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhook_events_disposition" CHECK (disposition in ('applied', 'ignored', 'quarantined', 'parked'))
);
--> statement-breakpoint
CREATE TABLE "webhook_inbox" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"provider" text NOT NULL,
	"body_hash" "bytea" NOT NULL,
	"body" "bytea" NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"processed_at" timestamp with time zone,
	"failures" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "webhook_inbox_body_hash_unique" UNIQUE("body_hash")
);
--> statement-breakpoint
CREATE TABLE "event_headcounts" (
	"wedding_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"side" text NOT NULL,
	"invited" integer NOT NULL,
	"seats" integer NOT NULL,
	"reached" integer NOT NULL,
	"asked" integer NOT NULL,
	"yes" integer NOT NULL,
	"no" integer NOT NULL,
	"maybe" integer NOT NULL,
	"adults" integer NOT NULL,
	"children" integer NOT NULL,
	"as_of" timestamp with time zone NOT NULL,
	CONSTRAINT "event_headcounts_wedding_id_event_id_side_pk" PRIMARY KEY("wedding_id","event_id","side")
);
--> statement-breakpoint
CREATE TABLE "projection_marks" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"wedding_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"key" uuid NOT NULL,
	"marked_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "projection_marks_kind" CHECK (kind in ('event', 'unit', 'run'))
);
--> statement-breakpoint
CREATE TABLE "projection_stamps" (
	"wedding_id" uuid PRIMARY KEY NOT NULL,
	"as_of" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "run_funnels" (
	"wedding_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"side" text NOT NULL,
	"bucket" text NOT NULL,
	"count" integer NOT NULL,
	"as_of" timestamp with time zone NOT NULL,
	CONSTRAINT "run_funnels_wedding_id_run_id_side_bucket_pk" PRIMARY KEY("wedding_id","run_id","side","bucket")
);
--> statement-breakpoint
CREATE TABLE "unit_overview" (
	"wedding_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"side" text NOT NULL,
	"adults" integer NOT NULL,
	"children" integer NOT NULL,
	"invited_events" integer NOT NULL,
	"answered_events" integer NOT NULL,
	"answer" text NOT NULL,
	"last_answer_at" timestamp with time zone,
	"last_reply_id" text,
	"message_state" text,
	"asked" boolean NOT NULL,
	"reached" boolean NOT NULL,
	"as_of" timestamp with time zone NOT NULL,
	CONSTRAINT "unit_overview_wedding_id_unit_id_pk" PRIMARY KEY("wedding_id","unit_id")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"wedding_id" uuid NOT NULL,
	"name" text NOT NULL,
	"position" integer NOT NULL,
	"visibility" text DEFAULT 'invite_only' NOT NULL,
	"venue_id" uuid,
	"starts_at" timestamp with time zone,
	"zone" text NOT NULL,
	"rsvp_deadline" timestamp with time zone,
	"ceiling_persons" integer,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "events_tenant" UNIQUE("wedding_id","id"),
	CONSTRAINT "events_name" UNIQUE("wedding_id","name"),
	CONSTRAINT "events_visibility" CHECK (visibility in ('public', 'invite_only')),
	CONSTRAINT "events_ceiling" CHECK (ceiling_persons is null or ceiling_persons > 0)
);
--> statement-breakpoint
CREATE TABLE "venues" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"wedding_id" uuid NOT NULL,
	"name" text NOT NULL,
	"address" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "venues_tenant" UNIQUE("wedding_id","id"),
	CONSTRAINT "venues_name" UNIQUE("wedding_id","name")
);
--> statement-breakpoint
CREATE TABLE "weddings" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"name" text NOT NULL,
	"hosts" text NOT NULL,
	"home_country" text DEFAULT 'IN' NOT NULL,
	"zone" text DEFAULT 'Asia/Kolkata' NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "auth_accounts" ADD CONSTRAINT "auth_accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth_sessions" ADD CONSTRAINT "auth_sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_wedding_id_weddings_id_fk" FOREIGN KEY ("wedding_id") REFERENCES "public"."weddings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_wedding_id_weddings_id_fk" FOREIGN KEY ("wedding_id") REFERENCES "public"."weddings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_seals" ADD CONSTRAINT "audit_seals_wedding_id_weddings_id_fk" FOREIGN KEY ("wedding_id") REFERENCES "public"."weddings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_unit_fk" FOREIGN KEY ("wedding_id","unit_id","side") REFERENCES "public"."guest_units"("wedding_id","id","side") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "contact_holds" ADD CONSTRAINT "contact_holds_wedding_id_weddings_id_fk" FOREIGN KEY ("wedding_id") REFERENCES "public"."weddings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_windows" ADD CONSTRAINT "contact_windows_unit_fk" FOREIGN KEY ("wedding_id","unit_id","side") REFERENCES "public"."guest_units"("wedding_id","id","side") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "contact_windows" ADD CONSTRAINT "contact_windows_sender_fk" FOREIGN KEY ("wedding_id","sender_id") REFERENCES "public"."senders"("wedding_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suppressions" ADD CONSTRAINT "suppressions_wedding_id_weddings_id_fk" FOREIGN KEY ("wedding_id") REFERENCES "public"."weddings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export_downloads" ADD CONSTRAINT "export_downloads_link_fk" FOREIGN KEY ("wedding_id","link_id") REFERENCES "public"."export_links"("wedding_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export_links" ADD CONSTRAINT "export_links_export_fk" FOREIGN KEY ("wedding_id","export_id") REFERENCES "public"."exports"("wedding_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exports" ADD CONSTRAINT "exports_wedding_id_weddings_id_fk" FOREIGN KEY ("wedding_id") REFERENCES "public"."weddings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exports" ADD CONSTRAINT "exports_event_fk" FOREIGN KEY ("wedding_id","event_id") REFERENCES "public"."events"("wedding_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guest_units" ADD CONSTRAINT "guest_units_wedding_id_weddings_id_fk" FOREIGN KEY ("wedding_id") REFERENCES "public"."weddings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_unit_fk" FOREIGN KEY ("wedding_id","unit_id","side") REFERENCES "public"."guest_units"("wedding_id","id","side") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "person_identifiers" ADD CONSTRAINT "person_identifiers_person_fk" FOREIGN KEY ("wedding_id","person_id","side") REFERENCES "public"."people"("wedding_id","id","side") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "unit_members" ADD CONSTRAINT "unit_members_unit_fk" FOREIGN KEY ("wedding_id","unit_id","side") REFERENCES "public"."guest_units"("wedding_id","id","side") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "unit_members" ADD CONSTRAINT "unit_members_person_fk" FOREIGN KEY ("wedding_id","person_id") REFERENCES "public"."people"("wedding_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_suggestion_decisions" ADD CONSTRAINT "unit_suggestion_decisions_wedding_id_weddings_id_fk" FOREIGN KEY ("wedding_id") REFERENCES "public"."weddings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_tags" ADD CONSTRAINT "unit_tags_unit_fk" FOREIGN KEY ("wedding_id","unit_id","side") REFERENCES "public"."guest_units"("wedding_id","id","side") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "import_batches" ADD CONSTRAINT "import_batches_wedding_id_weddings_id_fk" FOREIGN KEY ("wedding_id") REFERENCES "public"."weddings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_decisions" ADD CONSTRAINT "import_decisions_wedding_id_weddings_id_fk" FOREIGN KEY ("wedding_id") REFERENCES "public"."weddings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_batch_fk" FOREIGN KEY ("wedding_id","batch_id","side") REFERENCES "public"."import_batches"("wedding_id","id","side") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_unit_fk" FOREIGN KEY ("wedding_id","unit_id","side") REFERENCES "public"."guest_units"("wedding_id","id","side") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_unit_fk" FOREIGN KEY ("wedding_id","unit_id","side") REFERENCES "public"."guest_units"("wedding_id","id","side") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_event_fk" FOREIGN KEY ("wedding_id","event_id") REFERENCES "public"."events"("wedding_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rsvp_answers" ADD CONSTRAINT "rsvp_answers_unit_fk" FOREIGN KEY ("wedding_id","unit_id","side") REFERENCES "public"."guest_units"("wedding_id","id","side") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "rsvp_answers" ADD CONSTRAINT "rsvp_answers_event_fk" FOREIGN KEY ("wedding_id","event_id") REFERENCES "public"."events"("wedding_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rsvp_current" ADD CONSTRAINT "rsvp_current_unit_fk" FOREIGN KEY ("wedding_id","unit_id","side") REFERENCES "public"."guest_units"("wedding_id","id","side") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "inbound_messages" ADD CONSTRAINT "inbound_messages_wedding_id_weddings_id_fk" FOREIGN KEY ("wedding_id") REFERENCES "public"."weddings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_attempts" ADD CONSTRAINT "message_attempts_message_fk" FOREIGN KEY ("wedding_id","message_id","side") REFERENCES "public"."messages"("wedding_id","id","side") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "message_receipts" ADD CONSTRAINT "message_receipts_attempt_fk" FOREIGN KEY ("wedding_id","attempt_id") REFERENCES "public"."message_attempts"("wedding_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_unit_fk" FOREIGN KEY ("wedding_id","unit_id","side") REFERENCES "public"."guest_units"("wedding_id","id","side") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_run_fk" FOREIGN KEY ("wedding_id","run_id") REFERENCES "public"."send_runs"("wedding_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_sender_fk" FOREIGN KEY ("wedding_id","sender_id") REFERENCES "public"."senders"("wedding_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "send_runs" ADD CONSTRAINT "send_runs_wedding_id_weddings_id_fk" FOREIGN KEY ("wedding_id") REFERENCES "public"."weddings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "send_runs" ADD CONSTRAINT "send_runs_sender_fk" FOREIGN KEY ("wedding_id","sender_id") REFERENCES "public"."senders"("wedding_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "send_runs" ADD CONSTRAINT "send_runs_template_fk" FOREIGN KEY ("wedding_id","template_id") REFERENCES "public"."templates"("wedding_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "senders" ADD CONSTRAINT "senders_wedding_id_weddings_id_fk" FOREIGN KEY ("wedding_id") REFERENCES "public"."weddings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "templates" ADD CONSTRAINT "templates_sender_fk" FOREIGN KEY ("wedding_id","sender_id") REFERENCES "public"."senders"("wedding_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_headcounts" ADD CONSTRAINT "event_headcounts_event_fk" FOREIGN KEY ("wedding_id","event_id") REFERENCES "public"."events"("wedding_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projection_marks" ADD CONSTRAINT "projection_marks_wedding_id_weddings_id_fk" FOREIGN KEY ("wedding_id") REFERENCES "public"."weddings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projection_stamps" ADD CONSTRAINT "projection_stamps_wedding_id_weddings_id_fk" FOREIGN KEY ("wedding_id") REFERENCES "public"."weddings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_funnels" ADD CONSTRAINT "run_funnels_run_fk" FOREIGN KEY ("wedding_id","run_id") REFERENCES "public"."send_runs"("wedding_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_overview" ADD CONSTRAINT "unit_overview_unit_fk" FOREIGN KEY ("wedding_id","unit_id","side") REFERENCES "public"."guest_units"("wedding_id","id","side") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_wedding_id_weddings_id_fk" FOREIGN KEY ("wedding_id") REFERENCES "public"."weddings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_venue" FOREIGN KEY ("wedding_id","venue_id") REFERENCES "public"."venues"("wedding_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "venues" ADD CONSTRAINT "venues_wedding_id_weddings_id_fk" FOREIGN KEY ("wedding_id") REFERENCES "public"."weddings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "auth_sessions_user" ON "auth_sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "memberships_user" ON "memberships" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "audit_log_wedding" ON "audit_log" USING btree ("wedding_id","seq");--> statement-breakpoint
CREATE INDEX "consents_unit" ON "consents" USING btree ("wedding_id","unit_id","recorded_at");--> statement-breakpoint
CREATE INDEX "contact_windows_unit" ON "contact_windows" USING btree ("wedding_id","unit_id");--> statement-breakpoint
CREATE UNIQUE INDEX "suppressions_active" ON "suppressions" USING btree ("wedding_id","fingerprint") WHERE lifted_at is null;--> statement-breakpoint
CREATE INDEX "export_links_export" ON "export_links" USING btree ("wedding_id","export_id");--> statement-breakpoint
CREATE INDEX "exports_recent" ON "exports" USING btree ("wedding_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "guest_units_group" ON "guest_units" USING btree ("wedding_id","group_key") WHERE group_key is not null;--> statement-breakpoint
CREATE INDEX "guest_units_name" ON "guest_units" USING btree ("wedding_id","name","id");--> statement-breakpoint
CREATE INDEX "people_unit" ON "people" USING btree ("wedding_id","unit_id");--> statement-breakpoint
CREATE UNIQUE INDEX "person_identifiers_active" ON "person_identifiers" USING btree ("wedding_id","kind","value") WHERE valid_to is null and not shared;--> statement-breakpoint
CREATE INDEX "person_identifiers_lookup" ON "person_identifiers" USING btree ("wedding_id","value");--> statement-breakpoint
CREATE INDEX "person_identifiers_person" ON "person_identifiers" USING btree ("wedding_id","person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "unit_members_active" ON "unit_members" USING btree ("wedding_id","unit_id","person_id") WHERE valid_to is null;--> statement-breakpoint
CREATE INDEX "unit_members_person" ON "unit_members" USING btree ("wedding_id","person_id");--> statement-breakpoint
CREATE INDEX "unit_tags_tag" ON "unit_tags" USING btree ("wedding_id","tag");--> statement-breakpoint
CREATE INDEX "import_batches_recent" ON "import_batches" USING btree ("wedding_id","created_at");--> statement-breakpoint
CREATE INDEX "import_rows_outcome" ON "import_rows" USING btree ("wedding_id","batch_id","outcome","row_number");--> statement-breakpoint
CREATE INDEX "invitations_event" ON "invitations" USING btree ("wedding_id","event_id","unit_id");--> statement-breakpoint
CREATE INDEX "rsvp_answers_unit" ON "rsvp_answers" USING btree ("wedding_id","unit_id","event_id","answered_at");--> statement-breakpoint
CREATE INDEX "rsvp_current_event" ON "rsvp_current" USING btree ("wedding_id","event_id","answer");--> statement-breakpoint
CREATE INDEX "inbound_messages_unit" ON "inbound_messages" USING btree ("wedding_id","unit_id","provider_at");--> statement-breakpoint
CREATE INDEX "inbound_messages_to_read" ON "inbound_messages" USING btree ("wedding_id","recorded_at") WHERE outcome = 'to_read' and not read_by_human;--> statement-breakpoint
CREATE INDEX "message_attempts_provider" ON "message_attempts" USING btree ("wedding_id","provider_id");--> statement-breakpoint
CREATE UNIQUE INDEX "messages_once_per_run" ON "messages" USING btree ("wedding_id","run_id","unit_id") WHERE run_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "messages_once_per_number" ON "messages" USING btree ("wedding_id","run_id","destination") WHERE run_id is not null and state not in ('blocked', 'cancelled', 'failed');--> statement-breakpoint
CREATE UNIQUE INDEX "messages_once_per_wave" ON "messages" USING btree ("wedding_id","wave","unit_id") WHERE wave is not null and state not in ('blocked', 'cancelled', 'failed');--> statement-breakpoint
CREATE INDEX "messages_queue" ON "messages" USING btree ("wedding_id","run_id","next_at") WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX "messages_unsettled" ON "messages" USING btree ("wedding_id","next_at") WHERE state in ('calling', 'in_doubt');--> statement-breakpoint
CREATE INDEX "messages_unit" ON "messages" USING btree ("wedding_id","unit_id","created_at");--> statement-breakpoint
CREATE INDEX "messages_run_state" ON "messages" USING btree ("wedding_id","run_id","state");--> statement-breakpoint
CREATE INDEX "send_runs_recent" ON "send_runs" USING btree ("wedding_id","created_at");--> statement-breakpoint
CREATE INDEX "webhook_events_wedding" ON "webhook_events" USING btree ("wedding_id","kind","disposition");--> statement-breakpoint
CREATE INDEX "webhook_events_parked" ON "webhook_events" USING btree ("recorded_at") WHERE disposition = 'parked';--> statement-breakpoint
CREATE INDEX "webhook_inbox_pending" ON "webhook_inbox" USING btree ("received_at") WHERE processed_at is null;--> statement-breakpoint
CREATE INDEX "projection_marks_wedding" ON "projection_marks" USING btree ("wedding_id","id");--> statement-breakpoint
CREATE INDEX "unit_overview_recent" ON "unit_overview" USING btree ("wedding_id","last_answer_at");--> statement-breakpoint
CREATE INDEX "events_order" ON "events" USING btree ("wedding_id","position");