import type { ComponentProps } from "react";
import { type ButtonLook, buttonLook } from "@/components/ui/button-look";
import { Spinner } from "@/components/ui/spinner";
import { cn } from "@/lib/kernel/class-names";

export type ButtonProps = ComponentProps<"button"> &
  ButtonLook & {
    /** Work is under way: keeps the focus, and takes no second click. */
    loading?: boolean;
    /** What is said while loading, in place of the label. */
    loadingText?: string;
  };

export function Button({
  variant,
  size,
  wide,
  long,
  loading = false,
  loadingText,
  className,
  children,
  type = "button",
  ...rest
}: ButtonProps) {
  // Not `disabled`: that would throw the keyboard's focus back to the top of the page.
  const busy = loading
    ? { "aria-busy": true, "aria-disabled": true, onClick: undefined, type: "button" as const }
    : {};
  return (
    <button
      {...rest}
      type={type}
      className={cn(buttonLook({ variant, size, wide, long }), className)}
      {...busy}
    >
      {loading ? <Spinner /> : null}
      {loading && size === "icon" ? null : loading && loadingText ? loadingText : children}
    </button>
  );
}
