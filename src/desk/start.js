// Starts the worker beside the page. The address says which page it belongs to.
importScripts("desk.js" + location.search);
wasm_bindgen({ module_or_path: new URL("desk_bg.wasm" + location.search, location) }).catch((error) => postMessage(String(error)));
