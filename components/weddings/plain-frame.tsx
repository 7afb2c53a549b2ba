import type { ReactNode } from "react";
import { Marigold } from "@/components/shared/marigold";
import { Link } from "@/components/ui/link";
import { cn } from "@/lib/kernel/class-names";

export type PlainFrameProps = {
  /** On the right of the bar: sign out, for instance. */
  actions?: ReactNode;
  width?: "narrow" | "wide";
  children: ReactNode;
};

/** The frame of pages that belong to no wedding yet. */
export function PlainFrame({ actions, width = "narrow", children }: PlainFrameProps) {
  return (
    <div className="flex min-h-dvh flex-col">
      <a href="#main" className="skip-link rounded-md bg-ink px-4 py-2.5 text-ground no-underline">
        Go to the page
      </a>
      <header
        data-print="hide"
        className="mx-auto flex min-h-16 w-full max-w-5xl items-center justify-between gap-4 px-4 py-2 sm:px-8"
      >
        <Link
          href="/"
          className="hit-area flex items-center gap-2.5 rounded-md font-semibold text-ink no-underline"
        >
          <Marigold className="size-9" />
          ParinayaOS
        </Link>
        {actions}
      </header>
      <main
        id="main"
        tabIndex={-1}
        className={cn(
          "mx-auto w-full flex-1 px-4 pt-6 pb-16 outline-none sm:px-8 sm:pt-10",
          width === "narrow" ? "max-w-xl" : "max-w-5xl",
        )}
      >
        {children}
      </main>
    </div>
  );
}
