"use client";

import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { tabListLook, tabLook } from "@/components/ui/tabs-look";
import { cn } from "@/lib/kernel/class-names";

export type TabItem = {
  value: string;
  label: ReactNode;
  count?: number;
  content: ReactNode;
  disabled?: boolean;
};

export type TabsProps = {
  items: readonly TabItem[];
  label: string;
  defaultValue?: string;
  value?: string;
  onValueChange?: (value: string) => void;
  className?: string;
};

/** Tabs inside one page, with nothing in the address. For views with an address of their own: LinkTabs. */
export function Tabs({ items, label, defaultValue, value, onValueChange, className }: TabsProps) {
  return (
    <Base.Root
      className={cn("min-w-0", className)}
      {...(value === undefined ? { defaultValue: defaultValue ?? items[0]?.value } : { value })}
      onValueChange={(next) => onValueChange?.(String(next))}
    >
      <Base.List aria-label={label} className={tabListLook}>
        {items.map((item) => (
          <Base.Tab
            key={item.value}
            value={item.value}
            disabled={item.disabled}
            className={cn(tabLook, "data-active:border-accent data-active:text-ink")}
          >
            {item.label}
            {item.count === undefined ? null : (
              <span className="tabular text-muted">{item.count.toLocaleString("en-IN")}</span>
            )}
          </Base.Tab>
        ))}
      </Base.List>
      {items.map((item) => (
        <Base.Panel key={item.value} value={item.value} className="pt-6 outline-offset-4">
          {item.content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
