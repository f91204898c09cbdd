// The directory, nearest first. The position stays here: only the open list is fetched, always whole.
const box = document.getElementById("near");
const list = document.getElementById("places");
const RADIUS_KM = 6371;

/** Kilometres between two points on the earth. @param {number[]} a @param {number[]} b */
export function distance([lat1, lon1], [lat2, lon2]) {
  const rad = Math.PI / 180;
  const dLat = (lat2 - lat1) * rad;
  const dLon = (lon2 - lon1) * rad;
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(lat1 * rad) * Math.cos(lat2 * rad) * Math.sin(dLon / 2) ** 2;
  return 2 * RADIUS_KM * Math.asin(Math.sqrt(h));
}

function say(text) {
  document.getElementById("near-status").textContent = text;
}

async function sort({ coords }) {
  const answer = await fetch(box.dataset.list);
  const { places } = await answer.json();
  const here = [coords.latitude, coords.longitude];
  const known = new Map(
    places.filter((p) => p.latitude !== null).map((p) => [String(p.id), distance(here, [p.latitude, p.longitude])]),
  );
  const rows = [...list.children];
  rows.sort((a, b) => (known.get(a.dataset.place) ?? Infinity) - (known.get(b.dataset.place) ?? Infinity));
  for (const row of rows) {
    const km = known.get(row.dataset.place);
    if (km !== undefined) {
      const line = row.querySelector(".dv-distance") ?? row.appendChild(document.createElement("p"));
      line.className = "dv-guides__text dv-distance";
      line.textContent = `${km.toFixed(1)} ${box.dataset.away}`;
    }
    list.append(row);
  }
}

if (box && list && "geolocation" in navigator) {
  box.hidden = false;
  box.querySelector("button").addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(sort, () => say(box.dataset.refused), { timeout: 10000 });
  });
}
