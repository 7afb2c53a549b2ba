-- The second fence: row-level security, forced, on every tenant table. The app's role owns nothing.
CREATE SCHEMA IF NOT EXISTS fence;
--> statement-breakpoint
GRANT USAGE ON SCHEMA fence TO parinaya_app;
--> statement-breakpoint
GRANT USAGE, CREATE ON SCHEMA fence TO parinaya_locator;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO parinaya_app, parinaya_locator;
--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO parinaya_app;
--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO parinaya_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO parinaya_app;
--> statement-breakpoint
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO parinaya_app;
--> statement-breakpoint
-- After a bulk write the planner must not work with yesterday's counts: the app may ANALYZE, and nothing more.
GRANT MAINTAIN ON ALL TABLES IN SCHEMA public TO parinaya_app;
--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT MAINTAIN ON TABLES TO parinaya_app;
--> statement-breakpoint
-- Every later migration calls this for each tenant table it creates; an architecture test looks for tables that escaped.
CREATE FUNCTION fence.protect(target regclass, sided boolean DEFAULT NULL) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  by_wedding text := 'wedding_id = (select nullif(current_setting(''app.wedding_id'', true), '''')::uuid)';
  by_side text := '((select current_setting(''app.side'', true)) = ''all'' or side = ''both'' or side = (select current_setting(''app.side'', true)))';
  condition text;
BEGIN
  IF sided IS NULL THEN
    SELECT EXISTS (SELECT FROM pg_attribute WHERE attrelid = target AND attname = 'side' AND NOT attisdropped) INTO sided;
  END IF;
  condition := CASE WHEN sided THEN by_wedding || ' and ' || by_side ELSE by_wedding END;
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY tenant ON %s TO parinaya_app USING (%s) WITH CHECK (%s)', target, condition, condition);
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION fence.protect(regclass, boolean) FROM PUBLIC;
--> statement-breakpoint
SELECT fence.protect(format('public.%I', table_name)::regclass, CASE WHEN table_name = 'memberships' THEN false END)
FROM information_schema.columns
WHERE table_schema = 'public' AND column_name = 'wedding_id' AND table_name <> 'webhook_events';
--> statement-breakpoint
ALTER TABLE weddings ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE weddings FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON weddings TO parinaya_app
  USING (id = (select nullif(current_setting('app.wedding_id', true), '')::uuid))
  WITH CHECK (id = (select nullif(current_setting('app.wedding_id', true), '')::uuid));
--> statement-breakpoint
-- Facts are appended, never changed. Following a household's side and emptying evidence are the only exceptions.
CREATE FUNCTION fence.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'side' - 'evidence' = to_jsonb(OLD) - 'side' - 'evidence' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_log FOR EACH ROW EXECUTE FUNCTION fence.refuse_change();
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_seals FOR EACH ROW EXECUTE FUNCTION fence.refuse_change();
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON rsvp_answers FOR EACH ROW EXECUTE FUNCTION fence.refuse_change();
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON consents FOR EACH ROW EXECUTE FUNCTION fence.refuse_change();
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON message_receipts FOR EACH ROW EXECUTE FUNCTION fence.refuse_change();
--> statement-breakpoint
CREATE FUNCTION fence.refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$;
--> statement-breakpoint
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION fence.refuse_truncate();
--> statement-breakpoint
-- What starts without a wedding, or must look past a side's fence: a closed list of functions that return ids. Their owner reads just these columns.
DO $$
DECLARE grantee_reads CONSTANT jsonb := '{
  "weddings": "id, name, is_demo",
  "memberships": "wedding_id, user_id, role, side",
  "person_identifiers": "wedding_id, kind, value, valid_to",
  "senders": "id, wedding_id, provider, phone_number_id, business_account_id, state, rate_per_second",
  "send_runs": "id, wedding_id, sender_id, state",
  "messages": "wedding_id, sender_id, run_id, state, next_at",
  "message_attempts": "id, wedding_id",
  "export_links": "id, wedding_id, export_id, token_hash, expires_at, revoked_at",
  "projection_marks": "wedding_id, marked_at",
  "audit_log": "seq, wedding_id, action, recorded_at",
  "audit_seals": "wedding_id, entries, position, last_seq"
}';
  reads record;
BEGIN
  FOR reads IN SELECT key AS tbl, value AS columns FROM jsonb_each_text(grantee_reads) LOOP
    EXECUTE format('GRANT SELECT (%s) ON public.%I TO parinaya_locator', reads.columns, reads.tbl);
    EXECUTE format('CREATE POLICY locate ON public.%I FOR SELECT TO parinaya_locator USING (true)', reads.tbl);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT SELECT ON webhook_inbox, webhook_events TO parinaya_locator;
--> statement-breakpoint
CREATE FUNCTION fence.my_memberships(who uuid) RETURNS TABLE (wedding_id uuid, wedding_name text, role text, side text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT m.wedding_id, w.name, m.role, m.side FROM memberships m JOIN weddings w ON w.id = m.wedding_id
  WHERE m.user_id = who ORDER BY w.name, w.id
$$;
--> statement-breakpoint
CREATE FUNCTION fence.taken_identifiers(in_wedding uuid, keys jsonb) RETURNS TABLE (key text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT k.key FROM jsonb_array_elements_text(keys) AS k(key)
  JOIN person_identifiers i ON i.wedding_id = in_wedding AND i.kind = split_part(k.key, ':', 1)
    AND i.value = substr(k.key, strpos(k.key, ':') + 1) AND i.valid_to IS NULL
$$;
--> statement-breakpoint
CREATE FUNCTION fence.locate_token(hash text) RETURNS TABLE (kind text, wedding_id uuid, subject_id uuid, token_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT 'export', l.wedding_id, l.export_id, l.id FROM export_links l
  WHERE l.token_hash = hash AND l.revoked_at IS NULL AND l.expires_at > now()
$$;
--> statement-breakpoint
CREATE FUNCTION fence.locate_sender(which_provider text, number_id text) RETURNS TABLE (wedding_id uuid, sender_id uuid, rate_per_second int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT s.wedding_id, s.id, s.rate_per_second FROM senders s WHERE s.provider = which_provider AND s.phone_number_id = number_id
$$;
--> statement-breakpoint
CREATE FUNCTION fence.locate_business_account(which_provider text, account_id text) RETURNS TABLE (wedding_id uuid, sender_id uuid, rate_per_second int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT s.wedding_id, s.id, s.rate_per_second FROM senders s WHERE s.provider = which_provider AND s.business_account_id = account_id
$$;
--> statement-breakpoint
CREATE FUNCTION fence.locate_attempt(attempt uuid) RETURNS TABLE (wedding_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT a.wedding_id FROM message_attempts a WHERE a.id = attempt
$$;
--> statement-breakpoint
CREATE FUNCTION fence.due_messages() RETURNS TABLE (wedding_id uuid, sender_id uuid, stale boolean)
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
  GROUP BY s.wedding_id, s.id
$$;
--> statement-breakpoint
CREATE FUNCTION fence.dirty_projections() RETURNS TABLE (wedding_id uuid, oldest timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT p.wedding_id, min(p.marked_at) FROM projection_marks p GROUP BY p.wedding_id
$$;
--> statement-breakpoint
CREATE FUNCTION fence.weddings_to_seal() RETURNS TABLE (wedding_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT w.id FROM weddings w
  WHERE EXISTS (SELECT 1 FROM audit_log l WHERE l.wedding_id = w.id AND l.action <> 'audit.seal:seal'
    AND l.seq > coalesce((SELECT max(s.last_seq) FROM audit_seals s WHERE s.wedding_id = w.id), 0))
$$;
--> statement-breakpoint
CREATE FUNCTION fence.every_wedding() RETURNS TABLE (wedding_id uuid, is_demo boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT w.id, w.is_demo FROM weddings w ORDER BY w.id
$$;
--> statement-breakpoint
CREATE FUNCTION fence.operator_health() RETURNS TABLE (name text, value numeric)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT 'inbox_pending', count(*)::numeric FROM webhook_inbox WHERE processed_at IS NULL
  UNION ALL SELECT 'inbox_oldest_seconds', coalesce(extract(epoch FROM now() - min(received_at)), 0) FROM webhook_inbox WHERE processed_at IS NULL
  UNION ALL SELECT 'events_' || disposition, count(*) FROM webhook_events GROUP BY disposition
  UNION ALL SELECT 'messages_' || state, count(*) FROM messages WHERE state IN ('queued', 'calling', 'in_doubt') GROUP BY state
  UNION ALL SELECT 'projections_oldest_seconds', coalesce(extract(epoch FROM now() - min(marked_at)), 0) FROM projection_marks
  UNION ALL SELECT 'weddings', count(*) FROM weddings
$$;
--> statement-breakpoint
DO $$
DECLARE definer text;
BEGIN
  FOREACH definer IN ARRAY ARRAY['my_memberships(uuid)', 'taken_identifiers(uuid, jsonb)', 'locate_token(text)', 'locate_sender(text, text)',
    'locate_business_account(text, text)', 'locate_attempt(uuid)', 'due_messages()', 'dirty_projections()',
    'weddings_to_seal()', 'every_wedding()', 'operator_health()'] LOOP
    EXECUTE format('ALTER FUNCTION fence.%s OWNER TO parinaya_locator', definer);
    EXECUTE format('REVOKE ALL ON FUNCTION fence.%s FROM PUBLIC', definer);
    EXECUTE format('GRANT EXECUTE ON FUNCTION fence.%s TO parinaya_app', definer);
  END LOOP;
END $$;
--> statement-breakpoint
-- The queue-like tables churn; the defaults vacuum them too late.
ALTER TABLE messages SET (autovacuum_vacuum_scale_factor = 0.02, fillfactor = 80);
--> statement-breakpoint
ALTER TABLE message_attempts SET (autovacuum_vacuum_scale_factor = 0.02, fillfactor = 80);
--> statement-breakpoint
ALTER TABLE rate_limits SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000, fillfactor = 50);
--> statement-breakpoint
ALTER TABLE projection_marks SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000);
