import { defineJob } from "@/jobs/job";
import { submitTemplate } from "@/lib/messaging/topics";

export default defineJob({ topic: submitTemplate, load: () => import("./submit-template.handler") });
