"use client";

import { Popover as Base } from "@base-ui/react/popover";
import type { ReactElement, ReactNode } from "react";
import { popupLook } from "@/components/ui/popup-look";
import { cn } from "@/lib/kernel/class-names";

export type PopoverProps = {
  trigger: ReactElement;
  title?: ReactNode;
  children: ReactNode;
  side?: "top" | "bottom" | "left" | "right";
  align?: "start" | "center" | "end";
  /** Opens on hover as well as on a tap: for small explanations. */
  hover?: boolean;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  className?: string;
};

export function Popover(props: PopoverProps) {
  const { trigger, title, children, side = "bottom", align = "start", hover = false } = props;
  return (
    <Base.Root
      {...(props.open === undefined ? {} : { open: props.open })}
      onOpenChange={(open) => props.onOpenChange?.(open)}
    >
      <Base.Trigger render={trigger} openOnHover={hover} delay={150} />
      <Base.Portal>
        <Base.Positioner side={side} align={align} sideOffset={6} collisionPadding={12} className="z-50">
          <Base.Popup className={cn(popupLook, "max-w-[min(22rem,calc(100vw-1.5rem))] p-4", props.className)}>
            {title ? <Base.Title className="mb-1 font-semibold text-base">{title}</Base.Title> : null}
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
