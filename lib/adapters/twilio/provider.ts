import { z } from "zod";
import { cleanValue } from "@/lib/kernel/template-text";
import {
  type MessagingProvider,
  NOT_SENT,
  type OutgoingContent,
  type OutgoingMessage,
  ProviderRefusal,
  type SenderAccount,
  type SendOutcome,
} from "@/lib/messaging/ports";
import { env } from "@/lib/platform/env";
import { neverConnected, parseJson } from "../answers";
import { secondsToWait } from "../retry-after";
import { statusAddress, toAddress } from "./addresses";
import { twilioMessageList } from "./message-list";
import { accountUrl, ask, CALL_TIMEOUT_MS, errorBody, headersFor } from "./questions";
import { contentPage, distinctTemplates, fromDraft, type RawContent } from "./templates";

const PAGE_SIZE = 500;
/**
 * How long Twilio may keep a message in its queue. We send slower than its pace, so a message that waits this long met
 * something wrong; it comes back as failed and may be sent again, instead of leaving hours after the run was stopped.
 */
const VALIDITY_SECONDS = 900;
/** What Twilio takes no message for: see `contentFields`. */
const CONTENT_INVALID = 21656;
const TOO_MANY_REQUESTS = 20429;

const acceptedBody = z.object({ sid: z.string().min(1) });
const account = z.looseObject({ status: z.string() });
const createdBody = z.object({ sid: z.string() });
const approvalBody = z.looseObject({ status: z.string().nullish(), category: z.string().nullish() });

/** Twilio's Programmable Messaging and Content API. Addresses, account and tokens are configuration. */
export function twilioProvider(): MessagingProvider {
  const { TWILIO_CONTENT_URL } = env();

  return {
    async send(sender, message) {
      const fields = contentFields(message.content);
      if (!fields)
        return { kind: "refused", code: CONTENT_INVALID, detail: "Twilio cannot carry this header" };
      return call(`${accountUrl(sender)}/Messages.json`, sender, sendForm(sender, message, fields));
    },

    async listTemplates(sender) {
      const found: RawContent[] = [];
      let next: string | null = `/v1/ContentAndApprovals?PageSize=${PAGE_SIZE}`;
      while (next) {
        const page = contentPage.parse(await ask(`${TWILIO_CONTENT_URL}${next}`, sender));
        found.push(...page.contents);
        // Only the path is followed: the password goes to no other host than the configured one.
        const after: URL | null = page.meta?.next_page_url ? new URL(page.meta.next_page_url) : null;
        next = after && `${after.pathname}${after.search}`;
      }
      return distinctTemplates(found);
    },

    async submitTemplate(sender, draft) {
      const { sid } = createdBody.parse(
        await ask(`${TWILIO_CONTENT_URL}/v1/Content`, sender, fromDraft(draft)),
      );
      const wanted = { name: draft.name, category: draft.category };
      const submit = `${TWILIO_CONTENT_URL}/v1/Content/${sid}/ApprovalRequests/whatsapp`;
      const { status, category } = approvalBody.parse(await ask(submit, sender, wanted));
      return {
        providerId: sid,
        status: !status || status === "received" ? "PENDING" : status.toUpperCase(),
        category: (category || draft.category).toUpperCase(),
      };
    },

    async uploadMedia() {
      throw new ProviderRefusal(
        0,
        "Twilio keeps no files: a picture goes out by its address, not by an upload. Send without one, or from a number connected to Meta.",
      );
    },

    messageList: twilioMessageList(),

    /** Twilio tells neither quality nor limit here; what is learned is whether the account may send at all. */
    async readHealth(sender) {
      const { status } = account.parse(await ask(`${accountUrl(sender)}.json`, sender));
      if (status !== "active") throw new ProviderRefusal(20003, `The Twilio account is ${status}.`);
      return { quality: null, displayNumber: sender.phoneNumberId };
    },
  };
}

function sendForm(
  sender: SenderAccount,
  { destination, attemptId }: OutgoingMessage,
  fields: Record<string, string>,
): URLSearchParams {
  return new URLSearchParams({
    To: toAddress(destination),
    From: toAddress(sender.phoneNumberId),
    StatusCallback: statusAddress(attemptId),
    ValidityPeriod: String(VALIDITY_SECONDS),
    ...fields,
  });
}

/** Null where the content has a part that Twilio cannot carry. */
function contentFields(content: OutgoingContent): Record<string, string> | null {
  switch (content.kind) {
    case "text":
      return { Body: content.body };
    // Choices inside a chat would need a content of their own for each text; the text's own menu says the same.
    case "buttons":
    case "list":
      return { Body: content.body };
    case "template": {
      if (content.header) return null;
      const slots = content.slots?.payloads ?? [];
      const variables = Object.fromEntries([
        ...content.params.map(({ name, text }) => [name, cleanValue(text)]),
        ...content.payloads.flatMap((payload, place) => (slots[place] ? [[slots[place], payload]] : [])),
        ...(content.urlSuffix && content.slots?.url ? [[content.slots.url, content.urlSuffix.text]] : []),
      ]);
      return { ContentSid: content.providerId, ContentVariables: JSON.stringify(variables) };
    }
  }
}

async function call(url: string, sender: SenderAccount, form: URLSearchParams): Promise<SendOutcome> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      method: "POST",
      headers: headersFor(sender),
      body: form,
      redirect: "error",
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    });
    text = await response.text();
  } catch (error) {
    return neverConnected(error)
      ? { kind: "refused", code: NOT_SENT, detail: "no connection" }
      : { kind: "unknown", detail: error instanceof Error ? error.name : "no answer" };
  }
  return readAnswer(response, text);
}

function readAnswer(response: Response, text: string): SendOutcome {
  const body = parseJson(text);
  if (response.ok) {
    const accepted = acceptedBody.safeParse(body);
    return accepted.success
      ? { kind: "accepted", providerId: accepted.data.sid }
      : { kind: "unknown", detail: `${response.status} without a message id` };
  }
  if (response.status >= 500) return { kind: "unknown", detail: `HTTP ${response.status}` };
  const seconds = secondsToWait(response);
  const wait = seconds === undefined ? {} : { retryAfterSeconds: seconds };
  const refused = errorBody.safeParse(body);
  if (refused.success)
    return { kind: "refused", code: refused.data.code, detail: refused.data.message ?? "", ...wait };
  if (response.status === 429)
    return { kind: "refused", code: TOO_MANY_REQUESTS, detail: "HTTP 429", ...wait };
  return { kind: "unknown", detail: `HTTP ${response.status}` };
}
