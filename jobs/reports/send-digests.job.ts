import { defineJob } from "@/jobs/job";
import { sendDigests } from "@/lib/reports/topics";

export default defineJob({ topic: sendDigests, load: () => import("./send-digests.handler") });
