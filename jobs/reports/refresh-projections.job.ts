import { defineJob } from "@/jobs/job";
import { refreshProjections } from "@/lib/reports/topics";

export default defineJob({ topic: refreshProjections, load: () => import("./refresh-projections.handler") });
