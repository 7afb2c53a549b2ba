import type { ComponentProps } from "react";
import { inputLook } from "@/components/ui/input-look";
import { cn } from "@/lib/kernel/class-names";

export type InputProps = ComponentProps<"input">;

export function Input({ className, type = "text", ...rest }: InputProps) {
  return <input type={type} className={cn(inputLook, "h-11 read-only:bg-sunken", className)} {...rest} />;
}
