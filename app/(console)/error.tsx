"use client";

import { PageFailed, type PageFailedProps } from "@/components/weddings/page-failed";
import { PlainFrame } from "@/components/weddings/plain-frame";

export default function ConsoleError(props: PageFailedProps) {
  return (
    <PlainFrame>
      <PageFailed {...props} />
    </PlainFrame>
  );
}
