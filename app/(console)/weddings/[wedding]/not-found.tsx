import { NothingHere } from "@/components/weddings/nothing-here";

export default function NotFound() {
  return <NothingHere />;
}
