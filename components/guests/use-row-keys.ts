"use client";

import { useRef } from "react";
import { usePlainKey } from "@/components/shared/use-plain-key";

const LINK = "a[data-row]";

/** j and k walk the rows of a table (their links take the focus, so Enter opens), x selects the one in focus. */
export function useRowKeys(onSelect?: (id: string) => void) {
  const table = useRef<HTMLDivElement>(null);
  usePlainKey((event) => {
    const links = [...(table.current?.querySelectorAll<HTMLAnchorElement>(LINK) ?? [])];
    const focused = (document.activeElement?.closest("tr") as HTMLElement | null)?.querySelector(LINK);
    const at = links.indexOf(focused as HTMLAnchorElement);
    if (event.key === "j" || event.key === "k") {
      const next = links[event.key === "j" ? at + 1 : Math.max(0, at - 1)];
      if (!next) return;
      event.preventDefault();
      next.focus();
      next.scrollIntoView({ block: "nearest" });
    }
    if (event.key === "x" && onSelect && at >= 0) {
      event.preventDefault();
      onSelect(links[at]!.dataset.row!);
    }
  });
  return table;
}
