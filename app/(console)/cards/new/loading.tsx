import { PageSkeleton } from "@/components/weddings/page-skeleton";
import { PlainFrame } from "@/components/weddings/plain-frame";

export default function Loading() {
  return (
    <PlainFrame>
      <PageSkeleton rows={3} />
    </PlainFrame>
  );
}
