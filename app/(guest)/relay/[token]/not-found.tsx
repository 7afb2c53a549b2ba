import { EmptyState } from "@/components/shared/empty-state";

/** An uncle has no account: what helps him is whoever gave him the link. */
export default function NoSuchList() {
  return (
    <main id="main" className="mx-auto max-w-xl px-4 pt-6 pb-16 sm:px-6">
      <EmptyState
        title="This list is not here"
        sentence="The link may be cut short, or the family has made a new one. Please ask whoever sent it to you."
      />
    </main>
  );
}
