"use client";

import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "@/lib/kernel/class-names";

export type SwitchProps = Omit<ComponentProps<"input">, "type" | "size" | "role"> & {
  label: ReactNode;
  help?: ReactNode;
  onCheckedChange?: (checked: boolean) => void;
};

/** No aria-checked: a native checkbox says by itself whether it is on. */
const asSwitch = { role: "switch" };

/** For a setting that takes effect at once. Where a form is saved later, use a Checkbox. */
export function Switch({ label, help, onCheckedChange, className, ...rest }: SwitchProps) {
  const helpId = useId();
  return (
    <label className={cn("flex min-h-11 items-start justify-between gap-4 py-2.5", className)}>
      <span className="min-w-0">
        <span className="block">{label}</span>
        {help ? (
          <span id={helpId} className="block text-muted text-sm">
            {help}
          </span>
        ) : null}
      </span>
      <span className="relative flex h-6 w-11 shrink-0">
        <input
          {...rest}
          type="checkbox"
          {...asSwitch}
          aria-describedby={help ? helpId : undefined}
          onChange={(event) => {
            rest.onChange?.(event);
            onCheckedChange?.(event.target.checked);
          }}
          className={cn(
            "peer h-6 w-11 appearance-none rounded-full border-2 border-line-strong bg-surface transition-colors",
            "checked:border-accent checked:bg-accent disabled:opacity-50",
          )}
        />
        <span
          aria-hidden="true"
          className={cn(
            "pointer-events-none absolute start-1 top-1 size-4 rounded-full bg-line-strong transition-transform",
            "peer-checked:translate-x-5 peer-checked:bg-accent-ink rtl:peer-checked:-translate-x-5",
          )}
        />
      </span>
    </label>
  );
}
