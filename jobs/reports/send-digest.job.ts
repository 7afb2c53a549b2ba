import { defineJob } from "@/jobs/job";
import { sendDigest } from "@/lib/reports/topics";

export default defineJob({ topic: sendDigest, load: () => import("./send-digest.handler") });
