// Keeps one whole version of the page, and serves it whole: each tab goes on with the version that it was opened with.
// The build fills in the next two lines: the version, and the SHA-256 of each of its files.
const VERSION = "";
const FILES = {};

const SCOPE = registration.scope;
const PREFIX = `envelope ${SCOPE} `;
// Which version each open tab and each worker has, for as long as it lives.
const TABS = `envelope-tabs ${SCOPE}`;
const HASH = "x-sha-256";
const PAGE = "./";

const tabs = new Map();
const address = (path) => new URL(path, SCOPE).href;

async function sha256(body) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// A file of this version from the network, and nothing else: what the browser still has is asked for only if the
// server agrees, and not at all if it turns out to be spoilt.
async function fetched(path) {
  for (const cache of ["no-cache", "reload"]) {
    const response = await fetch(address(path), { cache });
    const body = await response.arrayBuffer();
    if (!response.ok || (await sha256(body)) !== FILES[path]) continue;
    const headers = new Headers(response.headers);
    for (const name of ["content-encoding", "content-length", "vary"]) headers.delete(name);
    headers.set(HASH, FILES[path]);
    const whole = new Response(body, { headers });
    await (await caches.open(PREFIX + VERSION)).put(address(path), whole.clone());
    return whole;
  }
  throw new Error(`${path} is not the one of version ${VERSION}`);
}

// A file of a version that is kept, if it is still what it was.
async function kept(version, path) {
  const response = await caches.match(address(path), { cacheName: PREFIX + version });
  if (!response) return undefined;
  const body = await response.arrayBuffer();
  const whole = (await sha256(body)) === response.headers.get(HASH);
  return whole ? new Response(body, { headers: response.headers }) : undefined;
}

// A file of this version, fetched again where it was lost.
async function own(path) {
  return (await kept(VERSION, path)) ?? fetched(path).catch(() => undefined);
}

addEventListener("install", (event) => event.waitUntil(install()));

async function install() {
  try {
    // One after the other: the page comes first, and it may still be fetching.
    for (const path of Object.keys(FILES)) await fetched(path);
  } catch (why) {
    await caches.delete(PREFIX + VERSION);
    throw why;
  }
}

addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || !url.href.startsWith(SCOPE)) return;
  const path = (url.origin + url.pathname).slice(SCOPE.length);
  if (event.request.mode !== "navigate") event.respondWith(part(event, path, url.search.slice(1)));
  else if (path === "" || path === "index.html") event.respondWith(page(event));
});

async function page(event) {
  const response = await own(PAGE);
  // What the network has then is of no version that is kept; neither will be the rest of it.
  if (!response) return fetch(event.request);
  remember(event, event.resultingClientId, VERSION);
  return response;
}

// `asked` is what stands behind the question mark: the page puts its version there.
async function part(event, path, asked) {
  const version = await versionOf(event.clientId, asked);
  if (!version || (version === VERSION && !(path in FILES))) return fetch(event.request);
  // A worker goes with the tab that starts it.
  if (event.resultingClientId) remember(event, event.resultingClientId, version);
  // Rather nothing than the file of another version.
  return (await (version === VERSION ? own(path) : kept(version, path))) ?? Response.error();
}

async function versionOf(tab, asked) {
  const noted = tabs.get(tab) ?? (await (await caches.match(note(tab), { cacheName: TABS }))?.text());
  for (const version of [asked, noted]) {
    if (version && (version === VERSION || (await caches.has(PREFIX + version)))) return version;
  }
  return undefined;
}

const note = (tab) => address(`tab/${tab}`);

function remember(event, tab, version) {
  tabs.set(tab, version);
  event.waitUntil(caches.open(TABS).then((cache) => cache.put(note(tab), new Response(version))));
}

addEventListener("message", (event) => event.waitUntil(answer(event)));

// A tab says which version it has, or that this one shall be used.
async function answer(event) {
  if (event.data === "use") return skipWaiting();
  remember(event, event.source.id, event.data);
  let ready = event.data === VERSION && "resultingClientId" in FetchEvent.prototype;
  if (ready) await clients.claim();
  for (const path of ready ? Object.keys(FILES) : []) ready &&= (await own(path)) !== undefined;
  event.source.postMessage({ version: VERSION, ready });
  return tidy();
}

// Versions that no tab has any more are thrown away, unless another is just arriving.
async function tidy() {
  const names = await caches.keys();
  if (registration.installing || registration.waiting) return;
  const used = new Set([VERSION]);
  const notes = await caches.open(TABS);
  for (const request of await notes.keys()) {
    const tab = request.url.split("/").pop();
    // This waits for a tab that is about to open.
    if (await clients.get(tab)) used.add(await (await notes.match(request)).text());
    else await notes.delete(request);
  }
  for (const name of names) {
    if (name.startsWith(PREFIX) && !used.has(name.slice(PREFIX.length))) await caches.delete(name);
  }
}
