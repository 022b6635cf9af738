// The peer: as little as can be. A message comes, is committed to disk alone, is acknowledged, and goes to the other.
// No sign-in, no rules, no sealing, no rendering. Prints the port when it listens.
import Database from "better-sqlite3";
import { createServer } from "node:http";
import { Server } from "socket.io";

const [file, port] = process.argv.slice(2);
const db = new Database(file);
for (const [name, value] of [["journal_mode", "WAL"], ["synchronous", "FULL"]]) db.pragma(`${name} = ${value}`);
db.exec("CREATE TABLE IF NOT EXISTS event (id INTEGER PRIMARY KEY, stream TEXT, version INTEGER, op TEXT, body TEXT)");
const insert = db.prepare("INSERT INTO event (stream, version, op, body) VALUES (?, ?, ?, ?)");
const versions = new Map();

const http = createServer((_request, response) => response.end("ok\n"));
const io = new Server(http, { transports: ["websocket"], perMessageDeflate: false });
io.on("connection", (socket) => {
  socket.on("enter", ({ stream }, acknowledge) => {
    socket.join(stream);
    acknowledge({ ok: true, version: versions.get(stream) ?? 0, html: null });
  });
  socket.on("do", (deed, acknowledge) => {
    const version = (versions.get(deed.stream) ?? 0) + 1;
    insert.run(deed.stream, version, deed.op, JSON.stringify(deed.fields));
    versions.set(deed.stream, version);
    acknowledge({ ok: true, version });
    socket.to(deed.stream).emit("view", { stream: deed.stream, version, body: deed.fields });
  });
});
http.listen(Number(port), "127.0.0.1", () => console.log(port));
