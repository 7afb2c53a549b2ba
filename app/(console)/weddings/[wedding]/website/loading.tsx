import { DeskSkeleton } from "@/components/website-desk/desk-skeleton";

export default function Loading() {
  return <DeskSkeleton />;
}
