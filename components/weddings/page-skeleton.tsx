import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";

/** The heading's room and a list's: what nearly every page begins with. */
export function PageSkeleton({ rows = 6 }: { rows?: number }) {
  return (
    <>
      <div className="mb-6">
        <Skeleton className="h-9 w-56 max-w-full" />
        <Skeleton className="mt-3 h-5 w-96 max-w-full" />
      </div>
      <SkeletonRows rows={rows} />
    </>
  );
}
