import { RealDocument } from "@/components/website/real-document";
import { toHtml } from "@/components/website/to-html";
import { AppError } from "@/lib/kernel/errors";
import { route } from "@/lib/platform/http";
import { loadRealOfSlug } from "@/lib/website/loaders/real";

/** "Is this invitation real?" for anybody with the public address. It names numbers, so nobody on the way keeps it. */
export const GET = route<{ slug: string }>(
  "website.real",
  async (request, { slug }) => {
    const page = await loadRealOfSlug(slug.toLowerCase(), {
      chosen: new URL(request.url).searchParams.get("lang"),
      header: request.headers.get("accept-language"),
    });
    if (!page) throw new AppError("not_found", "There is no such page.");
    return new Response(await toHtml(<RealDocument page={page} />), {
      headers: {
        "content-type": "text/html; charset=utf-8",
        "content-language": page.language,
        "cache-control": "private, no-store",
        "referrer-policy": "no-referrer",
        "x-robots-tag": "noindex, nofollow",
      },
    });
  },
  { keyed: true },
);
