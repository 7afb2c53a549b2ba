import type { OutgoingContent, OutgoingHeader } from "@/lib/messaging/ports";
import { invitationPayloads } from "./payloads";

/** What a frozen message holds: its variables in the template's order; null where the household's own link goes. */
export interface FrozenContent {
  params: (string | null)[];
}

export interface ClaimedTemplate {
  providerId: string;
  name: string;
  language: string;
  parameters: string[];
  /** The labels of its quick replies. */
  buttons: string[];
  urlButton: { index: number; variable: boolean } | null;
  slots: { payloads: (string | null)[]; url: string | null } | null;
  header:
    | { kind: "media"; mimeType: string; fileName: string; mediaId: string | null }
    | { kind: "location"; latitude: number; longitude: number; name: string; address: string }
    | null;
}

/** A claimed row as the provider's adapter takes it; `link` is the household's own. */
export const contentOf = (
  messageId: string,
  content: FrozenContent,
  template: ClaimedTemplate,
  link: { token: string; address: string },
): OutgoingContent => ({
  kind: "template",
  providerId: template.providerId,
  name: template.name,
  language: template.language,
  params: content.params.map((value, place) => ({
    name: template.parameters[place] ?? String(place + 1),
    text: value ?? link.address,
  })),
  payloads: invitationPayloads(messageId, template.buttons),
  ...headerOf(template.header),
  ...(template.urlButton?.variable
    ? { urlSuffix: { index: template.urlButton.index, text: encodeURIComponent(link.token) } }
    : {}),
  ...(template.slots ? { slots: template.slots } : {}),
});

function headerOf(header: ClaimedTemplate["header"]): { header?: OutgoingHeader } {
  if (!header) return {};
  if (header.kind === "location") return { header };
  const kind = header.mimeType.startsWith("image/")
    ? "image"
    : header.mimeType.startsWith("video/")
      ? "video"
      : "document";
  return header.mediaId ? { header: { kind, mediaId: header.mediaId, fileName: header.fileName } } : {};
}
