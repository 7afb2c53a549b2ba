import { z } from "zod";
import {
  type MessagingProvider,
  NOT_SENT,
  type OutgoingMessage,
  type ProviderTemplate,
  type SendOutcome,
} from "@/lib/messaging/ports";
import { env } from "@/lib/platform/env";

const CALL_TIMEOUT_MS = 10_000;

const acceptedBody = z.object({ messages: z.array(z.object({ id: z.string().min(1) })).min(1) });
const errorBody = z.object({
  error: z.object({
    code: z.number().int(),
    message: z.string().optional(),
    is_transient: z.boolean().optional(),
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
        return isRefusedConnection(error)
          ? { kind: "refused", code: NOT_SENT, detail: "no connection" }
          : { kind: "unknown", detail: error instanceof Error ? error.name : "no answer" };
      }
      return readAnswer(response, text);
    },

    async listTemplates(account) {
      const found: ProviderTemplate[] = [];
      let next: string | undefined = address(`${account.businessAccountId}/message_templates?limit=100`);
      while (next) {
        const response = await fetch(next, { headers, signal: AbortSignal.timeout(CALL_TIMEOUT_MS) });
        if (!response.ok) throw new Error(`template list answered ${response.status}`);
        const page = templatePage.parse(await response.json());
        found.push(...page.data.map(toTemplate));
        next = page.paging?.next;
      }
      return found;
    },
  };
}

/** Nothing was sent if no connection came to be; every other lost answer leaves the fate unknown. */
function isRefusedConnection(error: unknown): boolean {
  for (let inner: unknown = error; inner instanceof Error; inner = inner.cause) {
    const { code } = inner as Error & { code?: string };
    if (code === "ECONNREFUSED" || code === "ENOTFOUND" || code === "EAI_AGAIN") return true;
  }
  return false;
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
  const retryAfter = Number(response.headers.get("retry-after"));
  const wait = Number.isFinite(retryAfter) && retryAfter > 0 ? { retryAfterSeconds: retryAfter } : {};
  if (failed.success && response.status < 500) {
    const { code, message, error_data } = failed.data.error;
    return { kind: "refused", code, detail: error_data?.details ?? message ?? "", ...wait };
  }
  if (response.status === 429) return { kind: "refused", code: 130429, detail: "HTTP 429", ...wait };
  return { kind: "unknown", detail: `HTTP ${response.status}` };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
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
              parameters: content.params.map((text) => ({ type: "text", text: templateText(text) })),
            },
            ...content.payloads.map((payload, index) => ({
              type: "button",
              sub_type: "quick_reply",
              index: String(index),
              parameters: [{ type: "payload", payload }],
            })),
          ],
        },
      };
  }
}

/** Meta refuses line breaks, tabs and more than four spaces in a parameter. */
const templateText = (text: string): string => text.replace(/[\n\t]+/g, " ").replace(/ {4,}/g, "   ");

const templatePage = z.object({
  data: z.array(
    z.object({
      id: z.coerce.string(),
      name: z.string(),
      language: z.string(),
      category: z.string(),
      status: z.string(),
      components: z.array(
        z.looseObject({
          type: z.string(),
          text: z.string().optional(),
          buttons: z.array(z.looseObject({ type: z.string(), text: z.string().default("") })).optional(),
        }),
      ),
    }),
  ),
  paging: z.looseObject({ next: z.string().optional() }).optional(),
});

function toTemplate(raw: z.output<typeof templatePage>["data"][number]): ProviderTemplate {
  const body = raw.components.find((part) => part.type === "BODY")?.text ?? "";
  const buttons = raw.components
    .flatMap((part) => part.buttons ?? [])
    .filter((button) => button.type === "QUICK_REPLY");
  return {
    providerId: raw.id,
    name: raw.name,
    language: raw.language,
    category: raw.category,
    status: raw.status,
    body,
    parameterCount: new Set(body.match(/\{\{[^}]+\}\}/g) ?? []).size,
    buttons: buttons.map((button) => button.text),
  };
}
