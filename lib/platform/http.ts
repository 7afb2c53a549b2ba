import { AppError, statusOf } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import type { Refusal } from "@/lib/kernel/result";
import { env } from "./env";
import { logger } from "./logger";
import { isOutage } from "./transaction";

export interface RouteTools {
  correlationId: string;
}

type Context<P> = { params: Promise<P> };

/**
 * Wraps a route handler: one wide log event, one correlation id, and errors as problem+json (RFC 9457). What is not an
 * AppError says nothing of its inside.
 */
export function route<P = Record<string, never>>(
  name: string,
  handler: (request: Request, params: P, tools: RouteTools) => Promise<Response>,
  /** The address itself is the key and no cookie is read: there is nothing another site could borrow. */
  options: { keyed?: boolean } = {},
) {
  return async (request: Request, context: Context<P>): Promise<Response> => {
    const started = performance.now();
    const correlationId = request.headers.get("x-request-id") ?? newId();
    let response: Response;
    let failure: unknown;
    try {
      if (!options.keyed && isForgedWrite(request))
        throw new AppError("forbidden", "This request came from another site.");
      response = await handler(request, await context.params, { correlationId });
    } catch (error) {
      if (error instanceof AppError) response = problem(error.code, error.message, error.details);
      else if (isOutage(error))
        response = problem(
          "unavailable",
          "The database is not reachable at the moment. Nothing was lost; please try again.",
          undefined,
          { "retry-after": "5" },
        );
      else {
        failure = error;
        response = problem(
          "internal",
          "Something went wrong on our side. Nothing was lost; please try again.",
        );
      }
    }
    response.headers.set("x-request-id", correlationId);
    const fields = {
      route: name,
      method: request.method,
      status: response.status,
      correlationId,
      ms: Math.round(performance.now() - started),
    };
    if (failure) logger().error({ ...fields, err: failure }, "request");
    else logger().info(fields, "request");
    return response;
  };
}

/** A browser says where a write comes from; a cookie alone must not be enough. Callers without a browser carry no cookie. */
function isForgedWrite(request: Request): boolean {
  if (request.method === "GET" || request.method === "HEAD") return false;
  const origin = request.headers.get("origin");
  if (origin === null) return request.headers.get("sec-fetch-site") === "cross-site";
  return new URL(env().APP_URL).host !== safeHost(origin) && request.headers.get("host") !== safeHost(origin);
}

function safeHost(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}

export function problem(
  code: string,
  message: string,
  details?: unknown,
  headers: Record<string, string> = {},
): Response {
  return Response.json(
    { type: `about:blank#${code}`, title: message, code, ...(details === undefined ? {} : { details }) },
    {
      status: statusOf(code),
      headers: { "content-type": "application/problem+json", "cache-control": "no-store", ...headers },
    },
  );
}

/** An expected refusal of a command: 409, with its words. */
export const refusal = ({ code, message, details }: Refusal): Response => problem(code, message, details);

/** An allowance is used up; it says when to come back. */
export const tooMany = (waitSeconds: number): Response =>
  problem("too_many", "That was a lot at once. Please wait a little and try again.", undefined, {
    "retry-after": String(waitSeconds),
  });

/** JSON for one person's eyes, with an ETag so that an unchanged answer costs nothing. */
export function privateJson(request: Request, body: unknown, etag?: string): Response {
  const headers = { "cache-control": "private, no-cache", ...(etag ? { etag: `"${etag}"` } : {}) };
  if (etag && request.headers.get("if-none-match") === `"${etag}"`)
    return new Response(null, { status: 304, headers });
  return Response.json(body, { headers });
}

/** Reads a small JSON body. Throws AppError `too_large` or `invalid_input`. */
export async function readJson(request: Request, maxBytes = 1024 * 1024): Promise<unknown> {
  const bytes = await readBytes(request, maxBytes);
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new AppError("invalid_input", "The body is not JSON.");
  }
}

/** Reads a body up to a limit, counting while it streams. Throws AppError `too_large`. */
export async function readBytes(request: Request, maxBytes: number): Promise<Buffer> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes)
    throw new AppError("too_large", `At most ${Math.floor(maxBytes / 1024)} kB are taken here.`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > maxBytes)
      throw new AppError("too_large", `At most ${Math.floor(maxBytes / 1024)} kB are taken here.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
