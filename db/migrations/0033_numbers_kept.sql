-- The owner is behind the fences as well, and would neither change nor check a row.
ALTER TABLE rsvp_current NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE invitations NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
DELETE FROM rsvp_current c WHERE NOT EXISTS (SELECT FROM invitations i WHERE i.wedding_id = c.wedding_id AND i.unit_id = c.unit_id AND i.event_id = c.event_id);--> statement-breakpoint
ALTER TABLE "rsvp_current" ADD CONSTRAINT "rsvp_current_invitation_fk" FOREIGN KEY ("wedding_id","unit_id","event_id") REFERENCES "public"."invitations"("wedding_id","unit_id","event_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE invitations FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE rsvp_current FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "reconciliations" ADD COLUMN "up_to" integer;--> statement-breakpoint
CREATE INDEX "conversations_ask_again" ON "conversations" USING btree ("wedding_id","ask_again_on") WHERE ask_again_on is not null;