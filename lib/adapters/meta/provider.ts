import { z } from "zod";
import { cleanValue } from "@/lib/kernel/template-text";
import {
  type MessagingProvider,
  NOT_SENT,
  type OutgoingHeader,
  type OutgoingMessage,
  ProviderRefusal,
  type ProviderTemplate,
  type SendOutcome,
} from "@/lib/messaging/ports";
import { env } from "@/lib/platform/env";
import { neverConnected, parseJson } from "../answers";
import { secondsToWait } from "../retry-after";
import { limitOf } from "./account-events";
import { fromDraft, TEMPLATE_FIELDS, templatePage, toTemplate } from "./templates";

const CALL_TIMEOUT_MS = 10_000;
const UPLOAD_TIMEOUT_MS = 60_000;

const acceptedBody = z.object({ messages: z.array(z.object({ id: z.string().min(1) })).min(1) });
const errorBody = z.object({
  error: z.object({
    code: z.number().int(),
    message: z.string().optional(),
    is_transient: z.boolean().optional(),
    error_data: z.object({ details: z.string().optional() }).optional(),
  }),
});

const refusalBody = z.object({
  error: z.object({
    code: z.number().int(),
    message: z.string().optional(),
    error_user_msg: z.string().optional(),
    error_data: z.object({ details: z.string().optional() }).optional(),
  }),
});

/** Meta's Cloud API (Graph). Version, address and token are configuration. */
export function metaProvider(): MessagingProvider {
  const { META_GRAPH_URL, META_GRAPH_VERSION, META_ACCESS_TOKEN } = env();
  const address = (path: string) => `${META_GRAPH_URL}/${META_GRAPH_VERSION}/${path}`;
  const headers = { authorization: `Bearer ${META_ACCESS_TOKEN}`, "content-type": "application/json" };

  return {
    async send(account, message) {
      let response: Response;
      let text: string;
      try {
        response = await fetch(address(`${account.phoneNumberId}/messages`), {
          method: "POST",
          headers,
          body: JSON.stringify(toGraph(message)),
          signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
        });
        text = await response.text();
      } catch (error) {
        return neverConnected(error)
          ? { kind: "refused", code: NOT_SENT, detail: "no connection" }
          : { kind: "unknown", detail: error instanceof Error ? error.name : "no answer" };
      }
      return readAnswer(response, text);
    },

    async listTemplates(account) {
      const found: ProviderTemplate[] = [];
      let next: string | undefined = address(
        `${account.businessAccountId}/message_templates?limit=100&fields=${TEMPLATE_FIELDS}`,
      );
      while (next) {
        const response = await fetch(next, { headers, signal: AbortSignal.timeout(CALL_TIMEOUT_MS) });
        if (!response.ok) throw new Error(`template list answered ${response.status}`);
        const page = templatePage.parse(await response.json());
        found.push(...page.data.map(toTemplate));
        next = page.paging?.next;
      }
      return found;
    },

    async submitTemplate(account, draft) {
      const body = JSON.stringify(fromDraft(draft));
      const answer = await ask(address(`${account.businessAccountId}/message_templates`), {
        method: "POST",
        headers,
        body,
      });
      const made = submitted.parse(answer);
      return {
        providerId: made.id,
        status: made.status.toUpperCase(),
        category: (made.category ?? draft.category).toUpperCase(),
      };
    },

    async uploadMedia(account, file) {
      const answer = await ask(address(`${account.phoneNumberId}/media`), {
        method: "POST",
        headers: { authorization: headers.authorization },
        body: mediaForm(file),
        signal: AbortSignal.timeout(UPLOAD_TIMEOUT_MS),
      });
      return { mediaId: z.object({ id: z.coerce.string() }).parse(answer).id };
    },

    /** Meta keeps no list of messages; it repeats a webhook for days instead. */
    messageList: null,

    async readHealth(account) {
      const told = health.parse(
        await ask(address(`${account.phoneNumberId}?fields=${HEALTH_FIELDS}`), { headers }),
      );
      const limit = limitOf(told.whatsapp_business_manager_messaging_limit);
      return {
        quality: told.quality_rating && told.quality_rating !== "UNKNOWN" ? told.quality_rating : null,
        displayNumber: told.display_phone_number ?? null,
        ...(limit === undefined ? {} : { dailyLimit: limit }),
      };
    },
  };
}

function mediaForm(file: { bytes: Uint8Array; mimeType: string; fileName: string }): FormData {
  const form = new FormData();
  form.set("messaging_product", "whatsapp");
  form.set("type", file.mimeType);
  form.set("file", new Blob([new Uint8Array(file.bytes)], { type: file.mimeType }), file.fileName);
  return form;
}

const HEALTH_FIELDS = "display_phone_number,quality_rating,whatsapp_business_manager_messaging_limit";
const health = z.looseObject({
  display_phone_number: z.string().optional(),
  quality_rating: z.string().optional(),
  whatsapp_business_manager_messaging_limit: z.unknown().optional(),
});
const submitted = z.object({
  id: z.coerce.string(),
  status: z.string().default("PENDING"),
  category: z.string().optional(),
});

/** A question that is not a message: its answer as JSON, its refusal in the provider's words. */
async function ask(url: string, init: RequestInit): Promise<unknown> {
  const response = await fetch(url, { signal: AbortSignal.timeout(CALL_TIMEOUT_MS), ...init });
  const body = parseJson(await response.text());
  if (response.ok) return body;
  const refused = refusalBody.safeParse(body);
  if (!refused.success) throw new ProviderRefusal(response.status, `WhatsApp answered ${response.status}.`);
  const { code, message, error_user_msg, error_data } = refused.data.error;
  throw new ProviderRefusal(code, error_user_msg ?? error_data?.details ?? message ?? "");
}

function readAnswer(response: Response, text: string): SendOutcome {
  const body = parseJson(text);
  if (response.ok) {
    const accepted = acceptedBody.safeParse(body);
    return accepted.success
      ? { kind: "accepted", providerId: accepted.data.messages[0]!.id }
      : { kind: "unknown", detail: "200 without a message id" };
  }
  const failed = errorBody.safeParse(body);
  const seconds = secondsToWait(response);
  const wait = seconds === undefined ? {} : { retryAfterSeconds: seconds };
  if (failed.success) {
    const { message, is_transient, error_data } = failed.data.error;
    const code = codeOf(failed.data.error);
    const passing = response.status >= 500 || is_transient === true ? { passing: true as const } : {};
    return { kind: "refused", code, detail: error_data?.details ?? message ?? "", ...passing, ...wait };
  }
  if (response.status === 429) return { kind: "refused", code: 130429, detail: "HTTP 429", ...wait };
  return { kind: "unknown", detail: `HTTP ${response.status}` };
}

/** Meta's codes for a wrong request, and for a number that is not on WhatsApp. */
const WRONG_REQUEST = new Set([100, 131009]);
const NOT_ON_WHATSAPP = 131026;

/** A wrong request may be nothing but the number of this one guest, which only the details tell. */
function codeOf({ code, error_data }: z.output<typeof errorBody>["error"]): number {
  const about = error_data?.details ?? "";
  const number = /not a (valid |possible )?(whatsapp |phone )+(number|user|account)/i.test(about);
  return WRONG_REQUEST.has(code) && number ? NOT_ON_WHATSAPP : code;
}

function toGraph({ destination, attemptId, content }: OutgoingMessage): Record<string, unknown> {
  const common = {
    messaging_product: "whatsapp",
    recipient_type: "individual",
    to: destination,
    biz_opaque_callback_data: attemptId,
  };
  switch (content.kind) {
    case "text":
      return { ...common, type: "text", text: { body: content.body } };
    case "buttons":
      return {
        ...common,
        type: "interactive",
        interactive: {
          type: "button",
          body: { text: content.body },
          action: { buttons: content.buttons.map((button) => ({ type: "reply", reply: button })) },
        },
      };
    case "list":
      return {
        ...common,
        type: "interactive",
        interactive: {
          type: "list",
          body: { text: content.body },
          action: { button: content.label, sections: [{ rows: content.rows }] },
        },
      };
    case "template":
      return {
        ...common,
        type: "template",
        template: {
          name: content.name,
          language: { code: content.language },
          components: [
            {
              type: "body",
              parameters: content.params.map(({ name, text }) => ({
                type: "text",
                ...(/^\d+$/.test(name) ? {} : { parameter_name: name }),
                text: cleanValue(text),
              })),
            },
            ...headerOf(content.header),
            ...content.payloads.map((payload, index) => ({
              type: "button",
              sub_type: "quick_reply",
              // Its place among all buttons of the template, as it was listed; ours stand first.
              index: content.slots?.payloads[index] ?? String(index),
              parameters: [{ type: "payload", payload }],
            })),
            ...(content.urlSuffix
              ? [
                  {
                    type: "button",
                    sub_type: "url",
                    index: String(content.urlSuffix.index),
                    parameters: [{ type: "text", text: content.urlSuffix.text }],
                  },
                ]
              : []),
          ],
        },
      };
  }
}

function headerOf(header: OutgoingHeader | undefined) {
  if (!header) return [];
  const { kind } = header;
  const parameter =
    kind === "location"
      ? {
          latitude: header.latitude,
          longitude: header.longitude,
          name: header.name,
          address: header.address,
        }
      : { id: header.mediaId, ...(kind === "document" ? { filename: header.fileName } : {}) };
  return [{ type: "header", parameters: [{ type: kind, [kind]: parameter }] }];
}
