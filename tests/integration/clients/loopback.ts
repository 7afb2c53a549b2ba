import twilio from "twilio";

/** Twilio's own HTTP client, whose calls go to the simulator instead of Twilio's hosts. */
export function loopback(base: string) {
  const http = new twilio.RequestClient();
  const ask = http.request.bind(http);
  http.request = (options) =>
    ask({ ...options, uri: options.uri.replace(/^https:\/\/[a-z.]+\.twilio\.com/, base) });
  return http;
}
