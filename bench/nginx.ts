import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "@/db/embedded";

/** nginx with one file, where it is installed: the bare speed of this machine. */
export async function startNginx(bytes: Buffer): Promise<{ url: string; stop(): Promise<void> } | null> {
  if (spawnSync("nginx", ["-v"]).error) return null;
  const home = await mkdtemp(path.join(tmpdir(), "parinaya-nginx-"));
  const port = await freePort();
  await writeFile(path.join(home, "page.html"), bytes, { mode: 0o644 });
  await writeFile(
    path.join(home, "nginx.conf"),
    `daemon off; master_process off; pid ${home}/pid; error_log stderr crit; events { worker_connections 1024; }
     http { access_log off; keepalive_requests 1000000; client_body_temp_path ${home}/b; proxy_temp_path ${home}/p; fastcgi_temp_path ${home}/f;
     uwsgi_temp_path ${home}/u; scgi_temp_path ${home}/s; default_type text/html; server { listen 127.0.0.1:${port}; root ${home}; } }`,
  );
  const child = spawn("nginx", ["-c", path.join(home, "nginx.conf"), "-p", home], { stdio: "ignore" });
  await new Promise((resolve) => setTimeout(resolve, 300));
  return {
    url: `http://127.0.0.1:${port}/page.html`,
    async stop() {
      child.kill("SIGTERM");
      await rm(home, { recursive: true, force: true });
    },
  };
}
