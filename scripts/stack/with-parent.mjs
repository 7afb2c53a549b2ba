// Ends with the process that started this one, however that ended: nothing stays behind that holds a port.
process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
process.channel?.unref();
