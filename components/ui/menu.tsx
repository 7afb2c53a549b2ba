"use client";

import { Menu as Base } from "@base-ui/react/menu";
import Link from "next/link";
import type { ReactElement, ReactNode } from "react";
import { popupLook } from "@/components/ui/popup-look";
import { cn } from "@/lib/kernel/class-names";

export type MenuProps = {
  trigger: ReactElement;
  children: ReactNode;
  side?: "top" | "bottom" | "left" | "right";
  align?: "start" | "center" | "end";
};

export function Menu({ trigger, children, side = "bottom", align = "end" }: MenuProps) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner side={side} align={align} sideOffset={6} collisionPadding={12} className="z-50">
          <Base.Popup
            className={cn(popupLook, "max-h-(--available-height) min-w-52 max-w-[90vw] overflow-y-auto py-1")}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

const itemLook = [
  "flex min-h-11 w-full items-center gap-3 px-4 py-2 text-base text-ink no-underline outline-none",
  "data-highlighted:bg-sunken data-disabled:opacity-50 [&_svg]:size-5 [&_svg]:shrink-0 [&_svg]:text-muted",
].join(" ");

export type MenuItemProps = {
  children: ReactNode;
  icon?: ReactNode;
  onSelect?: () => void;
  /** Goes somewhere instead of doing something. */
  href?: string;
  danger?: boolean;
  disabled?: boolean;
};

export function MenuItem({ children, icon, onSelect, href, danger = false, disabled }: MenuItemProps) {
  const look = cn(itemLook, danger && "text-rose-ink [&_svg]:text-rose-ink");
  if (href) {
    return (
      <Base.LinkItem closeOnClick render={<Link href={href} />} className={look}>
        {icon}
        {children}
      </Base.LinkItem>
    );
  }
  return (
    <Base.Item onClick={() => onSelect?.()} disabled={disabled} className={look}>
      {icon}
      {children}
    </Base.Item>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="my-1 h-px bg-line" />;
}

export function MenuGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-4 pt-2 pb-1 text-muted text-sm">{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  );
}
