"use client";

import { CircleAlert, CircleCheck, Info, X } from "lucide-react";
import { Toaster as Sonner, toast } from "sonner";

/** Once, in the root layout. */
export function Toaster({
  closeLabel = "Close",
  label = "Messages",
}: {
  closeLabel?: string;
  label?: string;
}) {
  return (
    <Sonner
      position="bottom-right"
      containerAriaLabel={label}
      expand
      visibleToasts={4}
      gap={8}
      offset={24}
      mobileOffset={{ bottom: "calc(var(--bottom-bar) + 12px)", left: 12, right: 12 }}
      icons={{
        success: <CircleCheck aria-hidden="true" className="size-5 text-leaf" />,
        error: <CircleAlert aria-hidden="true" className="size-5 text-rose" />,
        info: <Info aria-hidden="true" className="size-5 text-muted" />,
        close: <X aria-hidden="true" className="size-5" />,
      }}
      toastOptions={{
        unstyled: true,
        closeButtonAriaLabel: closeLabel,
        classNames: {
          toast:
            "flex w-full items-start gap-3 rounded-md border border-line-strong bg-surface px-4 py-3 font-sans text-base text-ink sm:w-96",
          content: "min-w-0 flex-1",
          icon: "mt-0.5 shrink-0",
          title: "font-medium",
          description: "mt-0.5 text-muted text-sm",
          actionButton:
            "-my-1.5 min-h-11 shrink-0 rounded-md px-3 font-semibold text-accent-text hover:bg-accent-soft",
          closeButton:
            "-my-1.5 -me-2 order-last flex size-11 shrink-0 items-center justify-center rounded-md text-muted hover:bg-sunken",
        },
      }}
    />
  );
}

export type NotifyOptions = {
  more?: string;
  undo?: () => void;
  undoLabel?: string;
  /** Another way on than Undo. */
  act?: { label: string; onClick: () => void };
  id?: string;
};

function options({ more, undo, undoLabel = "Undo", act, id }: NotifyOptions) {
  return {
    ...(id ? { id } : {}),
    ...(more ? { description: more } : {}),
    ...(undo ? { action: { label: undoLabel, onClick: undo }, duration: 12_000 } : { duration: 6_000 }),
    ...(act ? { action: act } : {}),
  };
}

export const notify = {
  done: (text: string, given: NotifyOptions = {}) => toast.success(text, options(given)),
  /** Stays until it is closed: what went wrong must not slip away. */
  failed: (text: string, given: NotifyOptions = {}) =>
    toast.error(text, { ...options(given), duration: Number.POSITIVE_INFINITY, closeButton: true }),
  say: (text: string, given: NotifyOptions = {}) => toast.info(text, options(given)),
  dismiss: (id?: string) => toast.dismiss(id),
};
