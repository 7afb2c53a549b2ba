import { z } from "zod";
import type { Answer, ContactsFailure } from "@/lib/imports/ports";

const CALL_TIMEOUT_MS = 30_000;
const MAX_RETRY_AFTER_SECONDS = 86_400;

export interface Call {
  url: URL;
  method?: "POST";
  headers?: Record<string, string>;
  form?: Record<string, string>;
}

/** What a refusal says, whatever part of Google it comes from. */
export interface RefusedAnswer {
  status: number;
  headers: Headers;
  body: unknown;
}

/**
 * Calls Google and reads the JSON with `schema`. A refusal becomes what `refused` says of it; no answer, or one that
 * cannot be read, is `temporary`. Never throws.
 */
export async function callGoogle<T>(
  call: Call,
  schema: z.ZodType<T>,
  refused: (answer: RefusedAnswer) => ContactsFailure,
): Promise<Answer<T>> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(call.url, {
      method: call.method ?? "GET",
      headers: { accept: "application/json", ...call.headers },
      ...(call.form ? { body: new URLSearchParams(call.form) } : {}),
      // A redirect would carry the bearer token or the refresh token elsewhere.
      redirect: "error",
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    });
    text = await response.text();
  } catch (error) {
    return temporary(error instanceof Error ? error.name : "no answer");
  }
  const body = parseJson(text);
  if (!response.ok) return refused({ status: response.status, headers: response.headers, body });
  const read = schema.safeParse(body);
  return read.success ? { ok: true, value: read.data } : temporary("unreadable answer");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const temporary = (detail: string, retryAfterSeconds: number | null = null): ContactsFailure => ({
  ok: false,
  kind: "temporary",
  detail,
  retryAfterSeconds,
});

const misconfigured = (detail: string): ContactsFailure => ({ ok: false, kind: "misconfigured", detail });

/** Seconds from a Retry-After header of either form, or null. */
export function retryAfter(headers: Headers, now = Date.now()): number | null {
  const header = headers.get("retry-after");
  if (header === null) return null;
  const seconds = /^\d+$/.test(header) ? Number(header) : Math.ceil((Date.parse(header) - now) / 1000);
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), MAX_RETRY_AFTER_SECONDS) : null;
}

/** An error of a Google API (AIP-193); `errors` is the older form that some of them still send beside it. */
const apiError = z.object({
  error: z.object({
    status: z.string().catch(""),
    message: z.string().catch(""),
    details: z.array(z.object({ reason: z.string().optional() }).catch({})).catch([]),
    errors: z.array(z.object({ reason: z.string().optional() }).catch({})).catch([]),
  }),
});

const QUOTA_REASONS =
  /^(RATE_LIMIT_EXCEEDED|RESOURCE_EXHAUSTED|RESOURCE_QUOTA_EXCEEDED|rateLimitExceeded|userRateLimitExceeded|quotaExceeded|dailyLimitExceeded)$/;
const SCOPE_REASONS = /^(ACCESS_TOKEN_SCOPE_INSUFFICIENT|insufficientPermissions)$/;

/** What the People API means. `resuming` says that a sync or page token was sent along. */
export function peopleFailure(answer: RefusedAnswer, resuming: boolean): ContactsFailure {
  const { status, headers, body } = answer;
  const parsed = apiError.safeParse(body);
  const error = parsed.success ? parsed.data.error : { status: "", message: "", details: [], errors: [] };
  const reasons = [...error.details, ...error.errors].flatMap(({ reason }) => reason ?? []);
  const wait = retryAfter(headers);
  const detail = `HTTP ${status} ${[error.status, ...reasons].filter(Boolean).join(" ")}`.trim();

  if (status >= 500 || status === 408) return temporary(detail, wait);
  if (status === 401) return { ok: false, kind: "consent_revoked" };
  if (status === 429 || error.status === "RESOURCE_EXHAUSTED" || reasons.some((r) => QUOTA_REASONS.test(r)))
    return { ok: false, kind: "quota", retryAfterSeconds: wait };
  if (status === 403) {
    const scope = reasons.some((r) => SCOPE_REASONS.test(r)) || /authentication scopes/i.test(error.message);
    if (scope || /insufficient_scope/.test(headers.get("www-authenticate") ?? ""))
      return { ok: false, kind: "forbidden_scope" };
    return wait === null ? misconfigured(detail) : { ok: false, kind: "quota", retryAfterSeconds: wait };
  }
  // Besides EXPIRED_SYNC_TOKEN: a token that was made with other fields (by an older release) is an invalid argument.
  if (resuming && (status === 400 || status === 410)) return { ok: false, kind: "sync_token_expired" };
  return misconfigured(detail);
}

const tokenError = z.object({ error: z.string() });

/** What the token endpoint means (RFC 6749, section 5.2). */
export function tokenFailure({ status, headers, body }: RefusedAnswer): ContactsFailure {
  const parsed = tokenError.safeParse(body);
  const code = parsed.success ? parsed.data.error : "";
  const wait = retryAfter(headers);
  if (status === 429) return { ok: false, kind: "quota", retryAfterSeconds: wait };
  if (status >= 500 || status === 408) return temporary(`HTTP ${status}`, wait);
  if (code === "invalid_grant") return { ok: false, kind: "consent_revoked" };
  // Only words of the standard: the description may name the account.
  return misconfigured(`HTTP ${status} ${/^[a-z_]{1,40}$/.test(code) ? code : ""}`.trim());
}
