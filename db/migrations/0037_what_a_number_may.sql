-- A number that may write to nobody first is `paused`: its replies still leave.
SET LOCAL ROLE parinaya_locator;--> statement-breakpoint
CREATE OR REPLACE FUNCTION fence.due_messages() RETURNS TABLE (wedding_id uuid, sender_id uuid, stale boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT s.wedding_id, s.id, bool_or(due.stale)
  FROM senders s
  CROSS JOIN LATERAL (
    (SELECT false AS stale FROM messages m
     WHERE s.state <> 'stopped' AND m.wedding_id = s.wedding_id AND m.run_id IS NULL AND m.state = 'queued' AND m.sender_id = s.id AND m.next_at <= now() LIMIT 1)
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
GRANT SELECT (id, kind, destination) ON messages TO parinaya_locator;--> statement-breakpoint
GRANT SELECT (message_id, started_at, state) ON message_attempts TO parinaya_locator;--> statement-breakpoint
SET LOCAL ROLE parinaya_locator;--> statement-breakpoint
-- The provider counts the people of a day for the whole account, whose numbers may serve several weddings: how many were
-- written to first within 24 hours, and when the first of them is out of it. Ids are in the order of time: their index finds the day.
CREATE FUNCTION fence.opened_today(in_wedding uuid, in_sender uuid) RETURNS TABLE (used integer, first_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(DISTINCT m.destination)::int, min(a.started_at)
  FROM senders me
  JOIN senders s ON s.provider = me.provider AND s.business_account_id = me.business_account_id
  JOIN message_attempts a ON a.wedding_id = s.wedding_id AND a.id > uuidv7(interval '-25 hours') AND a.started_at > now() - interval '24 hours' AND a.state <> 'failed'
  JOIN messages m ON m.wedding_id = a.wedding_id AND m.id = a.message_id AND m.kind = 'template' AND m.sender_id = s.id
  WHERE me.wedding_id = in_wedding AND me.id = in_sender
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION fence.opened_today(uuid, uuid) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION fence.opened_today(uuid, uuid) TO parinaya_app;--> statement-breakpoint
RESET ROLE;
