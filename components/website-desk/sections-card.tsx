"use client";

import { Eye, EyeOff } from "lucide-react";
import { SortableList } from "@/components/shared/sortable-list";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { useDesk } from "@/components/website-desk/desk-context";
import { SECTION_NAMES } from "@/lib/website/rules/draft-words";
import type { Section, SiteContent } from "@/lib/website/types";

/** Whether there is anything to show in a section; functions come by themselves. */
export function isFilled(content: SiteContent, kind: Section): boolean {
  const has = (words: object) => Object.keys(words).length > 0;
  switch (kind) {
    case "functions":
      return true;
    case "families":
      return content.families.some(({ heading, text }) => has(heading) || has(text));
    case "contacts":
      return content.contacts.length > 0;
    case "gifts":
      return has(content.gifts.text) || content.gifts.links.length > 0 || content.gifts.upi !== null;
    default:
      return has(content[kind]);
  }
}

/** What comes after what under the cover, and what is not shown. */
export function SectionsCard() {
  const { content, change } = useDesk();
  const reorder = (kinds: string[]) =>
    change((now) => ({
      ...now,
      sections: kinds.flatMap((kind) => now.sections.find((one) => one.kind === kind) ?? []),
    }));
  const toggle = (kind: Section) =>
    change((now) => ({
      ...now,
      sections: now.sections.map((one) => (one.kind === kind ? { ...one, hidden: !one.hidden } : one)),
    }));
  return (
    <Card aria-labelledby="desk-sections">
      <CardHeader
        id="desk-sections"
        title="Order on the page"
        sentence="Under the cover, from top to bottom. What is empty or hidden is left out."
      />
      <CardBody>
        <SortableList
          label="Sections of the website, in order"
          items={content.sections.map(({ kind, hidden }) => ({
            id: kind,
            label: SECTION_NAMES[kind],
            content: (
              <div className="flex flex-wrap items-center justify-between gap-x-3">
                <span className="flex flex-wrap items-center gap-x-2">
                  <span className={hidden ? "text-muted" : "font-medium"}>{SECTION_NAMES[kind]}</span>
                  {hidden ? <Badge>Hidden</Badge> : isFilled(content, kind) ? null : <Badge>Empty</Badge>}
                </span>
                <Button
                  variant="quiet"
                  size="sm"
                  aria-label={`${hidden ? "Show" : "Hide"} ${SECTION_NAMES[kind]}`}
                  onClick={() => toggle(kind)}
                >
                  {hidden ? <Eye aria-hidden="true" /> : <EyeOff aria-hidden="true" />}
                  {hidden ? "Show" : "Hide"}
                </Button>
              </div>
            ),
          }))}
          onReorder={reorder}
        />
      </CardBody>
    </Card>
  );
}
