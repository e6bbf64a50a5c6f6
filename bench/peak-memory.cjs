/** Required by every measured process: writes its peak memory, in kilobytes, to file descriptor 3 when it ends. */
process.on("exit", () => require("node:fs").writeSync(3, String(process.resourceUsage().maxRSS)));
