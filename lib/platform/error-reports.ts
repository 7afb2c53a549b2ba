import * as Sentry from "@sentry/nextjs";
import { env } from "./env";
import { logger } from "./logger";
import { redact } from "./redact";

/** Sentry where a DSN is set, silence otherwise. Events and breadcrumbs pass the same redaction as the logs. */
export function startErrorReports(): void {
  const { SENTRY_DSN, NODE_ENV } = env();
  if (!SENTRY_DSN) return;
  Sentry.init({
    dsn: SENTRY_DSN,
    environment: NODE_ENV,
    tracesSampleRate: 0,
    beforeSend: (event) => redact({ ...event, request: undefined, user: undefined }) as typeof event,
    beforeBreadcrumb: (crumb) => redact(crumb) as typeof crumb,
  });
}

export function reportRequestError(
  error: unknown,
  where: { path: string; routePath: string; routeType: string },
): void {
  logger().error({ err: error, route: where.routePath, routeType: where.routeType }, "request.error");
  if (env().SENTRY_DSN)
    Sentry.captureException(error, { tags: { route: where.routePath, routeType: where.routeType } });
}
