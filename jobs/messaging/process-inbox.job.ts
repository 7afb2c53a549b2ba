import { defineJob } from "@/jobs/job";
import { processInbox } from "@/lib/messaging/topics";

export default defineJob({ topic: processInbox, load: () => import("./process-inbox.handler") });
