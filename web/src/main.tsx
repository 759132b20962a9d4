import "./style/index.css";

import { render } from "preact";

import { App } from "./app";
import { listenForKeys } from "./parts/shortcuts";
import { speakAsChosen } from "./text/languages";

const root = document.getElementById("app");
if (root) {
  listenForKeys();
  void speakAsChosen()
    .catch(() => undefined)
    .then(() => render(<App />, root));
}
