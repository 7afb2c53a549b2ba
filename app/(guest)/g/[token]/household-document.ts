import { AppError } from "@/lib/kernel/errors";
import { GUEST_LANGUAGES, type GuestLanguage } from "@/lib/kernel/languages";
import { noticePage } from "@/lib/website/rules/notice";
import { readerLanguage } from "@/lib/website/rules/reader-language";

type Query = Partial<Record<string, string>>;

const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "private, no-store",
  "referrer-policy": "no-referrer",
  "x-robots-tag": "noindex, nofollow",
};

/** A document for one household's eyes: drawn now, kept by nobody. A link that opens nothing says so in words. */
export async function householdDocument(
  request: Request,
  draw: (query: Query, nonce: string | undefined) => Promise<{ html: string; language: GuestLanguage }>,
): Promise<Response> {
  const query: Query = Object.fromEntries(new URL(request.url).searchParams);
  try {
    const { html, language } = await draw(query, request.headers.get("x-nonce") ?? undefined);
    return new Response(html, { headers: { ...HEADERS, "content-language": language } });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "not_found") throw error;
    const header = request.headers.get("accept-language");
    const language = readerLanguage(Object.keys(GUEST_LANGUAGES), { header });
    return new Response(noticePage("link", language), {
      status: 404,
      headers: { ...HEADERS, "content-language": language },
    });
  }
}
