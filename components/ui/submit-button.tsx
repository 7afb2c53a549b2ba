"use client";

import { useFormStatus } from "react-dom";
import { Button, type ButtonProps } from "@/components/ui/button";

/** The button of a form with a server action; shows that it is working without any state of the page's own. */
export function SubmitButton({ variant = "primary", loading, ...rest }: Omit<ButtonProps, "type">) {
  const { pending } = useFormStatus();
  return <Button {...rest} type="submit" variant={variant} loading={pending || loading} />;
}
