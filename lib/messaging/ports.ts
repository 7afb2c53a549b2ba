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
      name: string;
      language: string;
      params: readonly string[];
      payloads: readonly string[];
    }
  | { kind: "text"; body: string }
  | { kind: "buttons"; body: string; buttons: readonly { id: string; title: string }[] };

/** The code of a refusal where no connection came to be: nothing was sent for certain. */
export const NOT_SENT = -1;

export type SendOutcome =
  | { kind: "accepted"; providerId: string }
  /** Refused before it was processed, with the provider's code; what that means is decided by rules/failures. */
  | { kind: "refused"; code: number; detail: string; retryAfterSeconds?: number }
  /** Nobody knows whether it went out: time-out, reset, 5xx. Never sent again without a human or a receipt. */
  | { kind: "unknown"; detail: string };

export interface SenderAccount {
  phoneNumberId: string;
  businessAccountId: string;
}

export interface ProviderTemplate {
  providerId: string;
  name: string;
  language: string;
  category: string;
  status: string;
  body: string;
  parameterCount: number;
  buttons: string[];
}

export interface MessagingProvider {
  send(account: SenderAccount, message: OutgoingMessage): Promise<SendOutcome>;
  listTemplates(account: SenderAccount): Promise<ProviderTemplate[]>;
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
    }
  | {
      kind: "message";
      key: string;
      phoneNumberId: string;
      providerId: string;
      from: { phone: string | null; bsuid: string | null };
      at: string;
      content: { type: string; text: string | null; payload: string | null; contextId: string | null };
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
