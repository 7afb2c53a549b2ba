import { enrichCard } from "@/lib/cards/topics";
import { defineJob } from "../job";

export default defineJob({ topic: enrichCard, load: () => import("./enrich-card.handler") });
