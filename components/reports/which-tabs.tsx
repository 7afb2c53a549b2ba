"use client";

import { useSearchParams } from "next/navigation";
import { useEffect, useRef } from "react";
import { type LinkTab, LinkTabs } from "@/components/ui/link-tabs";

/** Six tabs are wider than a phone: the current one is brought into sight. */
export function WhichTabs({ items }: { items: readonly LinkTab[] }) {
  const frame = useRef<HTMLDivElement>(null);
  const which = useSearchParams().get("which");
  useEffect(() => {
    const current = frame.current?.querySelector(`[aria-current][href$="${which ?? "invited"}"]`);
    current?.scrollIntoView({ inline: "center", block: "nearest" });
  }, [which]);
  return (
    <div ref={frame}>
      <LinkTabs label="Which families" className="mb-4" items={items} />
    </div>
  );
}
