import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { GUEST_LANGUAGES } from "@/lib/kernel/languages";
import { recallPage } from "@/lib/website/loaders/page-memory";
import { type Opened, openGuest, openSlug, type Wish } from "@/lib/website/loaders/site-page";
import { readAddress } from "@/lib/website/rules/address";
import { noticePage } from "@/lib/website/rules/notice";
import type { Notice } from "@/lib/website/rules/notice-words";
import { readerLanguage } from "@/lib/website/rules/reader-language";

const policyOf = (scripts: string, forms: string, frames = "'none'"): string =>
  [
    "default-src 'self'",
    `script-src ${scripts}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    `form-action ${forms}`,
    `frame-ancestors ${frames}`,
  ].join("; ");

/** Documents of our own making: they carry no inline script, and what is kept in a cache can hold no nonce. */
const DOCUMENT_POLICY = policyOf("'self'", "'self'");

/** Routes, not pages, that answer with such a document. */
const DOCUMENTS = /^\/[gi]\//;

/** The one document that the console shows inside of a page of its own, beside the form it is drawn from. */
const PREVIEW = /^\/weddings\/[^/]+\/website\/preview$/;
const PREVIEW_POLICY = policyOf("'self'", "'none'", "'self'");

/** An address that is a secret: it is kept by nobody on the way, told to nobody else, found by no search. */
const SECRET = {
  "cache-control": "private, no-store",
  "referrer-policy": "no-referrer",
  "x-robots-tag": "noindex, nofollow",
};

/** Whatever a copy on the way still shows, it is true to the minute. A search engine is no place for a family's plans. */
const SHARED = {
  "cache-control": "public, max-age=0, s-maxage=20, stale-while-revalidate=40",
  "x-robots-tag": "noindex, nofollow",
};

const SHARED_BY_LANGUAGE = { ...SHARED, vary: "Accept-Language" };

/**
 * Opens the addresses of guests, each looked up once and led to its cached page; and gives each page of the console a
 * request id and a nonce for its scripts. It is no security boundary: every page, route and command checks its own
 * right. Webhooks and uploads stay out, because a body over 10 MB would be cut here in silence.
 */
export async function middleware(request: NextRequest): Promise<Response> {
  const { pathname, searchParams } = request.nextUrl;
  const asked = readAddress(pathname, searchParams);
  if (asked.kind === "inside" || asked.kind === "nothing") return notice(request, "address", 404);
  const wish = { chosen: searchParams.get("lang"), header: request.headers.get("accept-language") };
  if (asked.kind === "slug") {
    return publicPage(request, asked, await openSlug(asked.slug, wish), wish);
  }
  if (asked.kind === "household" && request.method === "POST")
    return sentTo(request, `/api/g/${asked.token}`);
  if (asked.kind === "household" || (asked.kind === "behind" && !asked.rest.endsWith(".ics"))) {
    const opened = await openGuest(asked.token, wish);
    return householdPage(request, asked.kind === "household" && !asked.answers, opened) ?? page(request);
  }
  return page(request);
}

function publicPage(
  request: NextRequest,
  asked: { slug: string; asWritten: string; rest: string },
  opened: Opened,
  wish: Wish,
): Response {
  if (opened.state === "moved") return moved(request, opened.slug, asked.rest);
  if (opened.state !== "page") return notice(request, "address", 404);
  if (asked.asWritten !== asked.slug) return moved(request, asked.slug, asked.rest);
  // What lies behind it (a calendar file) answers for itself.
  if (asked.rest !== "")
    return NextResponse.next({ headers: { "content-security-policy": DOCUMENT_POLICY } });
  return inside(
    request,
    opened.key,
    opened.languages > 1 && wish.chosen === null ? SHARED_BY_LANGUAGE : SHARED,
  );
}

function householdPage(request: NextRequest, website: boolean, opened: Opened): Response | null {
  if (opened.state === "unknown") return notice(request, "link", 404);
  if (opened.state === "ended") return notice(request, "ended", 410);
  return website && opened.state === "page" ? inside(request, opened.key, SECRET) : null;
}

/** The cached page: its key says nothing of who asks, and the query stays outside. */
function inside(
  request: NextRequest,
  key: string,
  headers: { vary?: string; "cache-control": string },
): Response {
  const kept = recallPage(key);
  const policy = { "content-security-policy": DOCUMENT_POLICY };
  if (!kept)
    return NextResponse.rewrite(new URL(`/site/${key}`, request.url), { headers: { ...headers, ...policy } });
  return new Response(request.method === "HEAD" ? null : kept.body, {
    headers: {
      ...headers,
      ...policy,
      vary: headers.vary ? `${headers.vary}, Accept-Encoding` : "Accept-Encoding",
      "content-type": "text/html; charset=utf-8",
      "content-language": kept.language,
      "x-site-cache": "HIT",
    },
  });
}

function moved(request: NextRequest, slug: string, rest: string): NextResponse {
  const to = new URL(`/w/${slug}${rest && `/${rest}`}${request.nextUrl.search}`, request.url);
  return NextResponse.redirect(to, { status: 307, headers: SHARED });
}

/** A form of a household's page goes to the page's own address. */
function sentTo(request: NextRequest, path: string): NextResponse {
  return NextResponse.rewrite(new URL(path, request.url), { headers: SECRET });
}

function notice(request: NextRequest, what: Notice, status: number): Response {
  const header = request.headers.get("accept-language");
  const language = readerLanguage(Object.keys(GUEST_LANGUAGES), { header });
  return new Response(request.method === "HEAD" ? null : noticePage(what, language), {
    status,
    headers: {
      ...SECRET,
      "content-type": "text/html; charset=utf-8",
      "content-language": language,
      "content-security-policy": DOCUMENT_POLICY,
    },
  });
}

const documentPolicy = (path: string): string | null =>
  PREVIEW.test(path) ? PREVIEW_POLICY : DOCUMENTS.test(path) ? DOCUMENT_POLICY : null;

/** The page as the reader knows it, without what Next's router adds when it asks for a part of it. */
function askedOf({ pathname, searchParams }: URL): string {
  const asked = new URLSearchParams(searchParams);
  asked.delete("_rsc");
  return asked.size > 0 ? `${pathname}?${asked}` : pathname;
}

/** A page of Next's own: its scripts carry the nonce. */
function page(request: NextRequest): NextResponse {
  const nonce = randomBytes(16).toString("base64");
  const path = request.nextUrl.pathname;
  const policy =
    documentPolicy(path) ??
    policyOf(
      `'self' 'nonce-${nonce}' 'strict-dynamic'${process.env.NODE_ENV === "development" ? " 'unsafe-eval'" : ""}`,
      // A relative's tap on "open" is a form whose answer leads into WhatsApp.
      `'self'${path.startsWith("/relay/") ? " https://wa.me https://api.whatsapp.com https://web.whatsapp.com whatsapp:" : ""}`,
    );
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("x-asked", askedOf(request.nextUrl));
  headers.set("x-request-id", request.headers.get("x-request-id")?.slice(0, 64) ?? crypto.randomUUID());
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("x-request-id", headers.get("x-request-id")!);
  const secret =
    /^\/(g|relay)\//.test(path) || (path.startsWith("/i/") && request.nextUrl.searchParams.has("k"));
  if (secret) for (const [name, value] of Object.entries(SECRET)) response.headers.set(name, value);
  return response;
}

export const config = {
  runtime: "nodejs",
  matcher: ["/((?!api/|_next/static|_next/image|icon.svg|favicon.ico|fonts/|guest.js).*)"],
};
