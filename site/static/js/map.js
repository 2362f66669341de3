// Maps: turns each [data-map] into a Leaflet map of points. Without this script the page's own list does the job.
(() => {
  "use strict";

  const GRENOBLE = [45.19, 5.72];

  const element = (tag, className, text) => {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text) node.textContent = text;
    return node;
  };

  const getJson = async (url) => {
    const response = await fetch(url, { headers: { Accept: "application/geo+json, application/json" } });
    if (!response.ok) throw new Error(`${response.status} ${url}`);
    return response.json();
  };

  const readPoints = async (box) => {
    if (box.dataset.json) return JSON.parse(document.getElementById(box.dataset.json).textContent);
    return getJson(box.dataset.geojsonUrl);
  };

  // Text is always set as text: nothing of a profile can become markup.
  const popup = ({ name, url, text }) => {
    const content = element("div", "map__popup");
    const title = element(url ? "a" : "strong", "", name);
    if (url) title.setAttribute("href", new URL(url, location.href).protocol.startsWith("http") ? url : "#");
    content.append(title);
    if (text) content.append(element("p", "", text));
    return content;
  };

  const pointIcon = (kind) =>
    L.divIcon({
      className: `map__point${kind === "need" || kind === "offer" ? ` map__point--${kind}` : ""}`,
      iconSize: [24, 24],
      iconAnchor: [12, 24],
      popupAnchor: [0, -22],
    });

  const clusterIcon = (label) => (cluster) => {
    const count = cluster.getChildCount();
    const size = count < 10 ? 40 : count < 100 ? 48 : 56;
    const html = element("span", "", String(count));
    html.append(element("span", "visually-hidden", ` ${label}`));
    return L.divIcon({ html, className: "map__cluster", iconSize: [size, size] });
  };

  const addGround = async (map, box) => {
    const { tiles, attribution, outlineUrl } = box.dataset;
    if (tiles) L.tileLayer(tiles, { attribution: attribution || "", maxZoom: 19 }).addTo(map);
    if (tiles || !outlineUrl) return;
    const ground = await getJson(outlineUrl);
    map.createPane("names").style.zIndex = 450;
    L.geoJSON(ground, {
      interactive: false,
      style: ({ geometry, properties }) => ({
        className: geometry.type === "Point" ? "map__commune" : `map__outline map__outline--${properties.level}`,
        smoothFactor: 0.5, // neighbours keep the same border on the screen too
      }),
      pointToLayer: ({ properties }, place) => {
        const radius = 1 + (properties.size || 1);
        const point = L.circleMarker(place, { radius, className: "map__commune", interactive: false });
        const town = { permanent: true, direction: "right", pane: "names", className: "map__town" };
        return properties.name ? point.bindTooltip(document.createTextNode(properties.name), town) : point;
      },
    }).addTo(map);
  };

  const addPoints = (map, box, data) => {
    const group = L.markerClusterGroup({
      showCoverageOnHover: false,
      animate: !matchMedia("(prefers-reduced-motion: reduce)").matches,
      iconCreateFunction: clusterIcon(box.dataset.cluster || ""),
    });
    for (const feature of data.features) {
      if (!feature.geometry) continue;
      const [longitude, latitude] = feature.geometry.coordinates;
      const { name, kind, ref } = feature.properties;
      const marker = L.marker([latitude, longitude], { icon: pointIcon(kind), title: name, alt: name, ref });
      marker.on("add", () => ref && marker.getElement().setAttribute("data-point", ref));
      marker.bindPopup(() => popup(feature.properties)).addTo(group);
    }
    map.addLayer(group);
    return group;
  };

  // Beside a list of the same results, in [data-map-results]: what the one shows, the other shows.
  const here = new URL(location.href);
  const reopened = here.searchParams.has("lat") && here.searchParams.has("lon") && here.hash.match(/^#z=(\d+)$/);

  const searchHere = (map, dropped) => {
    const centre = map.getCenter();
    const reach = Math.ceil(map.distance(centre, map.getBounds().getNorthEast()) / 100) / 10;
    for (const name of ["page", ...dropped]) here.searchParams.delete(name);
    here.searchParams.set("lat", centre.wrap().lat.toFixed(5));
    here.searchParams.set("lon", centre.wrap().lng.toFixed(5));
    here.searchParams.set("rayon", String(Math.min(500, Math.max(0.1, reach))));
    here.hash = `z=${map.getZoom()}`;
    location.assign(here);
  };

  const button = (className, label, act) => {
    const node = element("button", `button button--small ${className}`, label);
    node.type = "button";
    node.hidden = true;
    node.addEventListener("click", act);
    return node;
  };

  // By pointer or by keyboard, an item of the list lights its marker (or the cluster it is in), and a marker its item.
  const lightTogether = (results, box, group, items) => {
    const markers = new Map(group.getLayers().map((marker) => [marker.options.ref, marker]));
    const light = (ref) => {
      for (const lit of results.querySelectorAll(".is-lit")) lit.classList.remove("is-lit");
      if (!markers.has(ref) || !items.has(ref)) return;
      group.getVisibleParent(markers.get(ref))?.getElement()?.classList.add("is-lit");
      items.get(ref).classList.add("is-lit");
    };
    // In a list that scrolls by itself, what is pointed at on the map comes into view; the page does not move.
    const reveal = (item) => {
      const list = item?.closest(".map-results__list");
      if (!list || list.scrollHeight <= list.clientHeight) return;
      const gap = item.getBoundingClientRect().top - list.getBoundingClientRect().top;
      if (gap < 0 || gap > list.clientHeight - item.offsetHeight) list.scrollTop += gap - list.clientHeight / 2;
    };
    const refOf = (node) => {
      const { point, ref } = node.closest("[data-point], [data-ref]")?.dataset ?? {};
      return point ?? ref;
    };
    // The keyboard comes first: a page that scrolls under a pointer at rest says nothing of it.
    const focused = () => refOf(document.querySelector(":focus-visible") ?? box);
    const lightFrom = ({ target }) => {
      const ref = focused() ?? refOf(target);
      light(ref);
      if (box.contains(target)) reveal(items.get(ref));
    };
    for (const type of ["mouseover", "focusin"]) results.addEventListener(type, lightFrom);
    results.addEventListener("mouseleave", () => light(focused()));
    results.addEventListener("focusout", () => light());
  };

  const synchronise = (map, group, box) => {
    const results = box.closest("[data-map-results]");
    if (!results) return;
    const words = results.dataset;
    const items = new Map([...results.querySelectorAll("[data-ref]")].map((item) => [item.dataset.ref, item]));
    const start = [map.getCenter(), map.getZoom()];
    const again = button("button--primary", words.hereLabel, () => searchHere(map, (words.hereDrop ?? "").split(" ")));
    const whole = button("", words.allLabel, () => map.setView(...start, { animate: false }));
    const count = element("p");
    count.setAttribute("role", "status");
    const bar = element("div", "map-results__bar");
    bar.append(count, again, whole);
    box.after(bar);

    const say = (number) => {
      const text = number === 1 ? words.countOne : (number === 0 && words.countZero) || words.countMany;
      count.textContent = text.replace("%s", number);
    };
    const show = (seen) => {
      for (const [ref, item] of items) item.hidden = Boolean(seen) && !seen.has(ref);
      for (const part of results.querySelectorAll("[data-ref-group]")) {
        part.hidden = !part.querySelector("[data-ref]:not([hidden])");
      }
    };
    const update = () => {
      const away = map.latLngToLayerPoint(start[0]).distanceTo(map.latLngToLayerPoint(map.getCenter()));
      const moved = map.getZoom() !== start[1] || away > 8;
      const bounds = map.getBounds();
      const within = group.getLayers().filter((marker) => bounds.contains(marker.getLatLng()));
      const seen = new Set(within.map((marker) => marker.options.ref));
      if (!moved && bar.contains(document.activeElement)) box.focus();
      again.hidden = !moved;
      whole.hidden = !moved || !words.allLabel;
      show(moved && seen);
      say(seen.size);
    };
    let pause;
    map.on("moveend", () => {
      clearTimeout(pause);
      pause = setTimeout(update, 200);
    });
    lightTogether(results, box, group, items);
  };

  const draw = async (box) => {
    const data = await readPoints(box);
    box.hidden = false;
    const map = L.map(box, { zoomControl: false, scrollWheelZoom: false, maxZoom: 18 });
    map.attributionControl.setPrefix("");
    map.setView(GRENOBLE, 10);
    L.control.zoom({ zoomInTitle: box.dataset.zoomIn, zoomOutTitle: box.dataset.zoomOut }).addTo(map);
    // The wheel zooms only once the map has been entered, so that the page still scrolls.
    map.on("focus click", () => map.scrollWheelZoom.enable());
    map.on("blur", () => map.scrollWheelZoom.disable());
    const group = addPoints(map, box, data);
    if (group.getLayers().length) map.fitBounds(group.getBounds(), { padding: [32, 32], maxZoom: 14, animate: false });
    else box.append(element("p", "map__note", box.dataset.empty));
    if (reopened) {
      map.setView([here.searchParams.get("lat"), here.searchParams.get("lon")], Number(reopened[1]), { animate: false });
      box.scrollIntoView({ block: "center" });
    }
    synchronise(map, group, box);
    await addGround(map, box);
  };

  const failed = (box) => (error) => {
    console.warn("map", error);
    box.hidden = false;
    box.append(element("p", "map__note", box.dataset.failed));
  };

  for (const box of document.querySelectorAll("[data-map]")) draw(box).catch(failed(box));
})();
