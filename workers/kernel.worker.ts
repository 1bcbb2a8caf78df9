import { servePeer } from "../src/engine/backends/threads/peer";

servePeer(
  (message) => self.postMessage(message),
  (handler) => {
    self.onmessage = ({ data }) => handler(data);
  },
);
