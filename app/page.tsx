import { redirect } from "next/navigation";
import { currentUser } from "@/lib/platform/session";

export default async function Home() {
  redirect((await currentUser()) ? "/weddings" : "/sign-in");
}
