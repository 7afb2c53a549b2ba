"use client";

import { ChevronDown } from "lucide-react";
import { categoryWords } from "@/components/messaging/cost-words";
import { FillsForm } from "@/components/messaging/fills-form";
import { MessagePreview } from "@/components/messaging/message-preview";
import { languageName, templateTitle } from "@/components/messaging/template-choice";
import { Badge } from "@/components/ui/badge";
import type { Tone } from "@/components/ui/tone";
import type { Fill } from "@/lib/messaging/rules/parameters";
import { wholeMessage } from "@/lib/messaging/rules/render";
import { TEMPLATE_STATES, templateState } from "@/lib/messaging/rules/sender-advice";

export type ListedTemplate = {
  id: string;
  name: string;
  language: string;
  category: string;
  /** The one it is about to have, as WhatsApp has announced. */
  nextCategory: string | null;
  status: string;
  quality: string | null;
  rejectedReason: string | null;
  parameters: string[];
  fills: (Fill | null)[];
  header: { format: string; text?: string } | null;
  footer: string | null;
  buttons: string[];
  urlButton: { text: string } | null;
  sample: string;
};

const TONES: Record<string, Tone> = {
  APPROVED: "yes",
  PENDING: "pending",
  SUBMITTING: "pending",
  IN_APPEAL: "pending",
};
const CATEGORIES: Record<string, string> = {
  MARKETING: "Invitation or reminder (marketing)",
  UTILITY: "Service message (utility)",
  PERSONAL: "Sent by hand",
};
const HEADERS: Record<string, string> = {
  IMAGE: "A picture stands on top.",
  VIDEO: "A film stands on top.",
  DOCUMENT: "A PDF stands on top.",
  LOCATION: "A place stands on top.",
};

/** The texts of one number: state, what to do, the text as a family reads it, and what its places stand for. */
export function TemplateList(props: {
  weddingId: string;
  senderId: string;
  relay: boolean;
  templates: readonly ListedTemplate[];
}) {
  const { weddingId, relay, templates } = props;
  if (templates.length === 0)
    return (
      <p className="text-muted">
        {relay ? "No text is written for this phone yet." : "WhatsApp has told us of no message yet."}
      </p>
    );
  return (
    <ul className="divide-y divide-line border-line border-y">
      {templates.map((one) => {
        const status = templateState(one);
        const state = TEMPLATE_STATES[status] ?? { label: status.toLowerCase(), todo: null };
        const open = one.fills.some((fill) => fill === null);
        return (
          <li key={one.id}>
            <details className="group">
              <summary className="flex min-h-11 list-none flex-wrap items-center gap-x-3 gap-y-1 py-2.5 [&::-webkit-details-marker]:hidden">
                <span className="min-w-0 flex-1 basis-48">
                  <span className="font-medium">{templateTitle(one.name)}</span>
                  <span className="text-muted">, {languageName(one.language)}</span>
                </span>
                <Badge tone={relay ? "neutral" : (TONES[status] ?? "attention")}>
                  {relay ? "Your own text" : state.label}
                </Badge>
                {open ? <Badge tone="attention">Places to explain</Badge> : null}
                {one.nextCategory ? <Badge tone="attention">About to change</Badge> : null}
                <ChevronDown
                  aria-hidden="true"
                  className="size-5 shrink-0 text-muted transition-transform group-open:rotate-180"
                />
              </summary>
              <div className="grid gap-4 pt-1 pb-5">
                <p className="text-muted text-sm">
                  {CATEGORIES[one.category] ?? one.category.toLowerCase()}
                  {one.quality === "YELLOW" || one.quality === "RED"
                    ? `. ${one.quality === "RED" ? "Many" : "Some"} guests complain about it`
                    : ""}
                  {state.todo && !relay ? `. ${state.todo}` : ""}
                </p>
                {one.nextCategory ? (
                  <p className="text-amber-ink text-sm">
                    WhatsApp is about to count it as {categoryWords(one.nextCategory)}: it costs another price
                    then, and invites with it pause until somebody has looked at that.
                  </p>
                ) : null}
                {one.rejectedReason ? (
                  <p className="text-rose-ink text-sm">WhatsApp says: {one.rejectedReason}</p>
                ) : null}
                <div>
                  <p className="mb-2 text-muted text-sm">
                    As a family of three would read it. {one.header ? HEADERS[one.header.format] : null}
                  </p>
                  <MessagePreview
                    text={wholeMessage(one, one.sample)}
                    buttons={[...one.buttons, ...(one.urlButton ? [one.urlButton.text] : [])]}
                  />
                </div>
                {one.parameters.length > 0 && !relay ? (
                  <FillsForm
                    key={JSON.stringify(one.fills)}
                    weddingId={weddingId}
                    templateId={one.id}
                    parameters={one.parameters}
                    fills={one.fills}
                  />
                ) : null}
              </div>
            </details>
          </li>
        );
      })}
    </ul>
  );
}
