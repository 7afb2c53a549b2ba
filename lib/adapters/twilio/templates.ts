import { z } from "zod";
import { variablesOf } from "@/lib/kernel/template-text";
import { ProviderRefusal, type ProviderTemplate, type TemplateDraft } from "@/lib/messaging/ports";

const action = z.looseObject({
  type: z.string().nullish(),
  title: z.string().nullish(),
  id: z.string().nullish(),
  url: z.string().nullish(),
});
const shape = z.looseObject({
  body: z.string().nullish(),
  footer: z.string().nullish(),
  header_text: z.string().nullish(),
  media: z.union([z.string(), z.array(z.string())]).nullish(),
  actions: z.array(action).nullish(),
});

/** A page of `GET /v1/ContentAndApprovals`. */
export const contentPage = z.object({
  contents: z.array(
    z.object({
      sid: z.string(),
      friendly_name: z.string().nullish(),
      language: z.string(),
      date_created: z.string().nullish(),
      types: z.record(z.string(), z.unknown()),
      approval_requests: z
        .looseObject({
          name: z.string().nullish(),
          category: z.string().nullish(),
          status: z.string().nullish(),
          rejection_reason: z.string().nullish(),
        })
        .nullish(),
    }),
  ),
  meta: z.looseObject({ next_page_url: z.string().nullish() }).nullish(),
});
export type RawContent = z.output<typeof contentPage>["contents"][number];

/** The types that can be a WhatsApp template with a text, richest first: a content may hold several. */
const KNOWN_TYPES = [
  "whatsapp/card",
  "twilio/card",
  "twilio/quick-reply",
  "twilio/call-to-action",
  "twilio/media",
  "twilio/text",
];

/** The one variable a text consists of, or null. */
const onlyVariable = (text: string | null | undefined): string | null =>
  /^\{\{\s*([A-Za-z0-9_]+)\s*\}\}$/.exec(text ?? "")?.[1] ?? null;

/** A content in our words; null where it is of a type that carries no text. */
export function toTemplate(raw: RawContent): ProviderTemplate | null {
  const type = KNOWN_TYPES.find((known) => raw.types[known]);
  const parsed = shape.safeParse(type && raw.types[type]);
  if (!type || !parsed.success || !parsed.data.body) return null;
  const { body, footer, header_text: header, media } = parsed.data;
  const parameters = variablesOf(body);
  const actions = parsed.data.actions ?? [];
  const replies = actions.filter(
    (one) => one.type === "QUICK_REPLY" || (type === "twilio/quick-reply" && !one.type),
  );
  const place = actions.findIndex((one) => one.url);
  const link = actions[place];
  const approval = raw.approval_requests;
  // A variable that the text shows too belongs to the text: a payload in it would be read by the guest.
  const slotOf = (text: string | null | undefined) => {
    const name = onlyVariable(text);
    return name !== null && !parameters.includes(name) ? name : null;
  };
  return {
    providerId: raw.sid,
    name: approval?.name || raw.friendly_name || raw.sid,
    language: raw.language,
    category: (approval?.category || "MARKETING").toUpperCase(),
    status: statusOf(approval?.status),
    body,
    parameters,
    header: header ? { format: "TEXT", text: header } : media?.length ? { format: "IMAGE" } : null,
    footer: footer ?? null,
    buttons: replies.map((one) => one.title ?? ""),
    urlButton: link
      ? { index: place, text: link.title ?? "", url: link.url ?? "", variable: /\{\{/.test(link.url ?? "") }
      : null,
    slots: {
      payloads: replies.map((one) => slotOf(one.id)),
      url: /\{\{\s*([A-Za-z0-9_]+)\s*\}\}$/.exec(link?.url ?? "")?.[1] ?? null,
    },
    quality: null,
    rejectedReason: approval?.rejection_reason || null,
  };
}

/** Twilio calls what it has not handed on yet `received`. */
const statusOf = (word: string | null | undefined): string =>
  word === "received" ? "PENDING" : (word || "unsubmitted").toUpperCase();

/** One template per name and language: an approved one before others, then the newest. */
export function distinctTemplates(contents: readonly RawContent[]): ProviderTemplate[] {
  const rank = (raw: RawContent) => (raw.approval_requests?.status === "approved" ? 1 : 0);
  const made = [...contents]
    .sort((a, b) => rank(a) - rank(b) || (a.date_created ?? "").localeCompare(b.date_created ?? ""))
    .flatMap((raw) => toTemplate(raw) ?? []);
  return [...new Map(made.map((one) => [`${one.name}/${one.language}`, one])).values()];
}

/**
 * What `POST /v1/Content` takes. Quick replies and the end of an address become variables of their own, numbered on
 * after the text's, so that each message can carry its payloads.
 */
export function fromDraft(draft: TemplateDraft): Record<string, unknown> {
  const { body, buttons, urlButton: url, footer, example } = draft;
  if (draft.header)
    throw new ProviderRefusal(
      0,
      "A Twilio template made here has no picture or place above its text. Leave the header out.",
    );
  const names = variablesOf(body);
  if (names.some((name, index) => name !== String(index + 1)))
    throw new ProviderRefusal(0, "Write the variables of the text as {{1}}, {{2}}, … in order.");
  const next = names.length + 1;
  const linkName = String(next + buttons.length);
  const replies = buttons.map((title, place) => ({ type: "QUICK_REPLY", title, id: `{{${next + place}}}` }));
  const links = url
    ? [{ type: "URL", title: url.text, url: url.url.replace(/\{\{\s*\w+\s*\}\}$/, `{{${linkName}}}`) }]
    : [];
  const samples = [...example.slice(0, names.length), ...buttons.map((_, place) => `answer-${place + 1}`)];
  return {
    friendly_name: draft.name,
    language: draft.language,
    variables: Object.fromEntries([
      ...samples.map((sample, place) => [String(place + 1), sample]),
      ...(url?.variable ? [[linkName, url.example ?? "example"]] : []),
    ]),
    types: { [typeOf(draft)]: contentOf({ body, footer, actions: [...replies, ...links] }) },
  };
}

function typeOf({ buttons, urlButton, footer }: TemplateDraft): string {
  if (footer || (buttons.length > 0 && urlButton)) return "whatsapp/card";
  if (buttons.length > 0) return "twilio/quick-reply";
  return urlButton ? "twilio/call-to-action" : "twilio/text";
}

const contentOf = ({
  body,
  footer,
  actions,
}: {
  body: string;
  footer: string | null;
  actions: object[];
}) => ({
  body,
  ...(footer ? { footer } : {}),
  ...(actions.length > 0 ? { actions } : {}),
});
