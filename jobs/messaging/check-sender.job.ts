import { defineJob } from "@/jobs/job";
import { checkSender } from "@/lib/messaging/topics";

export default defineJob({ topic: checkSender, load: () => import("./check-sender.handler") });
