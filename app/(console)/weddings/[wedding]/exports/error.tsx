"use client";

import { type BoundaryProps, PageFailed } from "@/components/weddings/page-failed";

export default function ExportsError(props: BoundaryProps) {
  return (
    <PageFailed
      {...props}
      title="The vendors’ files could not be shown"
      kept="Nothing was lost or changed."
    />
  );
}
