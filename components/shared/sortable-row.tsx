"use client";

import { useSortable } from "@dnd-kit/sortable";
import { ChevronDown, ChevronUp, GripVertical } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/kernel/class-names";

type SortableRowProps = {
  id: string;
  place: number;
  first: boolean;
  last: boolean;
  disabled: boolean;
  dragLabel: string;
  upLabel: string;
  downLabel: string;
  onUp: () => void;
  onDown: () => void;
  children: ReactNode;
};

export function SortableRow(props: SortableRowProps) {
  const { id, place, first, last, disabled } = props;
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } =
    useSortable({ id });
  return (
    <li
      ref={setNodeRef}
      style={{
        transform: transform ? `translate3d(${transform.x}px, ${transform.y}px, 0)` : undefined,
        transition: transition ?? undefined,
      }}
      className={cn(
        "flex min-h-14 items-center gap-1 rounded-md border border-line bg-surface px-1",
        isDragging && "relative z-10 border-accent bg-accent-soft",
      )}
    >
      <button
        type="button"
        ref={setActivatorNodeRef}
        {...attributes}
        {...listeners}
        disabled={disabled}
        aria-label={props.dragLabel}
        className="flex size-11 shrink-0 cursor-grab touch-none items-center justify-center rounded-md text-muted hover:bg-sunken hover:text-ink active:cursor-grabbing disabled:opacity-40"
      >
        <GripVertical aria-hidden="true" className="size-5" />
      </button>
      <span className="tabular w-7 shrink-0 text-center text-muted text-sm">{place}</span>
      <div className="min-w-0 flex-1 px-1 py-2">{props.children}</div>
      {/* aria-disabled and not disabled, so that the focus stays when an item arrives at an end */}
      <div className="flex shrink-0 max-[22rem]:flex-col">
        <Button
          variant="quiet"
          size="icon"
          aria-label={props.upLabel}
          aria-disabled={first || disabled || undefined}
          className="aria-disabled:opacity-35"
          onClick={props.onUp}
        >
          <ChevronUp aria-hidden="true" />
        </Button>
        <Button
          variant="quiet"
          size="icon"
          aria-label={props.downLabel}
          aria-disabled={last || disabled || undefined}
          className="aria-disabled:opacity-35"
          onClick={props.onDown}
        >
          <ChevronDown aria-hidden="true" />
        </Button>
      </div>
    </li>
  );
}
