import { SiteDocument } from "@/components/website/site-document";
import { toHtml } from "@/components/website/to-html";
import { keepNoAddress } from "@/lib/platform/cache-tags";
import { loadSitePage } from "@/lib/website/loaders/site-page";
import { noticePage } from "@/lib/website/rules/notice";

/** Drawn once for each key and kept: see docs/decisions/0031. */
export const dynamic = "force-static";
export const dynamicParams = true;
export const revalidate = 86_400;
export const generateStaticParams = () => [];

/** One cached page of a site. Only middleware leads here; from outside this address is not there. */
export async function GET(_request: Request, { params }: { params: Promise<{ key: string }> }) {
  keepNoAddress();
  const page = await loadSitePage((await params).key);
  const html = page ? await toHtml(<SiteDocument page={page} />) : noticePage("address", "en");
  return new Response(html, {
    status: page ? 200 : 404,
    headers: {
      "content-type": "text/html; charset=utf-8",
      ...(page ? { "content-language": page.language } : {}),
    },
  });
}
