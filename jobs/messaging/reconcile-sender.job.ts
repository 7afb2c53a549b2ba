import { defineJob } from "@/jobs/job";
import { reconcileSender } from "@/lib/messaging/topics";

export default defineJob({ topic: reconcileSender, load: () => import("./reconcile-sender.handler") });
