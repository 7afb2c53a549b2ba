import { EmptyState } from "@/components/shared/empty-state";
import { LinkButton } from "@/components/ui/link-button";

/** A page that this role cannot use, said plainly. */
export function NoRight({ title, sentence, back }: { title: string; sentence: string; back: string }) {
  return (
    <EmptyState title={title} sentence={sentence} action={<LinkButton href={back}>Go back</LinkButton>} />
  );
}
