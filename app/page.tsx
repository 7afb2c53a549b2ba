import { redirect } from "next/navigation";
import { loadUser } from "@/lib/access/loaders";

export default async function Home() {
  await loadUser();
  redirect("/weddings");
}
