import type { Reply } from "./http";
import { json } from "./http";

const WORDS: Record<number, string> = {
  14107: "Too many requests",
  20001: "Invalid parameter",
  20003: "Authenticate",
  20007: "Page size too large",
  20404: "The requested resource was not found",
  20429: "Too Many Requests",
  20500: "An internal server error has occurred",
  21211: "Invalid 'To' Phone Number",
  21481: "Invalid PageToken",
  21408: "Permission to send to this region has not been enabled",
  21603: "A 'From' phone number is required.",
  21604: "A 'To' phone number is required.",
  21606:
    "The 'From' phone number provided is not a valid message-capable Twilio phone number for this destination.",
  21609: "The 'StatusCallback' URL is not a valid URL.",
  21610: "Attempt to send to unsubscribed recipient",
  21611: "This 'From' number has exceeded the maximum number of queued messages",
  21614: "'To' number is not a valid mobile number",
  21617: "The concatenated message body exceeds the 1600 character limit",
  21619: "A text message body or media urls must be specified.",
  21620: "Invalid media URL(s)",
  21654: "ContentSid Required",
  21655: "The ContentSid is Invalid",
  21656: "The Content Variables parameter is invalid",
  21658: "Parameter exceeded character limit",
  21910: "Invalid 'From' and 'To' pair. 'From' and 'To' should be of the same channel",
  30008: "Unknown error",
  30036: "Validity Period Expired",
  63003: "Channel could not find To address",
  63005: "Channel did not accept given content",
  63007: "Twilio could not find a Channel with the specified From address",
  63016:
    "Failed to send freeform message because you are outside the allowed window. If you are using WhatsApp, please use a Message Template.",
  63018: "Rate limit exceeded for Channel",
  63024: "Invalid message recipient",
  63027: "Template does not exist for a language and locale",
  63028: "Number of parameters provided does not match the expected number of parameters",
  63031: "Message cannot have the same From and To",
  63032: "User cannot receive this message due to WhatsApp limitations",
  63033: "Recipient is not subscribed to marketing messages",
  63040: "Template rejected",
  63041: "Template paused",
  63049: "Meta chose not to deliver this WhatsApp marketing message",
  90007: "Invalid validity period value",
};

const STATUSES: Record<number, number> = {
  14107: 429,
  20003: 401,
  20404: 404,
  20429: 429,
  20500: 500,
  21611: 429,
};

/** Twilio's words for a code. */
export const wordsOf = (code: number): string => WORDS[code] ?? "Error";

/** The body of an error answer. */
export const errorBody = (code: number, status: number, message: string): object => ({
  code,
  message,
  more_info: `https://www.twilio.com/docs/errors/${code}`,
  status,
});

/** A refusal that is answered at once. */
export class TwilioError extends Error {
  readonly code: number;
  readonly status: number;

  constructor(code: number, message: string = wordsOf(code)) {
    super(message);
    this.code = code;
    this.status = STATUSES[code] ?? 400;
  }

  reply(headers: Record<string, string> = {}): Reply {
    return json(errorBody(this.code, this.status, this.message), this.status, headers);
  }
}
