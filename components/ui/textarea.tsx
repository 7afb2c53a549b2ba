import type { ComponentProps } from "react";
import { inputLook } from "@/components/ui/input-look";
import { cn } from "@/lib/kernel/class-names";

export type TextareaProps = ComponentProps<"textarea">;

export function Textarea({ className, rows = 4, ...rest }: TextareaProps) {
  return (
    <textarea
      rows={rows}
      className={cn(
        inputLook,
        "field-sizing-content min-h-28 resize-y py-2.5 read-only:bg-sunken",
        className,
      )}
      {...rest}
    />
  );
}
