// The peer of bin/bench: as little as can be done and still be durable. A room for each couple; each message is one
// INSERT in a commit of its own, acknowledged when it is on disk, then sent to the other of the two.
// No encryption, no rules, no rendering. Who someone is stands in their cookie and is looked up in memory.

import { createServer } from "node:http";
import Database from "better-sqlite3";
import { Server } from "socket.io";

const [file, couples] = process.argv.slice(2);
const database = new Database(file);
database.pragma("journal_mode = WAL");
database.pragma("synchronous = FULL");
database.exec("CREATE TABLE message (id INTEGER PRIMARY KEY, room TEXT, seat TEXT, op TEXT UNIQUE, body TEXT)");
const insert = database.prepare("INSERT INTO message (room, seat, op, body) VALUES (?, ?, ?, ?)");

const people = new Map();
for (let n = 0; n < couples; n++) {
  for (const seat of "AB") people.set(`place=${n}${seat}`, { room: `room-${n}`, seat });
}

const http = createServer();
const io = new Server(http, { transports: ["websocket"], serveClient: false, pingInterval: 15_000, pingTimeout: 20_000 });

io.use((socket, next) => {
  socket.data = people.get(socket.handshake.headers.cookie);
  next(socket.data ? undefined : new Error("unknown"));
});

io.on("connection", (socket) => {
  const { room, seat } = socket.data;
  socket.on("enter", ({ stream }, reply) => {
    socket.join(stream);
    reply({ ok: true, version: 0, html: null });
  });
  socket.on("do", ({ stream, op, deed, step, fields }, reply) => {
    if (stream !== room) return reply({ ok: false, code: "denied" });
    const version = insert.run(room, seat, op, JSON.stringify({ deed, step, fields })).lastInsertRowid;
    reply({ ok: true, version });
    socket.to(room).emit("view", { stream, version, deed, step, fields });
  });
});

http.listen(0, "127.0.0.1", () => {
  const sqlite = database.prepare("SELECT sqlite_version()").pluck().get();
  console.log(JSON.stringify({ port: http.address().port, node: process.version, sqlite }));
});
process.on("SIGTERM", () => process.exit(0));
