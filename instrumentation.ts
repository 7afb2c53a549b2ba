import type { Instrumentation } from "next";

export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { env } = await import("./lib/platform/env");
  const { startErrorReports } = await import("./lib/platform/error-reports");
  startErrorReports();
  if (env().DRAIN_ON_COMMIT === "1") {
    const [{ hostDrain }, { after }] = await Promise.all([import("./jobs/host"), import("next/server")]);
    hostDrain((work) => {
      try {
        after(work);
      } catch {
        // Not inside a request (a job of this process rang): nothing to answer first.
        void work();
      }
    });
  }
}

export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { reportRequestError } = await import("./lib/platform/error-reports");
  reportRequestError(error, {
    path: request.path,
    routePath: context.routePath,
    routeType: context.routeType,
  });
};
