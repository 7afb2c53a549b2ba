"use client";

import { PageFailed, type PageFailedProps } from "@/components/weddings/page-failed";

export default function WeddingError(props: PageFailedProps) {
  return <PageFailed {...props} />;
}
