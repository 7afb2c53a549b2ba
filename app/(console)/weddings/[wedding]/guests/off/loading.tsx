import { PageSkeleton } from "@/components/weddings/page-skeleton";

export default function Loading() {
  return <PageSkeleton rows={8} />;
}
