import { defineJob } from "@/jobs/job";
import { dispatchMessages } from "@/lib/messaging/topics";

export default defineJob({ topic: dispatchMessages, load: () => import("./dispatch-messages.handler") });
