// The map: how well a place is known, drawn as area, from files of the page's own.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { launch, PHONE, screenshots, visit, WIDE } from "./page.mjs";
import { place, recordOf, time } from "./records.mjs";
import { serve } from "./server.mjs";

const at = (entity, basis = "stated") => ({ entity: entity.toLowerCase(), basis });
const RECORD = recordOf(
  [
    { title: "Stated town", place: at("Kyiv"), time: time("stated", "2025-06-01") },
    { title: "Town of the dateline", place: at("Lviv", "dateline") },
    { title: "Region", place: at("Poltava") },
    { title: "Country", place: at("Ukraine") },
    { title: "Inferred country", place: at("Moldova", "narrative") },
    { title: "Planned meeting", status: "planned", place: at("Odesa") },
    { title: "In Crimea", place: at("Simferopol") },
    { title: "In a village", place: at("Smallville") },
    { title: "Nowhere" },
  ],
  [
    place("Kyiv", 50.45, 30.52, "UA"),
    place("Lviv", 49.84, 24.03, "UA"),
    place("Poltava", 49.6, 34, "UA", "admin1", "admin1"),
    place("Ukraine", 49, 32, "UA", "country", "country"),
    place("Moldova", 47, 28.5, "MD", "country", "country"),
    place("Odesa", 46.48, 30.73, "UA"),
    place("Simferopol", 44.95, 34.1, "UA"),
    place("Washington", 38.9, -77.04, "US"),
    { id: "smallville", name: "Smallville" },
  ],
);
const PACIFIC = recordOf(
  [
    { title: "West of the date line", place: at("Suva") },
    { title: "East of it", place: at("Apia") },
  ],
  [place("Suva", -18.14, 178.44, "FJ"), place("Apia", -13.83, -171.77, "WS")],
);

let browser;
let server;

before(async () => {
  server = await serve({ engine: false, record: RECORD });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  server?.close();
});

async function open(options = WIDE, origin = server.origin) {
  const visited = await visit(browser, origin, options);
  await visited.page.locator("#tab-map").click();
  await visited.page.locator(".map[data-drawn]").waitFor();
  return visited;
}

const spot = (page, name) => page.locator(`.map .spot[aria-label^="${name}"]`);
const shape = (page, name) => spot(page, name).locator(".shape");
const size = (page, name) =>
  shape(page, name).evaluate((path) => {
    const { width, height } = path.getBBox();
    return Math.max(width, height);
  });
const middle = (page, name) =>
  shape(page, name).evaluate((path) => {
    const { x, y, width, height } = path.getBBox();
    return [x + width / 2, y + height / 2];
  });
const style = (locator, property) => locator.evaluate((element, name) => getComputedStyle(element)[name], property);
const listed = (page, title) => page.locator("#panel-map section", { has: page.locator("h3", { hasText: title }) });

/** Whether the middle of the named spots lies in the frame. */
async function inFrame(page, ...names) {
  const { width, height } = await page.locator(".map svg").boundingBox();
  const points = await Promise.all(names.map((name) => middle(page, name)));
  return points.every(([x, y]) => x > 0 && y > 0 && x < width && y < height);
}

describe("map", () => {
  test("loads outlines when it is first looked at, and asks nobody but the page's own server", async () => {
    const asked = server.requests.length;
    const { context, page, strange } = await visit(browser, server.origin);
    const outlines = () => server.requests.slice(asked).filter((path) => /countries|drawing/.test(path));
    assert.deepEqual(outlines(), []);
    await page.locator("#tab-map").click();
    await page.locator(".map[data-drawn]").waitFor();
    assert.ok(outlines().includes("/countries-50m.json"));
    await page.getByRole("button", { name: "Farther" }).click();
    assert.ok((await page.locator(".map .ground").getAttribute("d")).length > 1000, "land is drawn");
    assert.deepEqual(strange, []);
    await context.close();
  });

  test("draws precision as area", async () => {
    const { context, page } = await open();
    const [town, region, country] = await Promise.all(["Kyiv", "Poltava", "Ukraine"].map((name) => size(page, name)));
    assert.ok(town >= 6 && town <= 14, `a town of ${town} pixels`);
    assert.ok(region > 1.5 * town, `a region of ${region} pixels`);
    assert.ok(country > 3 * region, `a country of ${country} pixels`);
    await page.getByRole("button", { name: "Nearer" }).click();
    await page.waitForFunction((before) => document.querySelector('.spot[aria-label^="Poltava"] .shape').getBBox().width > 1.3 * before, region);
    assert.ok(Math.abs((await size(page, "Kyiv")) - town) < 0.2, "a point stays a point");
    await page.screenshot({ path: join(screenshots, "map.png") });
    await context.close();
  });

  test("fills what is stated, leaves hollow what is inferred, and tells what only is planned or mentioned", async () => {
    const { context, page } = await open();
    const fill = (name) => style(shape(page, name), "fill");
    const line = (name) => style(shape(page, name), "stroke");
    assert.equal(await fill("Kyiv"), await line("Kyiv"));
    assert.notEqual(await fill("Lviv"), await line("Lviv"));
    assert.equal(await line("Lviv"), await line("Kyiv"));
    assert.ok(Number(await style(shape(page, "Ukraine"), "fillOpacity")) > 0.1);
    assert.ok(Number(await style(shape(page, "Moldova"), "fillOpacity")) < 0.05);
    assert.notEqual(await fill("Odesa"), await fill("Kyiv"));
    assert.match(await spot(page, "Lviv").getAttribute("aria-label"), /place inferred/);
    assert.match(await spot(page, "Washington").getAttribute("aria-label"), /only mentioned/);
    const legend = await page.locator("#panel-map .key").innerText();
    for (const words of [/place stated/, /place inferred/, /somewhere within/, /Natural Earth/]) assert.match(legend, words);
    await context.close();
  });

  test("shows the country that the record names: Crimea lies in Ukraine", async () => {
    const { context, page } = await open();
    const [x, y] = await middle(page, "Simferopol");
    const [farX, farY] = await middle(page, "Moldova");
    const holds = (point) => shape(page, "Ukraine").evaluate((path, [x, y]) => path.isPointInFill(new DOMPoint(x, y)), point);
    assert.equal(await holds([x, y]), true);
    assert.equal(await holds([farX, farY]), false);
    await context.close();
  });

  test("fits the places of the events, and moves to a place elsewhere when it is chosen", async () => {
    const { context, page } = await open();
    assert.equal(await inFrame(page, "Kyiv", "Lviv", "Poltava", "Odesa", "Simferopol"), true);
    assert.equal(await shape(page, "Washington").getAttribute("d"), "", "what is only mentioned needs no room");
    await listed(page, "Only mentioned").locator(".row", { hasText: "Washington" }).click();
    await page.waitForFunction(() => document.querySelector('.spot[aria-label^="Washington"] .shape').getAttribute("d"));
    assert.equal(await inFrame(page, "Washington"), true);
    await page.getByRole("button", { name: "The whole report" }).click();
    await page.waitForFunction(() => !document.querySelector('.spot[aria-label^="Washington"] .shape').getAttribute("d"));
    assert.equal(await inFrame(page, "Kyiv"), true);
    await context.close();
  });

  test("shows a town alone with the countries around it", async () => {
    const inland = recordOf([{ title: "In the plains", place: at("Hays") }], [place("Hays", 38.88, -99.33, "US")]);
    const plains = await serve({ engine: false, record: inland });
    const { context, page } = await open(WIDE, plains.origin);
    const { width, height } = await page.locator(".map svg").boundingBox();
    const [x, y] = await middle(page, "Hays");
    assert.ok(Math.abs(x - width / 2) < 5 && Math.abs(y - height / 2) < 5, "the town is in the middle");
    const names = await page.locator(".map .labels text").allTextContents();
    for (const name of ["Hays", "United States", "Mexico"]) assert.ok(names.includes(name), `${name} is not among ${names}`);
    assert.ok(!names.includes("Brazil"), "not all the world is shown");
    await context.close();
    plains.close();
  });

  test("knows no edge at the date line", async () => {
    const pacific = await serve({ engine: false, record: PACIFIC });
    const { context, page, strange } = await open(WIDE, pacific.origin);
    assert.equal(await inFrame(page, "Suva", "Apia"), true);
    const [[suva], [apia]] = [await middle(page, "Suva"), await middle(page, "Apia")];
    assert.ok(suva < apia && apia - suva > 100, `Suva at ${suva}, Apia at ${apia}`);
    assert.deepEqual(strange, []);
    await context.close();
    pacific.close();
  });

  test("names places without writing one name over another", async () => {
    const towns = [["Kyiv", 50.45, 30.52], ["Irpin", 50.52, 30.25], ["Bucha", 50.55, 30.22], ["Brovary", 50.51, 30.79], ["Boryspil", 50.35, 30.95]];
    const crowd = recordOf(
      [...towns, ["Uzhhorod"], ["Odesa"]].map(([name]) => ({ title: `In ${name}`, place: at(name) })),
      [...towns, ["Uzhhorod", 48.62, 22.29], ["Odesa", 46.48, 30.73]].map(([name, lat, lon]) => place(name, lat, lon, "UA")),
    );
    const crowded = await serve({ engine: false, record: crowd });
    const { context, page } = await open(PHONE, crowded.origin);
    const names = await page.locator(".map .labels text").evaluateAll((all) => all.map((each) => {
      const { left, right, top, bottom } = each.getBoundingClientRect();
      return { left, right, top, bottom, words: each.textContent };
    }));
    assert.ok(names.some(({ words }) => words === "Kyiv"));
    assert.ok(names.some(({ words }) => words === "Romania"), "countries around are named too");
    for (const [i, a] of names.entries()) {
      for (const b of names.slice(i + 1)) {
        const apart = a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 1 || b.bottom <= a.top + 1;
        assert.ok(apart, `${a.words} lies on ${b.words}`);
      }
    }
    assert.equal(await page.locator(".map .spot").count(), 7, "what has no room for its name still has its mark");
    await context.close();
    crowded.close();
  });

  test("lists what is not located and what has no place", async () => {
    const { context, page } = await open();
    const unlocated = listed(page, "Not located");
    assert.match(await unlocated.innerText(), /not on the map/);
    assert.match(await unlocated.locator(".row").first().innerText(), /Smallville\s+place · not located/);
    assert.match(await unlocated.innerText(), /In a village/);
    assert.deepEqual(await listed(page, "Without a place").locator(".row .title").allInnerTexts(), ["Nowhere"]);
    const happened = await listed(page, "Where it happened").innerText();
    for (const title of ["Stated town", "Town of the dateline", "Country"]) assert.ok(happened.includes(title), title);
    assert.ok(!happened.includes("Nowhere"));
    await context.close();
  });

  test("shares the choice with all views", async () => {
    const { context, page } = await open();
    await spot(page, "Kyiv").locator(".hit").click();
    await page.mouse.move(2, 2);
    assert.equal(await spot(page, "Kyiv").getAttribute("aria-pressed"), "true");
    assert.equal(await page.locator('#panel-timeline .row[data-key="event0"]').getAttribute("data-mark"), "related");
    assert.match(await page.locator("#detail").innerText(), /Kyiv/);
    await page.keyboard.press("Escape");
    await page.locator("#tab-timeline").click();
    await page.locator("#panel-timeline .row", { hasText: "Region" }).click();
    assert.equal(await spot(page, "Poltava").getAttribute("data-mark"), "chosen");
    await context.close();
  });

  test("is walked, moved and brought nearer by keys", async () => {
    const { context, page } = await open();
    await page.keyboard.press("2");
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
    const first = await focused();
    assert.ok(first, "the first mark has a name");
    await page.keyboard.press("ArrowRight");
    assert.notEqual(await focused(), first);
    assert.equal(await page.evaluate(() => !!document.activeElement?.closest(".map .spot")), true);
    const region = await size(page, "Poltava");
    await page.keyboard.press("+");
    await page.waitForFunction((before) => document.querySelector('.spot[aria-label^="Poltava"] .shape').getBBox().width > 1.3 * before, region);
    await page.keyboard.press("0");
    await page.waitForFunction((before) => Math.abs(document.querySelector('.spot[aria-label^="Poltava"] .shape').getBBox().width - before) < 2, region);
    const [x] = await middle(page, "Kyiv");
    await page.keyboard.press("Shift+ArrowLeft");
    assert.ok(Math.abs((await middle(page, "Kyiv"))[0] - x - 80) < 12, "the map moves by 80 pixels");
    await page.keyboard.press("Enter");
    assert.equal(await page.locator('.map .spot[aria-pressed="true"]').count(), 1);
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".map [data-mark='chosen']").count(), 0, "nothing stays chosen");
    await context.close();
  });

  test("can be pulled by a mouse without choosing anything", async () => {
    const { context, page } = await open();
    const { x, y } = await spot(page, "Kyiv").locator(".hit").boundingBox();
    const [before] = await middle(page, "Kyiv");
    await page.mouse.move(x + 13, y + 13);
    await page.mouse.down();
    await page.mouse.move(x + 73, y + 23, { steps: 4 });
    await page.mouse.up();
    await page.waitForFunction((was) => document.querySelector('.spot[aria-label^="Kyiv"] .shape').getBBox().x > was + 20, before);
    await page.mouse.move(2, 2);
    assert.equal(await page.locator('.map .spot[aria-pressed="true"]').count(), 0);
    assert.equal(await page.locator("#detail").isVisible(), false);
    await context.close();
  });

  test("says so where the outlines cannot be had, and still lists the places", async () => {
    const bare = await serve({ engine: false, record: RECORD, missing: ["/countries-110m.json", "/countries-50m.json"] });
    const { context, page } = await visit(browser, bare.origin);
    await page.locator("#tab-map").click();
    await page.locator(".map .trouble:not([hidden])").waitFor();
    assert.match(await page.locator(".map .trouble").innerText(), /cannot be drawn.*The list below/s);
    assert.ok((await page.locator("#panel-map .row").count()) > 8);
    await context.close();
    bare.close();
  });
});
