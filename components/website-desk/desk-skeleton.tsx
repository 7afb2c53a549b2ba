import { Skeleton } from "@/components/ui/skeleton";

/** The room the website's page takes: the form, and the preview beside it. */
export function DeskSkeleton() {
  return (
    <div role="status">
      <span className="sr-only">Loading</span>
      <div className="mb-6">
        <Skeleton className="h-9 w-40 max-w-full" />
        <Skeleton className="mt-3 h-5 w-96 max-w-full" />
      </div>
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_24.5rem]">
        <div className="grid gap-6">
          <Skeleton className="h-36" />
          <Skeleton className="h-52" />
          <Skeleton className="h-72" />
          <Skeleton className="h-64" />
        </div>
        <Skeleton className="hidden h-[42rem] lg:block" />
      </div>
    </div>
  );
}
