import { enterWedding } from "@/lib/access/loaders";
import { requirePermission } from "@/lib/access/policy";
import { privateJson, route } from "@/lib/platform/http";
import { isSlugFree } from "@/lib/website/loaders/desk";
import { slugProblem } from "@/lib/website/rules/slug";

/** Whether an address of a website may be had, while it is typed; the command that takes it decides. */
export const GET = route<{ wedding: string }>("website.address", async (request, { wedding }) => {
  const { scope } = await enterWedding(wedding);
  requirePermission(scope, "website.edit");
  const slug = new URL(request.url).searchParams.get("slug") ?? "";
  return privateJson(request, { free: slugProblem(slug) === null && (await isSlugFree(slug)) });
});
