"use client";

import { usePathname } from "next/navigation";
import { EmptyState } from "@/components/shared/empty-state";
import { LinkButton } from "@/components/ui/link-button";

/** A page of a wedding that is not there, with the way back into the wedding. */
export function NothingHere() {
  const home = usePathname().match(/^\/weddings\/[^/]+/)?.[0] ?? "/weddings";
  return (
    <EmptyState
      title="This page is not here"
      sentence="It was removed, or your role in this wedding does not open it. The owner decides who may do what."
      action={
        <LinkButton href={home} variant="primary">
          Go to Today
        </LinkButton>
      }
    />
  );
}
