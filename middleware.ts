import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";

/**
 * Gives each page a request id and a nonce for its scripts. It is no security boundary: every page, route and command
 * checks its own right. Webhooks and uploads stay out, because a body over 10 MB would be cut here in silence.
 */
export function middleware(request: NextRequest): NextResponse {
  const nonce = randomBytes(16).toString("base64");
  const path = request.nextUrl.pathname;
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${process.env.NODE_ENV === "development" ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    // A relative's tap on "open" is a form whose answer leads into WhatsApp.
    `form-action 'self'${path.startsWith("/relay/") ? " https://wa.me https://api.whatsapp.com https://web.whatsapp.com whatsapp:" : ""}`,
    "frame-ancestors 'none'",
  ].join("; ");
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("x-request-id", request.headers.get("x-request-id")?.slice(0, 64) ?? crypto.randomUUID());
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("x-request-id", headers.get("x-request-id")!);
  // An address that is a secret: it is kept by nobody on the way, told to nobody else, found by no search.
  if (/^\/(g|relay)\//.test(path)) {
    response.headers.set("cache-control", "private, no-store");
    response.headers.set("referrer-policy", "no-referrer");
    response.headers.set("x-robots-tag", "noindex, nofollow");
  }
  return response;
}

export const config = {
  runtime: "nodejs",
  matcher: ["/((?!api/|_next/static|_next/image|icon.svg|favicon.ico|fonts/).*)"],
};
