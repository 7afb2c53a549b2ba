"use client";

import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import {
  arrayMove,
  SortableContext,
  sortableKeyboardCoordinates,
  verticalListSortingStrategy,
} from "@dnd-kit/sortable";
import { type ReactNode, useId, useState } from "react";
import { fill } from "@/components/shared/fill-words";
import { LiveRegion } from "@/components/shared/live-region";
import { SortableRow } from "@/components/shared/sortable-row";
import { cn } from "@/lib/kernel/class-names";

export type SortableItem = {
  id: string;
  /** The name that is read out while it moves. */
  label: string;
  content: ReactNode;
};

export type SortableListProps = {
  items: readonly SortableItem[];
  onReorder?: (ids: string[]) => void;
  /** What is put in order: "Functions". */
  label: string;
  /** The order as hidden fields, for a plain form. */
  name?: string;
  disabled?: boolean;
  words?: Partial<SortableWords>;
  className?: string;
};

/** `{label}`, `{place}` and `{of}` stand for the values. */
export type SortableWords = {
  up: string;
  down: string;
  drag: string;
  lifted: string;
  over: string;
  moved: string;
  cancelled: string;
  how: string;
};

const english: SortableWords = {
  up: "Move {label} up",
  down: "Move {label} down",
  drag: "Drag {label}",
  lifted: "{label} lifted, place {place} of {of}.",
  over: "{label} is over place {place} of {of}.",
  moved: "{label} is now at place {place} of {of}.",
  cancelled: "{label} is back where it was.",
  how: "Press space to lift, the arrow keys to move, space to put down, Escape to leave it where it was.",
};

export function SortableList(props: SortableListProps) {
  const { items, onReorder, label, name, disabled = false, words, className } = props;
  const say = { ...english, ...words };
  const given = items.map((item) => item.id).join("\n");
  const [base, setBase] = useState(given);
  const [order, setOrder] = useState(() => items.map((item) => item.id));
  const [message, setMessage] = useState("");
  const dndId = useId();
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );

  // The server's order arrived: it is the truth, whatever was shown meanwhile.
  if (given !== base) {
    setBase(given);
    setOrder(items.map((item) => item.id));
  }

  const byId = new Map(items.map((item) => [item.id, item]));
  const tell = (template: string, id: string | number, place: number) =>
    fill(template, { label: byId.get(String(id))?.label ?? "", place, of: order.length });
  const placeOf = (id: string | number) => order.indexOf(String(id)) + 1;

  const move = (id: string, to: number) => {
    const from = order.indexOf(id);
    if (from < 0 || to < 0 || to >= order.length || to === from) return;
    const next = arrayMove(order, from, to);
    setOrder(next);
    setMessage(tell(say.moved, id, to + 1));
    onReorder?.(next);
  };

  const onDragEnd = ({ active, over }: DragEndEvent) => {
    if (over) move(String(active.id), order.indexOf(String(over.id)));
  };

  return (
    <>
      <DndContext
        id={dndId}
        sensors={sensors}
        collisionDetection={closestCenter}
        onDragEnd={onDragEnd}
        accessibility={{
          screenReaderInstructions: { draggable: say.how },
          announcements: {
            onDragStart: ({ active }) => tell(say.lifted, active.id, placeOf(active.id)),
            onDragOver: ({ active, over }) =>
              over ? tell(say.over, active.id, placeOf(over.id)) : undefined,
            onDragEnd: () => undefined,
            onDragCancel: ({ active }) => tell(say.cancelled, active.id, placeOf(active.id)),
          },
        }}
      >
        <SortableContext items={order} strategy={verticalListSortingStrategy} disabled={disabled}>
          <ol aria-label={label} className={cn("grid gap-2", className)}>
            {order.map((id, index) => {
              const item = byId.get(id);
              if (!item) return null;
              return (
                <SortableRow
                  key={id}
                  id={id}
                  place={index + 1}
                  disabled={disabled}
                  first={index === 0}
                  last={index === order.length - 1}
                  dragLabel={fill(say.drag, { label: item.label })}
                  upLabel={fill(say.up, { label: item.label })}
                  downLabel={fill(say.down, { label: item.label })}
                  onUp={() => move(id, index - 1)}
                  onDown={() => move(id, index + 1)}
                >
                  {item.content}
                </SortableRow>
              );
            })}
          </ol>
        </SortableContext>
      </DndContext>
      {name ? order.map((id) => <input key={id} type="hidden" name={name} value={id} />) : null}
      <LiveRegion message={message} />
    </>
  );
}
