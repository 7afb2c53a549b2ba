import type { Metadata } from "next";
import { EmptyState } from "@/components/shared/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PlainFrame } from "@/components/weddings/plain-frame";

export const metadata: Metadata = { title: "Not here" };

export default function NotFound() {
  return (
    <PlainFrame>
      <EmptyState
        title="This page is not here"
        sentence="The address may have a letter too many, or the page is for somebody else of the team."
        action={
          <LinkButton href="/" variant="primary">
            Go to the start
          </LinkButton>
        }
      />
    </PlainFrame>
  );
}
