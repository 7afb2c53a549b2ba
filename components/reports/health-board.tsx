import { Redrive } from "@/components/reports/redrive";
import { Stat, StatRow } from "@/components/shared/stat";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";

type Health = Record<string, number>;

const STATES = ["created", "retry", "active", "failed"] as const;
const STATE_NAMES = { created: "Waiting", retry: "Again later", active: "Running", failed: "Given up" };

type Queue = { name: string } & Record<(typeof STATES)[number], number>;

/** queue_<state>_<name> of the metrics, as one row per queue. */
function queuesOf(health: Health): Queue[] {
  const found = new Map<string, Queue>();
  for (const [key, value] of Object.entries(health)) {
    const [, state, name] = /^queue_(created|retry|active|failed)_(.+)$/.exec(key) ?? [];
    if (!state || !name) continue;
    const queue = found.get(name) ?? { name, created: 0, retry: 0, active: 0, failed: 0 };
    queue[state as (typeof STATES)[number]] = value;
    found.set(name, queue);
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name));
}

const age = (seconds = 0): string =>
  seconds < 60
    ? `${Math.round(seconds)} s`
    : seconds < 3600
      ? `${Math.round(seconds / 60)} min`
      : `${Math.round(seconds / 360) / 10} h`;

const LATE_SECONDS = 60;

export function HealthBoard({ health }: { health: Health }) {
  const get = (name: string) => health[name] ?? 0;
  const late = (name: string) => (get(name) > LATE_SECONDS ? ("attention" as const) : ("neutral" as const));
  const queues = queuesOf(health);
  return (
    <div className="grid gap-8">
      <StatRow>
        <Stat value={get("weddings")} label="weddings" />
        <Stat
          value={get("inbox_pending")}
          label="webhooks to process"
          tone={late("inbox_oldest_seconds")}
          detail={`the oldest for ${age(get("inbox_oldest_seconds"))}`}
        />
        <Stat
          value={age(get("projections_oldest_seconds"))}
          label="numbers are behind"
          tone={late("projections_oldest_seconds")}
        />
        <Stat value={get("messages_queued")} label="messages in line" />
        <Stat value={get("messages_calling")} label="messages going out" />
        <Stat
          value={get("messages_in_doubt")}
          label="messages in doubt"
          tone={get("messages_in_doubt") > 0 ? "attention" : "neutral"}
        />
      </StatRow>
      <section aria-labelledby="events">
        <h2 id="events" className="mb-3 font-semibold text-lg">
          Events received
        </h2>
        <StatRow>
          <Stat value={get("events_applied")} label="applied" />
          <Stat value={get("events_ignored")} label="ignored" />
          <Stat
            value={get("events_quarantined")}
            label="for a person"
            tone={get("events_quarantined") > 0 ? "attention" : "neutral"}
          />
          <Stat value={get("events_parked")} label="waiting for their match" />
        </StatRow>
      </section>
      {"reconciled_seconds_ago" in health ? (
        <section aria-labelledby="compared">
          <h2 id="compared" className="mb-3 font-semibold text-lg">
            Numbers compared with the rows behind them
          </h2>
          <StatRow>
            <Stat value={age(get("reconciled_seconds_ago"))} label="since the last comparison" />
            <Stat
              value={get("reconciled_differences")}
              label="found different in the last ones"
              tone={get("reconciled_differences") > 0 ? "attention" : "neutral"}
            />
            <Stat
              value={get("reconciled_unhealed")}
              label="weddings still different"
              tone={get("reconciled_unhealed") > 0 ? "attention" : "neutral"}
            />
          </StatRow>
        </section>
      ) : null}
      <section aria-labelledby="queues">
        <h2 id="queues" className="mb-3 font-semibold text-lg">
          Queues
        </h2>
        {queues.length === 0 ? (
          <p className="text-muted">Nothing waits, runs or has been given up.</p>
        ) : (
          <Table caption="Jobs by queue and state">
            <TableHead>
              <TableRow>
                <TableHeaderCell>Queue</TableHeaderCell>
                {STATES.map((state) => (
                  <TableHeaderCell key={state} numeric>
                    {STATE_NAMES[state]}
                  </TableHeaderCell>
                ))}
              </TableRow>
            </TableHead>
            <TableBody>
              {queues.map((queue) => (
                <TableRow key={queue.name}>
                  <TableCell kind="main">{queue.name.replaceAll("_", " ")}</TableCell>
                  {STATES.map((state) => (
                    <TableCell key={state} label={STATE_NAMES[state]} numeric>
                      {queue[state].toLocaleString("en-IN")}
                    </TableCell>
                  ))}
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
      </section>
      <Redrive waiting={get("queue_created_dead_letters")} />
    </div>
  );
}
