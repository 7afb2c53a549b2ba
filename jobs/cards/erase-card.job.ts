import { eraseCard } from "@/lib/cards/topics";
import { defineJob } from "../job";

export default defineJob({ topic: eraseCard, load: () => import("./erase-card.handler") });
