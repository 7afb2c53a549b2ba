export interface EventNumbers {
  name: string;
  invited: number;
  yes: number;
  no: number;
  maybe: number;
  pending: number;
  adults: number;
  children: number;
}

/** The one object `npm run demo -- --json` prints. */
export interface DemoReport {
  ok: boolean;
  seed: number;
  imported: { rows: number; people: number; units: number; invalid: number; conflicts: number };
  /** All runs together: one per language. The hash is the run's own where there is one, else that of theirs in order. */
  run: { recipients: number; blocked: Record<string, number>; hash: string; in_doubt: number };
  runs: { language: string; recipients: number }[];
  provider: { accepted: number; recipients: number; duplicates: number };
  statuses: { sent: number; delivered: number; read: number; failed: number };
  answers: {
    inbound: number;
    applied: number;
    ignored: number;
    quarantined: number;
    /** Households whose answer stands, by where they gave it. */
    on_web: number;
    in_chat: number;
  };
  /** `invited` counts households whose invitation went out; `unreached` are invited, but nobody could be written to. */
  events: (EventNumbers & { unreached: number })[];
  expected: EventNumbers[];
  export: { rows: number; bytes: number; sha256: string };
  timings_ms: Record<"start" | "import" | "invite" | "freeze" | "ack" | "send" | "settle" | "export", number>;
  latency_ms: { reply_to_dashboard_p50: number; reply_to_dashboard_p95: number };
  memory_mb: { web_peak: number };
  problems: string[];
}

export interface BatchStatus {
  state: string;
  failure: string | null;
  householdColumn: string | null;
  rowsRead: number;
  rowsDone: number;
  outcomes: Record<"ready" | "refused" | "created" | "matched" | "conflict", number>;
}

export interface Live {
  arriving: number;
  replying: number;
  events: (EventNumbers & { id: string; asked: number })[];
  runs: { id: string; state: string; buckets: Record<string, number> }[];
}

export interface Summary {
  accepted: number;
  recipients: number;
  duplicates: number;
  statuses: DemoReport["statuses"];
  inbound: number;
  idle: boolean;
}
