/** What one would type: counts the hosts in the access logs of a directory with `zcat` and `awk`. */
import { execFileSync } from "node:child_process";

const COUNT_HOSTS = `{ split($2, request, " "); split(request[2], url, "/"); split(url[3], place, ":"); requests[place[1]]++ }
END { for (host in requests) print requests[host], host }`;

const script = 'zcat "$1"/*.log.gz | awk -F\\" "$2" | sort -rn';
const counts = execFileSync("sh", ["-c", script, "sh", process.argv[2], COUNT_HOSTS], { encoding: "utf8" });
// A pipeline succeeds when its last command does.
if (counts === "") throw new Error("awk has counted nothing.");
process.stdout.write(counts);
