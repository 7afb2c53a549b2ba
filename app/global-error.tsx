"use client";

import { type BoundaryProps, PageFailed } from "@/components/weddings/page-failed";
import "./globals.css";

export default function GlobalError(props: BoundaryProps) {
  return (
    <html lang="en-IN">
      <body>
        <main className="mx-auto max-w-xl px-4 py-12">
          <PageFailed
            {...props}
            title="The page could not be shown"
            kept="Everything that was saved is still there."
          />
        </main>
      </body>
    </html>
  );
}
