// Starts the worker beside the page. The address says which page it belongs to.
const program = "desk.js" + location.search;
// Nothing but its own program becomes a script here.
self.trustedTypes?.createPolicy("default", { createScriptURL: (url) => (url === program ? url : null) });
importScripts(program);
wasm_bindgen({ module_or_path: new URL("desk_bg.wasm" + location.search, location) }).catch((error) => postMessage(String(error)));
