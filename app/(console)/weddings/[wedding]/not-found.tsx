import { EmptyState } from "@/components/shared/empty-state";

export default function NotFound() {
  return (
    <EmptyState
      title="This page is not here"
      sentence="It was removed, or your role in this wedding does not open it. The owner decides who may do what."
    />
  );
}
