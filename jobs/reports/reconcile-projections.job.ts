import { defineJob } from "@/jobs/job";
import { reconcileProjections } from "@/lib/reports/topics";

export default defineJob({
  topic: reconcileProjections,
  load: () => import("./reconcile-projections.handler"),
});
