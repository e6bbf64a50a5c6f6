/** What one would type: counts the hosts in the access logs of a directory with `zcat` and `awk`. */
import { execFileSync } from "node:child_process";

const COUNT_HOSTS = `{ split($2, request, " "); split(request[2], url, "/"); split(url[3], host, ":"); requests[host[1]]++ }
END { for (host in requests) print requests[host], host }`;

execFileSync("sh", ["-c", 'zcat "$1"/*.log.gz | awk -F\\" "$2" | sort -rn', "sh", process.argv[2], COUNT_HOSTS], {
  stdio: "inherit",
});
