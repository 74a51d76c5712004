// The timeline: how well a date is known, drawn as extent.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { launch, PHONE, screenshots, visit, WIDE } from "./page.mjs";
import { recordOf, time } from "./records.mjs";
import { serve } from "./server.mjs";

const THIS_WEEK = Array.from({ length: 10 }, (_, i) => ({
  title: `This week ${i}`,
  time: time("weekday", `2025-06-0${1 + (i % 5)}`),
}));
const RECORD = recordOf(
  [
    { title: "Stated day", time: time("stated", "2024-03-14") },
    { title: "Inferred day", time: time("weekday", "2024-03-15") },
    { title: "Whole year", time: time("stated", "2024-01-01", "2024-12-31") },
    { title: "Until", time: { basis: "stated", latest: "1999-12-31" } },
    { title: "Since", time: { basis: "narrative", earliest: "2024-02-01" } },
    { title: "Planned day", status: "planned", time: time("stated", "2024-03-20") },
    { title: "Denied day", polarity: "negative", time: time("stated", "2024-03-21") },
    { title: "End of a war", time: time("stated", "1945-05-08") },
    { title: "No date at all" },
    { title: "Known by publication", time: { basis: "publication", latest: "2025-06-05" } },
    ...THIS_WEEK,
  ],
  [],
  "2025-06-05",
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

/** The mark of the event with the title. */
const mark = (page, title) => page.locator(`.timechart .mark[aria-label*="${title}"]`);
const box = (page, title) => mark(page, title).boundingBox();
const style = (locator, property) => locator.evaluate((element, name) => getComputedStyle(element)[name], property);

async function open(options = WIDE) {
  const { context, page, strange } = await visit(browser, server.origin, options);
  await page.locator("#tab-timeline").click();
  await page.locator(".timechart .dates span").first().waitFor();
  return { context, page, strange };
}

describe("timeline", () => {
  test("fills what is stated, leaves hollow what is inferred, greys what has not happened, and says so", async () => {
    const { context, page, strange } = await open();
    const inside = (title) => style(mark(page, title), "backgroundColor");
    const panel = await style(page.locator(".views"), "backgroundColor");
    assert.equal(await inside("Inferred day"), panel);
    assert.equal(await inside("Since"), panel);
    assert.notEqual(await inside("Stated day"), panel);
    assert.notEqual(await inside("Whole year"), panel);
    for (const title of ["Planned day", "Denied day"]) {
      assert.notEqual(await inside(title), panel);
      assert.notEqual(await inside(title), await inside("Stated day"));
    }
    const legend = await page.locator("#panel-timeline .legend").innerText();
    for (const words of [/date stated/, /date inferred/, /some time within/, /planned, denied/]) assert.match(legend, words);
    await page.screenshot({ path: join(screenshots, "timeline.png") });
    assert.deepEqual(strange, []);
    await context.close();
  });

  test("draws an interval from its first day to its last, and a day as a point in it", async () => {
    const { context, page } = await open();
    const [year, day, next, planned] = await Promise.all(
      ["Whole year", "Stated day", "Inferred day", "Planned day"].map((title) => box(page, title)),
    );
    assert.ok(Math.abs(day.width - day.height) < 1, "a day is a point");
    assert.ok(year.width > 5 * day.width, `a year of ${year.width} pixels is hardly longer than a day`);
    for (const each of [day, next, planned]) {
      assert.ok(year.x < each.x && each.x + each.width < year.x + year.width, "days of the year lie within it");
    }
    assert.ok(day.x < next.x && next.x < planned.x, "in order of time");
    await context.close();
  });

  test("lets open intervals run out at their open end", async () => {
    const { context, page } = await open();
    const field = await page.locator(".timechart .field").boundingBox();
    const [until, since, war] = await Promise.all(["Until", "Since", "End of a war"].map((title) => box(page, title)));
    assert.ok(Math.abs(until.x - field.x) < 2);
    assert.ok(until.x + until.width > war.x, "until 1999 takes in 1945");
    assert.ok(Math.abs(since.x + since.width - field.x - field.width) < 2);
    assert.match(await style(mark(page, "Until"), "maskImage"), /90deg/);
    assert.match(await style(mark(page, "Since"), "maskImage"), /270deg/);
    assert.equal(await style(mark(page, "Whole year"), "maskImage"), "none");
    await context.close();
  });

  for (const [name, options] of [["a wide screen", WIDE], ["a phone", PHONE]]) {
    test(`keeps eighty years and this week apart on ${name}`, async () => {
      const { context, page, strange } = await open(options);
      const boxes = await page.locator(".timechart .mark").evaluateAll((marks) => marks.map((each) => {
        const { left, right, top, bottom } = each.getBoundingClientRect();
        return { left, right, top, bottom, label: each.ariaLabel };
      }));
      assert.equal(boxes.length, RECORD.events.length - 2);
      for (const [i, a] of boxes.entries()) {
        for (const b of boxes.slice(i + 1)) {
          const apart = a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 1 || b.bottom <= a.top + 1;
          assert.ok(apart, `${a.label} lies on ${b.label}`);
        }
      }
      const field = await page.locator(".timechart .field").boundingBox();
      assert.ok(boxes.every(({ left, right }) => left >= field.x - 1 && right <= field.x + field.width + 1));
      assert.ok(field.height < 260, `the chart is ${field.height} pixels high`);
      const breaks = await page.locator(".timechart .break").evaluateAll((all) => all.map((each) => each.title));
      assert.ok(breaks.includes("55 years"), `the axis is broken at ${breaks}`);
      const dates = await page.locator(".timechart .dates span").evaluateAll((all) =>
        all.map((each) => each.getBoundingClientRect()).sort((a, b) => a.left - b.left).map(({ left, right }) => [left, right]),
      );
      assert.ok(dates.length >= 3);
      for (const [i, [left]] of dates.slice(1).entries()) assert.ok(left >= dates[i][1], "dates keep off each other");
      assert.deepEqual(strange, []);
      await context.close();
    });
  }

  test("lays events without a date in a tray of their own", async () => {
    const { context, page } = await open();
    const tray = page.locator("#panel-timeline .tray");
    assert.match(await tray.locator("h3").innerText(), /without a date/i);
    assert.deepEqual(await tray.locator(".row .title").allInnerTexts(), ["No date at all", "Known by publication"]);
    assert.equal(await mark(page, "No date").count(), 0);
    assert.equal(await page.locator("#panel-timeline ol .row").count(), RECORD.events.length - 2);
    await context.close();
  });

  test("is walked by keys, names its marks, and shares the choice with the list", async () => {
    const { context, page } = await open();
    await page.keyboard.press("1");
    const focused = () => page.evaluate(() => document.activeElement?.ariaLabel);
    assert.match(await focused(), /8 May 1945 · End of a war/);
    await page.keyboard.press("ArrowRight");
    assert.match(await focused(), /by Fri, 31 Dec 1999 · Until/);
    await page.keyboard.press("ArrowLeft");
    assert.match(await page.locator(".timechart .caption").innerText(), /End of a war/);
    await page.keyboard.press("Enter");
    assert.equal(await mark(page, "End of a war").getAttribute("aria-pressed"), "true");
    assert.equal(await page.locator('#panel-timeline .row[data-mark="chosen"] .title').innerText(), "End of a war");
    await page.keyboard.press("End");
    assert.match(await focused(), /This week/);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement?.matches("#panel-timeline ol .row")), true);
    await page.locator("#panel-timeline .row", { hasText: "Whole year" }).click();
    await page.mouse.move(2, 2);
    assert.equal(await mark(page, "Whole year").getAttribute("data-mark"), "chosen");
    assert.equal(await page.locator(".timechart [data-mark]").count(), 1);
    await context.close();
  });
});
