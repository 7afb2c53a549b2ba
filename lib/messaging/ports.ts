/** What an adapter of a provider must be. A provider's own shapes stop here. */
export interface OutgoingMessage {
  /** Comes back in every status of this message; the only way to know its fate after a crash. */
  attemptId: string;
  destination: string;
  content: OutgoingContent;
}

export type OutgoingContent =
  | {
      kind: "template";
      /** The provider's id of the template. */
      providerId: string;
      name: string;
      language: string;
      params: readonly { name: string; text: string }[];
      /** One per quick reply, in their order. */
      payloads: readonly string[];
      header?: OutgoingHeader;
      /** The end of the address of the button at `index`, percent-encoded. */
      urlSuffix?: { index: number; text: string };
      slots?: { payloads: readonly (string | null)[]; url: string | null };
    }
  | { kind: "text"; body: string }
  | { kind: "buttons"; body: string; buttons: readonly { id: string; title: string }[] }
  /** At most ten rows, opened by the label; one can be chosen. */
  | {
      kind: "list";
      body: string;
      label: string;
      rows: readonly { id: string; title: string; description?: string }[];
    };

export type OutgoingHeader =
  | { kind: "image" | "video" | "document"; mediaId: string; fileName: string }
  | { kind: "location"; latitude: number; longitude: number; name: string; address: string };

/** The code of a refusal where no connection came to be: nothing was sent for certain. */
export const NOT_SENT = -1;

export type SendOutcome =
  | { kind: "accepted"; providerId: string }
  /**
   * An error answer, with the provider's code; what that means is decided by rules/failures. `passing`: its status, or
   * the provider in words, says that it may pass, which counts where nobody knows the code.
   */
  | { kind: "refused"; code: number; detail: string; passing?: true; retryAfterSeconds?: number }
  /** Nobody knows whether it went out: time-out, reset, 5xx. Never sent again without a human or a receipt. */
  | { kind: "unknown"; detail: string };

export interface SenderAccount {
  phoneNumberId: string;
  businessAccountId: string;
}

export interface ProviderTemplate {
  providerId: string;
  name: string;
  /** As `en` or `en_US`. */
  language: string;
  /** Upper case: MARKETING, UTILITY, AUTHENTICATION. */
  category: string;
  /** Upper case: APPROVED, PENDING, REJECTED, PAUSED, DISABLED, … */
  status: string;
  body: string;
  /** The variables of the body, in order of first appearance. */
  parameters: string[];
  header: { format: "TEXT" | "IMAGE" | "VIDEO" | "DOCUMENT" | "LOCATION"; text?: string } | null;
  footer: string | null;
  /** The quick replies' labels. */
  buttons: string[];
  urlButton: { index: number; text: string; url: string; variable: boolean } | null;
  /** What the provider calls the variables of buttons, and what else it wants that nobody here knows, in words. */
  slots: { payloads: (string | null)[]; url: string | null; unknown?: string[] } | null;
  quality: string | null;
  rejectedReason: string | null;
}

/** A text to be approved. `example` has one value per variable of the body. */
export interface TemplateDraft {
  name: string;
  language: string;
  category: "MARKETING" | "UTILITY";
  body: string;
  example: readonly string[];
  footer: string | null;
  buttons: readonly string[];
  urlButton: { text: string; url: string; variable: boolean; example: string | null } | null;
  header: { format: "LOCATION" } | null;
}

/** What a provider says of a number it sends from. Null: it does not say. */
export interface AccountHealth {
  quality: string | null;
  /** People who may be written to first within 24 hours; null where there is no limit, undefined where it is not told. */
  dailyLimit?: number | null;
  displayNumber: string | null;
}

/** The provider refused something that is not a message: a template, a file, a question. Its words are for a human. */
export class ProviderRefusal extends Error {
  readonly code: number;
  /** How long the provider wants to be left alone, where it says so. */
  readonly retryAfterSeconds: number | undefined;
  constructor(code: number, message: string, retryAfterSeconds?: number) {
    super(message);
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export interface MessagingProvider {
  send(account: SenderAccount, message: OutgoingMessage): Promise<SendOutcome>;
  listTemplates(account: SenderAccount): Promise<ProviderTemplate[]>;
  /** Throws ProviderRefusal. */
  submitTemplate(
    account: SenderAccount,
    draft: TemplateDraft,
  ): Promise<{ providerId: string; status: string; category: string }>;
  /** Throws ProviderRefusal. The id lives for 30 days. */
  uploadMedia(
    account: SenderAccount,
    file: { bytes: Uint8Array; mimeType: string; fileName: string },
  ): Promise<{ mediaId: string }>;
  readHealth(account: SenderAccount): Promise<AccountHealth>;
  /** Null where the provider has no such list, and a webhook that is lost is lost. */
  readonly messageList: MessageList | null;
}

/** A message as the provider's own list has it. */
export interface ListedMessage {
  providerId: string;
  /** ISO 8601, to the second. */
  createdAt: string;
  text: string | null;
  /** Of ours: sent by a call of some program, and not by a human or a rule in the provider's own console. */
  byCall: boolean;
  /** What its webhook reports, or would report now. */
  event: ProviderEvent;
  /** What is stored of it, to be read like its webhook; not the provider's signed bytes. */
  bytes: Uint8Array;
}

export interface ListQuestion {
  /** Towards us or from us. */
  direction: "in" | "out";
  since: Date;
  /** Only with this guest, in E.164. */
  guest?: string;
  /** `next` of the page before. */
  cursor?: string | null;
}

/** What a provider remembers of a sender's messages. */
export interface MessageList {
  /**
   * One page, the newest first. It may hold messages from before `since`. `unreadable`: entries that made no sense.
   * Throws ProviderRefusal, or what a lost connection throws.
   */
  page(
    account: SenderAccount,
    question: ListQuestion,
  ): Promise<{ messages: ListedMessage[]; next: string | null; unreadable: number }>;
  /** The bytes of a message of ours with the attempt that it was proven to be. */
  attributed(message: ListedMessage, attemptId: string): Uint8Array;
}

/** One thing that a webhook reports, in our words. `key` is the same for every repetition. */
export type ProviderEvent =
  | {
      kind: "status";
      key: string;
      phoneNumberId: string;
      providerId: string;
      attemptId: string | null;
      status: string;
      at: string;
      error: { code: number; detail: string } | null;
      /** Whom it reached, where the provider says that. */
      recipient?: { phone: string | null; bsuid: string | null; parentBsuid: string | null };
    }
  | {
      kind: "message";
      key: string;
      phoneNumberId: string;
      providerId: string;
      from: { phone: string | null; bsuid: string | null; parentBsuid?: string | null };
      at: string;
      content: {
        type: string;
        text: string | null;
        payload: string | null;
        contextId: string | null;
        /** What the provider itself took it for: it sends this guest nothing any more, or does again. */
        keyword?: "stop" | "start";
      };
      /** Written in a group, which is nobody's chat with us. */
      group?: true;
      /** Of a system message: the number and ids the sender has from now on, and the id they had. */
      change?: {
        phone: string | null;
        bsuid: string | null;
        parentBsuid: string | null;
        previousBsuid: string | null;
      };
    }
  | {
      kind: "account";
      key: string;
      businessAccountId: string;
      /** Null where it is about the whole account. */
      phoneNumberId: string | null;
      field: string;
      value: unknown;
    };

/** What WhatsApp may not let a number do for a while, by its own words: write first, answer, send service messages. */
export const RESTRICTIONS = [
  "RESTRICTED_BIZ_INITIATED_MESSAGING",
  "RESTRICTED_CUSTOMER_INITIATED_MESSAGING",
  "RESTRICTED_UTILITY_TEMPLATES",
] as const;
export type RestrictionType = (typeof RESTRICTIONS)[number];

export interface Restriction {
  type: RestrictionType;
  /** When it ends by itself, ISO 8601; null where that was not told. */
  until: string | null;
}
