"use client";

import { type BoundaryProps, PageFailed } from "@/components/weddings/page-failed";

export default function WeddingError(props: BoundaryProps) {
  return <PageFailed {...props} />;
}
