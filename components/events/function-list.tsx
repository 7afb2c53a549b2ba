"use client";

import type { FunctionData } from "@/components/events/function-draft";
import { counted, families } from "@/components/shared/fill-words";
import { SortableList } from "@/components/shared/sortable-list";
import { TimeInZone } from "@/components/shared/time-in-zone";
import { useCommand } from "@/components/shared/use-command";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { notify } from "@/components/ui/toaster";

export type ListedFunction = FunctionData & { invited: number };

export type FunctionListProps = {
  weddingId: string;
  functions: readonly ListedFunction[];
  mayEdit: boolean;
};

export function FunctionList({ weddingId, functions, mayEdit }: FunctionListProps) {
  const { run } = useCommand(weddingId);
  const reorder = async (order: string[]) => {
    const done = await run<{ before: string[] }>("events.reorder", { order });
    if (!done.ok) {
      notify.failed(done.message);
      return;
    }
    const undo = () => void run("events.reorder", { order: done.value.before });
    notify.done("The new order is saved.", { id: "reorder", undo });
  };
  if (!mayEdit) {
    return (
      <ul className="grid gap-2">
        {functions.map((one) => (
          <li key={one.id} className="rounded-md border border-line bg-surface px-4 py-2">
            <FunctionLine weddingId={weddingId} event={one} mayEdit={false} />
          </li>
        ))}
      </ul>
    );
  }
  return (
    <SortableList
      label="Functions, in order"
      items={functions.map((one) => ({
        id: one.id,
        label: one.name,
        content: <FunctionLine weddingId={weddingId} event={one} mayEdit />,
      }))}
      onReorder={(order) => void reorder(order)}
    />
  );
}

type LineProps = { weddingId: string; event: ListedFunction; mayEdit: boolean };

function FunctionLine({ weddingId, event, mayEdit }: LineProps) {
  const base = `/weddings/${weddingId}`;
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
      <div className="min-w-0 flex-1 basis-48">
        <p className="flex flex-wrap items-center gap-x-2">
          {mayEdit ? (
            <Link
              href={`${base}/functions/${event.id}`}
              className="hit-area break-words font-semibold text-ink underline decoration-line-strong underline-offset-4"
            >
              {event.name}
            </Link>
          ) : (
            <span className="break-words font-semibold">{event.name}</span>
          )}
          {event.cancelled ? <Badge tone="no">Cancelled</Badge> : null}
          {event.visibility === "public" ? <Badge>Everyone</Badge> : null}
        </p>
        <p className="text-muted text-sm">
          {event.startsAt ? <TimeInZone at={event.startsAt} zone={event.zone} /> : "No day yet"}
          {event.venueName ? <>, {event.venueName}</> : null}
        </p>
      </div>
      <Link
        href={`${base}/answers/${event.id}?which=invited`}
        className="hit-area tabular text-ink text-sm underline decoration-line-strong underline-offset-4"
      >
        {event.invited === 0 ? "nobody invited yet" : `${counted(event.invited, families)} invited`}
      </Link>
    </div>
  );
}
