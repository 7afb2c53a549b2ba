import type { MetadataRoute } from "next";
import { env } from "@/lib/platform/env";

/** Nothing of a wedding is for a search engine; public sites say so in their own headers, which must be readable for that. */
export const dynamic = "force-dynamic";

export default function robots(): MetadataRoute.Robots {
  return {
    rules: {
      userAgent: "*",
      allow: ["/", "/w/"],
      disallow: ["/relay/", "/api/", "/weddings", "/admin"],
    },
    sitemap: new URL("/sitemap.xml", env().APP_URL).href,
  };
}
