// Compiles the stylesheet and bundles the scripts into ../static. Run with: npm ci && npm run build
import { copyFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";
import { compile } from "sass";

const out = "../static";
const { css } = compile("portal.scss", { style: "compressed", loadPaths: ["node_modules"], quietDeps: true });
writeFileSync(`${out}/portal.css`, css);
const options = { bundle: true, minify: true, format: "iife", target: "es2021", legalComments: "none" };
for (const name of ["portal", "choices", "batch", "desk"])
  await build({ ...options, entryPoints: [`${name}.mjs`], outfile: `${out}/${name}.js` });
copyFileSync("node_modules/htmx.org/dist/htmx.min.js", `${out}/htmx.min.js`);
