// Runs before the program. It guards what may become markup or a script, and speaks with the worker that keeps the
// page for offline use (offline.js). The program shows what is said here, and saves before a new version takes over.
"use strict";
(() => {
  const root = document.documentElement;
  const address = (path) => new URL(path, document.baseURI).href;

  // What the page's views and pictures are made of: nothing that acts or fetches by itself.
  const ELEMENTS = new Set(
    ("a aside b bdi br button caption circle code dd desc details div dl dt ellipse em fieldset g h1 h2 h3 h4 header i input kbd label " +
      "legend li line main nav ol optgroup option output p path polygon polyline pre rect section select small span strong " +
      "style sub summary sup svg table tbody td text textarea tfoot th thead time title tr tspan ul").split(" "),
  );
  const TAG = /^\/?([a-z][a-z0-9]*)((?:\s+[-:\w]+(?:="[^"]*")?)*)\s*\/?>/i;
  const acts = ([, name, value = ""]) => /^(on|style$)/i.test(name) || (/href$/i.test(name) && !value.startsWith("#"));
  const isPlain = (markup) =>
    markup.split("<").slice(1).every((piece) => {
      const tag = TAG.exec(piece);
      return tag && ELEMENTS.has(tag[1].toLowerCase()) && ![...tag[2].matchAll(/([-:\w]+)(?:="([^"]*)")?/g)].some(acts);
    });
  const SCRIPTS = ["desk/start.js", "disk.js", "offline.js", "rescue.js"].map(address);
  self.trustedTypes?.createPolicy("default", {
    createHTML: (markup) => (isPlain(markup) ? markup : null),
    createScriptURL: (url) => (SCRIPTS.includes(address(url).split("?")[0]) ? url : null),
  });

  const HOUR = 3600000;
  const version = document.querySelector("meta[name=version]")?.content;
  const workers = navigator.serviceWorker;
  if (!version || !workers) return;

  let registration;
  let ready = false;
  // Another tab has taken a new version while this one goes on with its own.
  let superseded = false;
  let controlled = workers.controller;

  function show() {
    const offline = ready && !superseded && workers.controller;
    document.getElementById("offline").textContent = offline ? "Ready offline" : "";
    document.getElementById("update").hidden = !registration.waiting && !superseded;
  }

  function watch(arriving) {
    arriving?.addEventListener("statechange", show);
  }

  async function tell() {
    (await workers.ready).active.postMessage(version);
  }

  // Asked for by the person, once the design is saved.
  function update() {
    const next = registration.waiting;
    if (!next) return location.reload();
    next.addEventListener("statechange", () => next.state === "activated" && location.reload());
    next.postMessage("use");
  }

  async function start() {
    try {
      registration = await workers.register("offline.js", { updateViaCache: "none" });
    } catch {
      // From a file, or where it is forbidden: the page works without.
      return;
    }
    workers.addEventListener("message", ({ data }) => {
      ready = data.ready && data.version === version;
      show();
    });
    workers.addEventListener("controllerchange", () => {
      superseded ||= !!controlled;
      controlled = workers.controller;
      show();
      tell();
    });
    registration.addEventListener("updatefound", () => watch(registration.installing));
    watch(registration.installing);
    new MutationObserver(update).observe(root, { attributeFilter: ["data-update"] });
    setInterval(() => registration.update().catch(() => {}), HOUR);
    show();
    tell();
  }

  // After the first paint, and after all that the page itself fetches at once.
  addEventListener("TrunkApplicationStarted", () => (self.requestIdleCallback ?? setTimeout)(start));
})();
