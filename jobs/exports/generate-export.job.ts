import { defineJob } from "@/jobs/job";
import { generateExport } from "@/lib/exports/topics";

export default defineJob({ topic: generateExport, load: () => import("./generate-export.handler") });
