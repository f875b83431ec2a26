// Opens pages in Chromium and lets axe-core judge them, in the light on a desk and in the dark on a phone.
// Usage: node page.mjs CHROMIUM FILE… Prints {file: [fault, …]}.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const [executablePath, ...files] = process.argv.slice(2);
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf-8");
const browser = await puppeteer.launch({ executablePath, args: ["--no-sandbox"] });
const found = {};
for (const file of files) {
  found[file] = [];
  for (const [width, scheme] of [[1280, "light"], [320, "dark"]]) {
    const page = await browser.newPage();
    await page.setBypassCSP(true);
    await page.setViewport({ width, height: 800 });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await page.goto(pathToFileURL(file));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > width) found[file].push(`${width} px ${scheme}: the page is ${wide} px wide`);
    await page.evaluate(axe);
    const { violations, passes } = await page.evaluate(() => axe.run());
    if (!passes.length) found[file].push(`${width} px ${scheme}: axe had nothing to look at`);
    for (const { id, nodes } of violations)
      found[file].push(`${width} px ${scheme}: ${id} ${nodes[0].html}`);
    await page.close();
  }
}
await browser.close();
console.log(JSON.stringify(found));
