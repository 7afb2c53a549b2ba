import type { Metadata } from "next";
import type { ReactNode } from "react";
import { PlainFrame } from "@/components/weddings/plain-frame";

export const metadata: Metadata = { robots: { index: false } };

export default function AuthLayout({ children }: { children: ReactNode }) {
  return <PlainFrame>{children}</PlainFrame>;
}
