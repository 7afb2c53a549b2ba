"use client";

import { type BoundaryProps, PageFailed } from "@/components/weddings/page-failed";

export default function GuestsError(props: BoundaryProps) {
  return <PageFailed {...props} title="The guests could not be shown" kept="Nothing was lost or changed." />;
}
