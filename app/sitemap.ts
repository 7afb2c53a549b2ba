import type { MetadataRoute } from "next";
import { env } from "@/lib/platform/env";

/** No wedding is listed: a list of all of them would tell strangers who celebrates where, and when nobody is at home. */
export const dynamic = "force-dynamic";

export default function sitemap(): MetadataRoute.Sitemap {
  return [{ url: new URL("/", env().APP_URL).href }];
}
