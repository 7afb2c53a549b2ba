import { defineJob } from "@/jobs/job";
import { runReminders } from "@/lib/messaging/topics";

export default defineJob({ topic: runReminders, load: () => import("./run-reminders.handler") });
