ALTER TABLE "senders" ADD COLUMN "restrictions" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "announced" jsonb;--> statement-breakpoint
ALTER TABLE senders NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "senders" s SET
  "restrictions" = (
    select coalesce(jsonb_agg(jsonb_build_object('type', word, 'until', substring(s.state_reason from ' until (\S+)$'))), '[]')
    from unnest(string_to_array(split_part(substring(s.state_reason from 9), ' until ', 1), ',')) as word),
  "state" = case when s.state = 'stopped' and s.disconnected_at is null then 'paused' else s.state end,
  "state_reason" = case when s.state = 'active' then null else 'account:RESTRICTED_BIZ_INITIATED_MESSAGING' end
WHERE s.state_reason like 'account:RESTRICTED\_%';--> statement-breakpoint
ALTER TABLE senders FORCE ROW LEVEL SECURITY;
