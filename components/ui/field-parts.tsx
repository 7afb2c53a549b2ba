import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";

export function FieldHelp({ id, children }: { id: string; children?: ReactNode }) {
  if (!children) return null;
  return (
    <p id={id} className="mt-1.5 text-muted text-sm">
      {children}
    </p>
  );
}

/** What came after the last letter that fits is not there: nobody should learn that from a guest. */
export function FieldFull({ letters }: { letters: number | undefined }) {
  if (!letters) return null;
  return (
    <p role="alert" className="mt-1.5 text-amber-ink text-sm">
      No more fits here: {letters.toLocaleString("en-IN")} letters. If you pasted more, its end is missing.
    </p>
  );
}

export function FieldError({ id, children }: { id: string; children?: ReactNode }) {
  if (!children) return null;
  return (
    <p id={id} role="alert" className="mt-1.5 flex items-start gap-1.5 text-rose-ink text-sm">
      <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <span className="min-w-0">{children}</span>
    </p>
  );
}
