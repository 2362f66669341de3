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
      style: ({ geometry }) => ({ className: geometry.type === "Point" ? "map__commune" : "map__outline" }),
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
      const { name, kind } = feature.properties;
      L.marker([latitude, longitude], { icon: pointIcon(kind), title: name, alt: name })
        .bindPopup(() => popup(feature.properties))
        .addTo(group);
    }
    map.addLayer(group);
    return group;
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
    if (group.getLayers().length) map.fitBounds(group.getBounds(), { padding: [32, 32], maxZoom: 14 });
    else box.append(element("p", "map__note", box.dataset.empty));
    await addGround(map, box);
  };

  const failed = (box) => (error) => {
    console.warn("map", error);
    box.hidden = false;
    box.append(element("p", "map__note", box.dataset.failed));
  };

  for (const box of document.querySelectorAll("[data-map]")) draw(box).catch(failed(box));
})();
