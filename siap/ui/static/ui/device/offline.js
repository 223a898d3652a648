// The page that stands in for one that was not kept: it lists the pages that were, and goes on when the network is back.

const kept = document.querySelector("[data-kept]");

async function list() {
  const pages = (await caches.has("pages")) ? await caches.open("pages") : null;
  for (const request of pages ? await pages.keys() : []) {
    const { pathname } = new URL(request.url);
    if (pathname === "/user") continue;
    const title = (await (await pages.match(request)).text()).match(/<title>(.*?) · Siap Usaha<\/title>/s)?.[1];
    const link = Object.assign(document.createElement("a"), { href: pathname });
    link.textContent = new DOMParser().parseFromString(title ?? pathname, "text/html").body.textContent;
    link.className = "button plain";
    kept.querySelector("ul").append(Object.assign(document.createElement("li"), {}));
    kept.querySelector("li:last-child").append(link);
    kept.hidden = false;
  }
  document.querySelector("[data-none]").hidden = !kept.hidden;
}

if (location.pathname !== "/luring/") addEventListener("online", () => location.reload());
list();
