import { defineJob } from "@/jobs/job";
import { drawPreviews } from "@/lib/website/topics";

export default defineJob({ topic: drawPreviews, load: () => import("./draw-previews.handler") });
