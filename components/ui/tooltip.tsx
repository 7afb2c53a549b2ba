"use client";

import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement } from "react";

export type TooltipProps = {
  /** A focusable element with its own accessible name; a finger never sees the tip. */
  trigger: ReactElement;
  text: string;
  side?: "top" | "bottom" | "left" | "right";
};

export function Tooltip({ trigger, text, side = "top" }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} delay={300} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} collisionPadding={12} className="z-50">
          <Base.Popup className="max-w-72 rounded-sm bg-ink px-2.5 py-1.5 text-ground text-sm transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0">
            {text}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
