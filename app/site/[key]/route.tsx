import { SiteDocument } from "@/components/website/site-document";
import { toHtml } from "@/components/website/to-html";
import { keepNoAddress } from "@/lib/platform/cache-tags";
import { rememberPage } from "@/lib/website/loaders/page-memory";
import { loadSitePage } from "@/lib/website/loaders/site-page";
import { noticePage } from "@/lib/website/rules/notice";

/**
 * Drawn once for each key and kept: see docs/decisions/0031. What a key stands for never changes; it is drawn again after
 * a minute only so that a process that did not draw it comes to have it in memory.
 */
export const dynamic = "force-static";
export const dynamicParams = true;
export const revalidate = 60;
export const generateStaticParams = () => [];

/** One cached page of a site. Only middleware leads here; from outside this address is not there. */
export async function GET(_request: Request, { params }: { params: Promise<{ key: string }> }) {
  keepNoAddress();
  const { key } = await params;
  const page = await loadSitePage(key);
  const html = page ? await toHtml(<SiteDocument page={page} />) : noticePage("address", "en");
  if (page) rememberPage(key, html, page.language);
  return new Response(html, {
    status: page ? 200 : 404,
    headers: {
      "content-type": "text/html; charset=utf-8",
      ...(page ? { "content-language": page.language } : {}),
    },
  });
}
