import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as a service of AWS's sees it. */
export interface AwsRequest {
  readonly url: URL;
  /** What JSON APIs name the operation in; empty for others. */
  readonly target: string;
  /** What query APIs name the operation and its parameters in. */
  readonly parameters: URLSearchParams;
  readonly body: string;
}

export interface AwsAnswer {
  /** Default: 200. */
  readonly status?: number;
  readonly body: string | Uint8Array;
}

/** AWS made here: what AWS's real SDK in a child process asks, `answer` answers. */
export class AwsEndpoint {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(answer: (request: AwsRequest) => AwsAnswer | Promise<AwsAnswer>): Promise<AwsEndpoint> {
    const server = createServer(async (request, response) => {
      let body = "";
      for await (const text of request.setEncoding("utf8")) body += text;
      const { status = 200, body: answered } = await answer({
        url: new URL(request.url!, "http://aws"),
        target: String(request.headers["x-amz-target"] ?? ""),
        parameters: new URLSearchParams(body),
        body,
      });
      const isJson = request.headers["content-type"]?.includes("json") === true;
      response.writeHead(status, { "content-type": isJson ? "application/x-amz-json-1.1" : "text/xml" });
      response.end(answered);
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    return new AwsEndpoint(server);
  }

  /** What leads a child process here, with nobody's credentials and nobody's cluster. */
  get environment(): Readonly<Record<string, string>> {
    return {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`,
      AWS_ACCESS_KEY_ID: "key",
      AWS_SECRET_ACCESS_KEY: "secret",
      AWS_CONFIG_FILE: "/dev/null",
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
      AWS_EC2_METADATA_DISABLED: "true",
      HOME: "/nonexistent",
    };
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
