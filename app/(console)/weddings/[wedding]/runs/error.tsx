"use client";

import { type BoundaryProps, PageFailed } from "@/components/weddings/page-failed";

export default function RunsError(props: BoundaryProps) {
  return <PageFailed {...props} title="The invites could not be shown" kept="Nothing was lost or changed." />;
}
