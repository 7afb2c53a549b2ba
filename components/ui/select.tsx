import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { inputLook } from "@/components/ui/input-look";
import { cn } from "@/lib/kernel/class-names";

export type SelectOption = { value: string; label: string; disabled?: boolean };

export type SelectProps = ComponentProps<"select"> & { options?: readonly SelectOption[] };

/** The phone's own list: it scrolls, searches and speaks better than any list drawn here. */
export function Select({ className, options, children, ...rest }: SelectProps) {
  return (
    <span className={cn("relative block w-full", className)}>
      <select className={cn(inputLook, "h-11 appearance-none truncate pe-10")} {...rest}>
        {options?.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
        {children}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 end-3 my-auto size-5 text-muted"
      />
    </span>
  );
}
