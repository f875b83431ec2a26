// Opens pages in Chromium and lets axe-core judge them: in the light and in the dark, on a desk, on a phone and
// on paper, whose text is 180 mm wide. Usage: node page.mjs CHROMIUM FILE… Prints {file: [fault, …]}.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const [executablePath, ...files] = process.argv.slice(2);
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf-8");
const views = [["screen", 1280], ["screen", 320], ["print", 680]];
const schemes = ["light", "dark"];
const browser = await puppeteer.launch({ executablePath, args: ["--no-sandbox"] });
const page = await browser.newPage();
await page.setBypassCSP(true);
const devtools = await page.createCDPSession();
const found = {};
for (const file of files) {
  found[file] = [];
  await page.goto(pathToFileURL(file));
  await page.evaluate(axe);
  for (const [media, width] of views) {
    for (const scheme of schemes) {
      await page.setViewport({ width, height: 800 });
      // Both at once: puppeteer's own functions forget the one when they set the other.
      const features = [{ name: "prefers-color-scheme", value: scheme }];
      await devtools.send("Emulation.setEmulatedMedia", { media, features });
      const fault = (text) => found[file].push(`${media} ${width} px ${scheme}: ${text}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide > width) fault(`the page is ${wide} px wide`);
      const { violations, passes } = await page.evaluate(() => axe.run());
      if (!passes.length) fault("axe had nothing to look at");
      for (const { id, nodes } of violations) fault(`${id} ${nodes[0].html}`);
    }
  }
}
await browser.close();
console.log(JSON.stringify(found));
