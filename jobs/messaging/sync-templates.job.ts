import { defineJob } from "@/jobs/job";
import { syncTemplates } from "@/lib/messaging/topics";

export default defineJob({ topic: syncTemplates, load: () => import("./sync-templates.handler") });
