// A visit to the page, as the tests make it.
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import { root } from "./server.mjs";

const { chromium } = createRequire(join(root, "web/package.json"))("playwright-core");

export const screenshots = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "screenshots");
mkdirSync(screenshots, { recursive: true });

export const WIDE = { viewport: { width: 1360, height: 860 } };
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ],
  });

/** A fresh visit; what the page asked of whom and what it complained of is kept, and must be nothing unusual. */
export async function visit(browser, origin, options = WIDE) {
  const context = await browser.newContext({ ...options, acceptDownloads: true });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const strange = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !url.startsWith("data:") && !url.startsWith("blob:")) strange.push(url);
  });
  page.on("pageerror", (error) => strange.push(error.message));
  page.on("dialog", (dialog) => strange.push(dialog.message()));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().includes("404")) strange.push(message.text());
  });
  await page.goto(origin);
  await shown(page);
  return { context, page, strange };
}

export const shown = (page) => page.waitForFunction(() => document.body.dataset.shown && !document.body.hasAttribute("aria-busy"));

/** Pastes as a user does, and waits until the browser has drawn the result; returns the milliseconds between. */
export async function paste(page, text) {
  return page.evaluate(async (words) => {
    delete document.body.dataset.shown;
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", words);
    const began = performance.now();
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    while (!document.body.dataset.shown) await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return performance.now() - began;
  }, text);
}

export const marked = (page, scope, how = "chosen") => page.locator(`${scope} [data-mark="${how}"]`).count();
