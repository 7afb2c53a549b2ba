import { randomBytes } from "node:crypto";

const TITLES: Record<number, string> = {
  1: "API Unknown",
  2: "API Service",
  4: "API Too Many Calls",
  100: "Invalid parameter",
  130429: "Rate limit hit",
  130472: "User's number is part of an experiment",
  131000: "Something went wrong",
  131005: "Access denied",
  131008: "Required parameter is missing",
  131009: "Parameter value is not valid",
  131016: "Service unavailable",
  131021: "Recipient cannot be sender",
  131026: "Message undeliverable",
  131031: "Account has been locked",
  131042: "Business eligibility payment issue",
  131047: "Re-engagement message",
  131048: "Spam rate limit hit",
  131049: "This message was not delivered to maintain healthy ecosystem engagement.",
  131050: "User has stopped marketing messages from this business",
  131051: "Unsupported message type",
  131053: "Media upload error",
  131056: "(Business Account, Consumer Account) pair rate limit hit",
  131057: "Account in maintenance mode",
  131062: "Business-scoped user ID recipient not supported",
  132000: "Number of parameters does not match the expected number of params",
  132001: "Template name does not exist in the translation",
  132005: "Translated text too long",
  132008: "Invalid parameter format",
  132012: "Parameter format does not match format in the created template",
  132015: "Template is paused",
  132016: "Template is disabled",
};

const STATUSES: Record<number, number> = {
  190: 401,
  130429: 429,
  132001: 404,
  3: 500,
  131000: 500,
  131016: 503,
  131045: 500,
  131057: 500,
  133000: 500,
  133004: 503,
  2: 503,
};

/** Meta's title of a code. */
export function titleOf(code: number): string {
  return TITLES[code] ?? "Error";
}

/** A refusal that is answered as a Graph error body. */
export class GraphError extends Error {
  readonly code: number;
  readonly details: string;
  readonly status: number;
  readonly subcode: number | undefined;

  constructor(code: number, details: string, more: { status?: number; subcode?: number } = {}) {
    super(details);
    this.code = code;
    this.details = details;
    this.status = more.status ?? STATUSES[code] ?? 400;
    this.subcode = more.subcode;
  }

  /** The JSON body. */
  body(): object {
    const message =
      this.code === 190 || this.subcode ? this.details : `(#${this.code}) ${titleOf(this.code)}`;
    return {
      error: {
        message,
        type: "OAuthException",
        code: this.code,
        ...(this.subcode ? { error_subcode: this.subcode } : {}),
        error_data: { messaging_product: "whatsapp", details: this.details },
        fbtrace_id: `A${randomBytes(12).toString("base64url")}`,
      },
    };
  }
}

/** `errors[]` of a failed status. */
export function statusErrors(code: number): object[] {
  const title = titleOf(code);
  const details =
    code === 131026
      ? "Message Undeliverable."
      : code === 131049
        ? "In order to maintain a healthy ecosystem engagement, the message failed to be delivered."
        : title;
  const href = "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/";
  return [{ code, title, message: title, error_data: { details }, href }];
}
