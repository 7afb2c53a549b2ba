import { RealDocument } from "@/components/website/real-document";
import { toHtml } from "@/components/website/to-html";
import { AppError } from "@/lib/kernel/errors";
import { route } from "@/lib/platform/http";
import { loadRealOfLink } from "@/lib/website/loaders/real";

/** "Is this invitation real?" for whoever has a household's link. Opening it changes nothing. */
export const GET = route<{ token: string }>(
  "guest.real",
  async (request, { token }) => {
    const page = await loadRealOfLink(token, {
      chosen: new URL(request.url).searchParams.get("lang"),
      header: request.headers.get("accept-language"),
    });
    if (!page) throw new AppError("not_found", "This link is not valid any more. Please ask the family.");
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
