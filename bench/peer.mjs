// The peer of the cached page: Node's own `http` with the same headers and bytes, ready in memory.
// argv: port, file with [{path, headers, body (base64)}]. Prints "ready" when it listens.
import fs from "node:fs";
import http from "node:http";

const answers = new Map(
  JSON.parse(fs.readFileSync(process.argv[3], "utf8")).map(({ path, headers, body }) => [
    path,
    { headers, body: Buffer.from(body, "base64") },
  ]),
);
http
  .createServer((request, response) => {
    const answer = answers.get(request.url);
    response.writeHead(200, answer.headers);
    response.end(answer.body);
  })
  .listen(Number(process.argv[2]), "127.0.0.1", () => console.log("ready"));
