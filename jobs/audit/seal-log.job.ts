import { defineJob } from "@/jobs/job";
import { sealLog } from "@/lib/audit/topics";

export default defineJob({ topic: sealLog, load: () => import("./seal-log.handler") });
