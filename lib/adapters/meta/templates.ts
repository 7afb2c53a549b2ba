import { z } from "zod";
import { variablesOf } from "@/lib/kernel/template-text";
import type { ProviderTemplate, TemplateDraft } from "@/lib/messaging/ports";
import { standingOf } from "./account-events";

const button = z.looseObject({
  type: z.string(),
  text: z.string().default(""),
  url: z.string().optional(),
});
const HEADERS = ["TEXT", "IMAGE", "VIDEO", "DOCUMENT", "LOCATION"] as const;

/** A page of `GET /<WABA>/message_templates`. */
export const templatePage = z.object({
  data: z.array(
    z.object({
      id: z.coerce.string(),
      name: z.string(),
      language: z.string(),
      category: z.string(),
      status: z.string(),
      quality_score: z.looseObject({ score: z.string().optional() }).optional(),
      rejected_reason: z.string().optional(),
      components: z.array(
        z.looseObject({
          type: z.string(),
          format: z.string().optional(),
          text: z.string().optional(),
          buttons: z.array(button).optional(),
        }),
      ),
    }),
  ),
  paging: z.looseObject({ next: z.string().optional() }).optional(),
});

export const TEMPLATE_FIELDS = "id,name,language,category,status,components,quality_score,rejected_reason";

type Raw = z.output<typeof templatePage>["data"][number];

const hasVariable = ({ url }: z.output<typeof button>): boolean => /\{\{/.test(url ?? "");

/** Parts that want values with every message of which we know none. */
const UNKNOWN_BUTTONS: Record<string, string> = {
  COPY_CODE: "the code behind",
  OTP: "the code behind",
  FLOW: "the form behind",
  MPM: "the products behind",
  SPM: "the product behind",
  ORDER_DETAILS: "the order behind",
};
const UNKNOWN_PARTS: Record<string, string> = {
  CAROUSEL: "its cards",
  LIMITED_TIME_OFFER: "the end of its offer",
};

/** `more`: buttons whose address has a variable, beside the one that is filled. */
function unknownIn({ components }: Raw, more: readonly number[]): { unknown?: string[] } {
  const buttons = components.flatMap((one) => one.buttons ?? []);
  const unknown = [
    ...components.flatMap(({ type }) => UNKNOWN_PARTS[type.toUpperCase()] ?? []),
    ...buttons.flatMap(({ type, text }) =>
      UNKNOWN_BUTTONS[type] ? [`${UNKNOWN_BUTTONS[type]} “${text}”`] : [],
    ),
    ...more.map((index) => `the address behind “${buttons[index]!.text}”`),
  ];
  return unknown.length > 0 ? { unknown } : {};
}

/** A template of Meta's list in our words; buttons that neither answer nor open an address are left out. */
export function toTemplate(raw: Raw): ProviderTemplate {
  const part = (type: string) => raw.components.find((one) => one.type.toUpperCase() === type);
  const body = part("BODY")?.text ?? "";
  const buttons = raw.components.flatMap((one) => one.buttons ?? []);
  const addresses = [...buttons.keys()].filter((index) => buttons[index]!.type === "URL");
  const variable = addresses.filter((index) => hasVariable(buttons[index]!));
  // Of two addresses, the one that is ours to fill.
  const url = variable[0] ?? addresses[0] ?? -1;
  const replies = [...buttons.keys()].filter((index) => buttons[index]!.type === "QUICK_REPLY");
  const format = HEADERS.find((known) => known === part("HEADER")?.format?.toUpperCase());
  const standing = standingOf(raw.status.toUpperCase());
  const { rejected_reason: why, quality_score: quality } = raw;
  return {
    providerId: raw.id,
    name: raw.name,
    language: raw.language,
    category: raw.category.toUpperCase(),
    status: standing.status ?? "APPROVED",
    body,
    parameters: variablesOf(body),
    header: format ? { format, ...(part("HEADER")?.text ? { text: part("HEADER")!.text! } : {}) } : null,
    footer: part("FOOTER")?.text ?? null,
    buttons: replies.map((index) => buttons[index]!.text),
    urlButton:
      url < 0
        ? null
        : {
            index: url,
            text: buttons[url]!.text,
            url: buttons[url]!.url ?? "",
            variable: hasVariable(buttons[url]!),
          },
    slots: {
      payloads: replies.map(String),
      url: variable[0] === undefined ? null : String(variable[0]),
      ...unknownIn(raw, variable.slice(1)),
    },
    quality:
      standing.quality === "FLAGGED"
        ? standing.quality
        : quality?.score && quality.score !== "UNKNOWN"
          ? quality.score
          : null,
    rejectedReason: why && why !== "NONE" ? why : null,
  };
}

/** What `POST /<WABA>/message_templates` takes. Quick replies stand together, before the address. */
export function fromDraft(draft: TemplateDraft): Record<string, unknown> {
  const { urlButton: url, example, header } = draft;
  const buttons = [
    ...draft.buttons.map((text) => ({ type: "QUICK_REPLY", text })),
    ...(url
      ? [
          {
            type: "URL",
            text: url.text,
            url: url.url,
            ...(url.variable && url.example ? { example: [url.example] } : {}),
          },
        ]
      : []),
  ];
  return {
    name: draft.name,
    language: draft.language,
    category: draft.category,
    components: [
      ...(header ? [{ type: "HEADER", format: header.format }] : []),
      {
        type: "BODY",
        text: draft.body,
        ...(example.length > 0 ? { example: { body_text: [example] } } : {}),
      },
      ...(draft.footer ? [{ type: "FOOTER", text: draft.footer }] : []),
      ...(buttons.length > 0 ? [{ type: "BUTTONS", buttons }] : []),
    ],
  };
}
