"use client";

import { type BoundaryProps, PageFailed } from "@/components/weddings/page-failed";
import { PlainFrame } from "@/components/weddings/plain-frame";

export default function ConsoleError(props: BoundaryProps) {
  return (
    <PlainFrame>
      <PageFailed {...props} />
    </PlainFrame>
  );
}
