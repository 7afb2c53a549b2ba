import type { ComponentProps } from "react";
import { type ButtonLook, buttonLook } from "@/components/ui/button-look";
import { Link } from "@/components/ui/link";
import { cn } from "@/lib/kernel/class-names";

export type LinkButtonProps = ComponentProps<typeof Link> & ButtonLook;

/** Looks like a button, is a link: for going somewhere, never for changing something. */
export function LinkButton({ variant, size, wide, className, ...rest }: LinkButtonProps) {
  return <Link {...rest} className={cn(buttonLook({ variant, size, wide }), "no-underline", className)} />;
}
