import { SiteDocument } from "@/components/website/site-document";
import { toHtml } from "@/components/website/to-html";
import { loadPreview } from "@/lib/website/loaders/preview";

type Context = { params: Promise<{ wedding: string }> };

/** The draft as guests would see it (`?version=` an earlier one, `?family=` as one household), for everybody in the wedding. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const asked = new URL(request.url).searchParams;
  const page = await loadPreview((await params).wedding, {
    version: asked.get("version"),
    family: asked.get("family"),
    lang: asked.get("lang"),
  });
  const languageHref = (language: string): string => {
    const query = new URLSearchParams(asked);
    query.set("lang", language);
    return `?${query}`;
  };
  return new Response(await toHtml(<SiteDocument page={page} languageHref={languageHref} />), {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-language": page.language,
      "cache-control": "private, no-store",
      "x-robots-tag": "noindex, nofollow",
    },
  });
}
