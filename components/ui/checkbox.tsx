"use client";

import { Check, Minus } from "lucide-react";
import { type ComponentProps, type ReactNode, useEffect, useId, useRef } from "react";
import { cn } from "@/lib/kernel/class-names";

export type CheckboxProps = Omit<ComponentProps<"input">, "type" | "size" | "ref"> & {
  label: ReactNode;
  /** Keeps the label for screen readers only, for rows of a table. */
  labelHidden?: boolean;
  help?: ReactNode;
  error?: string;
  indeterminate?: boolean;
  onCheckedChange?: (checked: boolean) => void;
};

export function Checkbox(props: CheckboxProps) {
  const {
    label,
    labelHidden,
    help,
    error,
    indeterminate = false,
    onCheckedChange,
    className,
    ...rest
  } = props;
  const ref = useRef<HTMLInputElement>(null);
  const helpId = useId();
  useEffect(() => {
    if (ref.current) ref.current.indeterminate = indeterminate;
  }, [indeterminate]);
  return (
    <label
      className={cn(
        "flex min-h-11 items-start gap-3 py-2.5",
        labelHidden && "w-11 justify-center",
        className,
      )}
    >
      <span className="relative mt-0.5 flex size-5 shrink-0">
        <input
          {...rest}
          ref={ref}
          type="checkbox"
          aria-invalid={error ? true : undefined}
          aria-describedby={help || error ? helpId : undefined}
          onChange={(event) => {
            rest.onChange?.(event);
            onCheckedChange?.(event.target.checked);
          }}
          className={cn(
            "peer size-5 appearance-none rounded-sm border-2 border-line-strong bg-surface transition-colors",
            "checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent",
            "hover:border-ink checked:hover:border-accent-hover checked:hover:bg-accent-hover",
            "disabled:opacity-50 aria-invalid:border-rose",
          )}
        />
        <Check
          aria-hidden="true"
          strokeWidth={3}
          className="pointer-events-none absolute inset-0 m-auto size-4 text-accent-ink opacity-0 peer-checked:opacity-100 peer-indeterminate:opacity-0"
        />
        <Minus
          aria-hidden="true"
          strokeWidth={3}
          className="pointer-events-none absolute inset-0 m-auto size-4 text-accent-ink opacity-0 peer-indeterminate:opacity-100"
        />
      </span>
      <span className={labelHidden ? "sr-only" : "min-w-0"}>
        <span className="block">{label}</span>
        <span id={helpId}>
          {help ? <span className="block text-muted text-sm">{help}</span> : null}
          {error ? <span className="block text-rose-ink text-sm">{error}</span> : null}
        </span>
      </span>
    </label>
  );
}
