"""A company's software that is told of changes."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Receiver:
    """A company's software: what it received, and what it answers."""

    def __init__(self):
        self.received, self.status, self.location, self.url = [], 200, None, ""

    def told(self):
        return [json.loads(body) for _, body in self.received]


def serve(context=None):
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format, *args):
            """The test looks at the receiver."""

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.received.append((dict(self.headers), body))
            self.send_response(receiver.status)
            if receiver.location:
                self.send_header("Location", receiver.location)
            self.send_header("Content-Length", "0")
            self.end_headers()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    receiver.url = f"http{'s' if context else ''}://localhost:{server.server_address[1]}/hook"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()

    def stop():
        server.shutdown()
        thread.join()
        server.server_close()

    return receiver, stop
