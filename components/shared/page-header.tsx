import { ChevronLeft } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";

export type PageHeaderProps = {
  title: ReactNode;
  /** Numbers first: "312 are coming, 41 families have not replied." */
  sentence?: ReactNode;
  actions?: ReactNode;
  back?: { href: string; label: string };
  /** Beside the title: a badge of state. */
  badge?: ReactNode;
  asOf?: ReactNode;
};

export function PageHeader({ title, sentence, actions, back, badge, asOf }: PageHeaderProps) {
  return (
    <header className="mb-6">
      {back ? (
        <Link
          href={back.href}
          className="hit-area -ms-1 mb-2 inline-flex items-center gap-1 text-muted text-sm no-underline hover:text-ink"
        >
          <ChevronLeft aria-hidden="true" className="size-4 rtl:rotate-180" />
          {back.label}
        </Link>
      ) : null}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
        <div className="min-w-0 flex-1 basis-72">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="text-balance font-semibold text-xl">{title}</h1>
            {badge}
          </div>
          {sentence ? <p className="mt-1.5 max-w-prose text-muted">{sentence}</p> : null}
          {asOf ? <div className="mt-1">{asOf}</div> : null}
        </div>
        {actions ? (
          <div data-print="hide" className="flex flex-wrap items-center gap-2">
            {actions}
          </div>
        ) : null}
      </div>
    </header>
  );
}
