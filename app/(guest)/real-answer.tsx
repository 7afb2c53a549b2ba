import { RealDocument } from "@/components/website/real-document";
import { toHtml } from "@/components/website/to-html";
import { AppError } from "@/lib/kernel/errors";
import type { loadRealOfLink } from "@/lib/website/loaders/real";

type Load = typeof loadRealOfLink;

/** "Is this invitation real?": it names numbers, so nobody on the way keeps it. Throws AppError `not_found` with `missing`. */
export async function realAnswer(
  request: Request,
  load: (wish: Parameters<Load>[1]) => ReturnType<Load>,
  missing: string,
): Promise<Response> {
  const page = await load({
    chosen: new URL(request.url).searchParams.get("lang"),
    header: request.headers.get("accept-language"),
  });
  if (!page) throw new AppError("not_found", missing);
  return new Response(await toHtml(<RealDocument page={page} />), {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-language": page.language,
      "cache-control": "private, no-store",
      "referrer-policy": "no-referrer",
      "x-robots-tag": "noindex, nofollow",
    },
  });
}
